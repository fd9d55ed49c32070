package org.multiengine.core.code;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cache of class bytes by name and content, shared by all clients of a node. The least recently
 * used classes are dropped when the limit is exceeded. Safe for use by several threads.
 */
final class ClassCache {

  private record Key(String name, String hash) {}

  /** How many versions of a class a client may be told of; more cost more than they save. */
  static final int MAX_REPORTED_VERSIONS = 8;

  private final long maxBytes;
  private final Map<Key, byte[]> classes = new LinkedHashMap<>(16, 0.75f, true);

  /** The hashes of each name in {@link #classes}, the latest last. */
  private final Map<String, Set<String>> versions = new HashMap<>();

  private long bytes;

  ClassCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Returns the hashes of the cached classes of a name, the latest ones if there are many. */
  synchronized List<String> hashesOf(String name) {
    List<String> hashes = List.copyOf(versions.getOrDefault(name, Set.of()));
    return hashes.subList(Math.max(0, hashes.size() - MAX_REPORTED_VERSIONS), hashes.size());
  }

  synchronized byte @Nullable [] get(String name, String hash) {
    return classes.get(new Key(name, hash));
  }

  synchronized void put(String name, String hash, byte[] content) {
    byte[] earlier = classes.put(new Key(name, hash), content);
    bytes += content.length - (earlier == null ? 0 : earlier.length);
    Set<String> ofName = versions.computeIfAbsent(name, absent -> new LinkedHashSet<>());
    ofName.remove(hash);
    ofName.add(hash);
    Iterator<Map.Entry<Key, byte[]>> oldest = classes.entrySet().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      Map.Entry<Key, byte[]> dropped = oldest.next();
      bytes -= dropped.getValue().length;
      forgetVersion(dropped.getKey());
      oldest.remove();
    }
  }

  private void forgetVersion(Key key) {
    Set<String> ofName = versions.get(key.name());
    if (ofName != null) {
      ofName.remove(key.hash());
      if (ofName.isEmpty()) {
        versions.remove(key.name());
      }
    }
  }
}
