package org.multiengine.core.code;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.request.EncodedValue;

/**
 * The codes that a client has assigned to its class loaders. A class that is defined again has
 * another loader, so the code distinguishes its versions. The registry does not keep loaders alive.
 *
 * <p>Safe for use by several threads.
 */
public final class CodeRegistry implements AutoCloseable {

  /** The code of values without classes of a client. */
  public static final String NONE = "";

  private static final char SEPARATOR = '/';

  /** All codes of this JVM. Engines in this JVM use the client's loader itself. */
  private static final Map<String, Entry> LOCAL = new ConcurrentHashMap<>();

  private record Entry(WeakReference<ClassLoader> loader, CodeRegistry registry) {}

  private final String client;
  private final Map<ClassLoader, String> codes = new WeakHashMap<>();
  private int next;
  private boolean closed;

  /** Creates the registry of a client of that name. */
  public CodeRegistry(String client) {
    this.client = client;
  }

  /** Returns the code of a loader, and assigns one if there is none. */
  public synchronized String codeOf(ClassLoader loader) {
    return codes.computeIfAbsent(
        loader,
        absent -> {
          String code = client + SEPARATOR + next++;
          LOCAL.values().removeIf(entry -> entry.loader().get() == null);
          if (!closed) {
            LOCAL.put(code, new Entry(new WeakReference<>(absent), this));
          }
          return code;
        });
  }

  /** Returns the client that assigned a code. */
  public static String clientOf(String code) {
    return code.substring(0, code.lastIndexOf(SEPARATOR));
  }

  /**
   * Returns the loader of a code, or null if the code was not assigned in this JVM or its loader is
   * no longer in use.
   */
  static @Nullable ClassLoader local(String code) {
    Entry entry = LOCAL.get(code);
    return entry == null ? null : entry.loader().get();
  }

  /**
   * Returns a class of a code that was assigned in this JVM.
   *
   * @param known the hashes of the classes that the requester has; their bytes are left out
   */
  public static ClassFile find(String code, String className, List<String> known) {
    Entry entry = LOCAL.get(code);
    ClassLoader loader = entry == null ? null : entry.loader().get();
    if (entry == null || loader == null) {
      return ClassFile.MISSING;
    }
    ClassLoader home = loader instanceof LinkedLoader linked ? linked.homeOf(className) : null;
    if (home != null && home != loader) {
      return ClassFile.at(entry.registry().codeOf(home));
    }
    byte[] bytes = ClassBytes.of(loader, className);
    if (bytes == null) {
      return ClassFile.MISSING;
    }
    String hash = ClassFile.hash(bytes);
    return ClassFile.of(hash, known.contains(hash) ? null : new EncodedValue(bytes));
  }

  /** Removes the codes of this client. */
  @Override
  public synchronized void close() {
    closed = true;
    LOCAL.keySet().removeAll(codes.values());
    codes.clear();
  }
}
