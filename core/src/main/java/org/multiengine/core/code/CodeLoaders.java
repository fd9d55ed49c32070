package org.multiengine.core.code;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.value.ValueCodec;

/**
 * The class loaders and codecs by which the engines of a node read the values of clients. A loader
 * lives as long as its client is connected or an engine holds something of its classes.
 *
 * <p>Safe for use by several threads.
 */
public final class CodeLoaders {

  private final ClassLoader own;
  private final ClassFetcher fetcher;
  private final ClassCache cache;
  private final Map<String, ClassLoader> remote = new HashMap<>();

  /** A codec holds its loader, so it must not be held for the loader's sake. */
  private final Map<ClassLoader, SoftReference<ValueCodec>> codecs = new WeakHashMap<>();

  /** Made anew when a client goes: a codec holds every class it has seen, in lists too. */
  private volatile ValueCodec ownCodec;

  /**
   * Makes loaders.
   *
   * @param own has the classes of this node
   * @param fetcher asks clients for theirs
   * @param cacheBytes how many bytes of fetched classes are kept for other clients
   */
  public CodeLoaders(ClassLoader own, ClassFetcher fetcher, long cacheBytes) {
    this.own = own;
    this.fetcher = fetcher;
    this.cache = new ClassCache(cacheBytes);
    this.ownCodec = ValueCodec.forEngine(own);
  }

  /** Returns the codec for values of a code. */
  public ValueCodec codec(String code) {
    return code.equals(CodeRegistry.NONE) ? ownCodec : codecFor(loader(code));
  }

  /** Returns the codec that writes a value with classes of whatever client it came from. */
  public ValueCodec codecFor(@Nullable Object value) {
    ClassLoader loader = value == null ? null : value.getClass().getClassLoader();
    return loader == null || loader == own ? ownCodec : codecFor(loader);
  }

  private synchronized ValueCodec codecFor(ClassLoader loader) {
    SoftReference<ValueCodec> reference = codecs.get(loader);
    ValueCodec known = reference == null ? null : reference.get();
    if (known != null) {
      return known;
    }
    ValueCodec made = ValueCodec.forEngine(loader);
    codecs.put(loader, new SoftReference<>(made));
    return made;
  }

  private synchronized ClassLoader loader(String code) {
    ClassLoader local = CodeRegistry.local(code);
    if (local != null) {
      return local;
    }
    return remote.computeIfAbsent(
        code, absent -> new RemoteClassLoader(absent, own, fetcher, cache));
  }

  /** Lets go of the loaders of a client that has gone. */
  public synchronized void forget(String client) {
    remote.entrySet().removeIf(entry -> isOf(client, entry.getKey(), entry.getValue()));
    ownCodec = ValueCodec.forEngine(own);
  }

  private boolean isOf(String client, String code, ClassLoader loader) {
    boolean theirs = CodeRegistry.clientOf(code).equals(client);
    if (theirs) {
      codecs.remove(loader);
    }
    return theirs;
  }
}
