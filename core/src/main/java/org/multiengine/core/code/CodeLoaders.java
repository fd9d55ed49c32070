package org.multiengine.core.code;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.value.ValueCodec;

/**
 * The class loaders and codecs with which the engines of a node decode the values of clients. A
 * loader lives as long as its client is connected or an engine holds an object of one of its
 * classes.
 *
 * <p>Safe for use by several threads.
 */
public final class CodeLoaders {

  private final ClassLoader own;
  private final ClassFetcher fetcher;
  private final ClassCache cache;
  private final ValueCodec withoutCode;
  private final Map<String, RemoteClassLoader> remote = new HashMap<>();

  /** The codecs by loader. The references are soft because a codec refers to its loader. */
  private final Map<ClassLoader, SoftReference<ValueCodec>> codecs = new WeakHashMap<>();

  /**
   * The codec of values without client classes. It is replaced when a client disconnects if it has
   * encoded objects of client classes, even inside lists, because it refers to these classes.
   */
  private volatile ValueCodec ownCodec;

  /**
   * Creates the loaders of a node.
   *
   * @param own the loader of the node's own classes
   * @param fetcher fetches the classes of clients
   * @param cacheBytes the total size in bytes of the fetched classes to keep for other clients
   */
  public CodeLoaders(ClassLoader own, ClassFetcher fetcher, long cacheBytes) {
    this.own = own;
    this.fetcher = fetcher;
    this.cache = new ClassCache(cacheBytes);
    this.withoutCode = ValueCodec.withoutCode(own);
    this.ownCodec = ValueCodec.forEngine(own);
  }

  /**
   * Decodes a value of a client. A value without code may come from a client that must not run
   * code, so it is decoded with the classes that run none.
   */
  public @Nullable Object decode(CodedValue value) {
    ValueCodec codec = value.needsCode() ? codec(value.code()) : withoutCode;
    return codec.decode(value.value());
  }

  /** Returns the codec for values of a code. */
  public ValueCodec codec(String code) {
    return code.equals(CodeRegistry.NONE) ? ownCodec : codecFor(loader(code));
  }

  /** Returns the codec for a value, with the classes of the client that the value came from. */
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
        code,
        absent -> new RemoteClassLoader(absent, Libraries.over(own), fetcher, cache, this::loader));
  }

  /** Drops the loaders of a client that has disconnected. */
  public synchronized void forget(String client) {
    boolean had = remote.entrySet().removeIf(entry -> release(client, entry));
    if (had || ownCodec.hasForeignClasses()) {
      ownCodec = ValueCodec.forEngine(own);
    }
  }

  private boolean release(String client, Map.Entry<String, RemoteClassLoader> entry) {
    boolean ofClient = CodeRegistry.clientOf(entry.getKey()).equals(client);
    if (ofClient) {
      codecs.remove(entry.getValue());
      entry.getValue().release();
    }
    return ofClient;
  }
}
