package org.multiengine.core.code;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cache of class bytes by name and content, shared by all clients of a node. The least recently
 * used classes are dropped when the limit is exceeded. Safe for use by several threads.
 */
final class ClassCache {

  private record Key(String name, String hash) {}

  private final long maxBytes;
  private final Map<Key, byte[]> classes = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  ClassCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Returns the hashes of all cached classes of a name. */
  synchronized List<String> hashesOf(String name) {
    List<String> hashes = new ArrayList<>();
    for (Key key : classes.keySet()) {
      if (key.name().equals(name)) {
        hashes.add(key.hash());
      }
    }
    return hashes;
  }

  synchronized byte @Nullable [] get(String name, String hash) {
    return classes.get(new Key(name, hash));
  }

  synchronized void put(String name, String hash, byte[] content) {
    byte[] earlier = classes.put(new Key(name, hash), content);
    bytes += content.length - (earlier == null ? 0 : earlier.length);
    Iterator<byte[]> oldest = classes.values().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
  }
}
