package org.multiengine.core.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;

/**
 * The libraries that clients have added to this JVM while it runs. Scripts of all its engines see
 * their classes, from the next text on. A library stays until the JVM ends.
 *
 * <p>Two versions of a library cannot be here at a time: the second is refused, also if the class
 * path of the JVM has the first. Safe for use by several threads.
 */
public final class Libraries extends URLClassLoader {

  static {
    registerAsParallelCapable(); // before the first instance
  }

  private static final String JAR = ".jar";
  private static final Libraries SHARED = new Libraries(Libraries.class.getClassLoader());

  private final Map<String, String> hashes = new LinkedHashMap<>();
  private @Nullable Path folder;
  private volatile int count;

  Libraries(@Nullable ClassLoader parent) {
    super(new URL[0], parent);
  }

  /** Returns the libraries of this JVM. */
  public static Libraries shared() {
    return SHARED;
  }

  /** Returns the loader that adds the libraries of this JVM to a loader of its own classes. */
  static ClassLoader over(ClassLoader own) {
    return own == SHARED.getParent() ? SHARED : own;
  }

  /**
   * Adds a library. If the same file has been added already, nothing changes.
   *
   * @param name the file name, for example {@code commons-csv-1.14.0.jar}
   * @param jar the bytes of the file
   * @throws KernelError if another version of the library is here, or the file cannot be written
   */
  public synchronized void add(String name, byte[] jar) {
    String hash = hash(jar);
    if (hash.equals(hashes.get(name))) {
      return;
    }
    LibraryName.of(name).requireNoOther(present());
    try {
      Path file = folder().resolve(name);
      Files.write(file, jar);
      file.toFile().deleteOnExit();
      addURL(file.toUri().toURL());
    } catch (IOException e) {
      throw new KernelError("cannot add the library " + name + ": " + e, e);
    }
    hashes.put(name, hash);
    count = hashes.size();
  }

  /** Returns the file names of the libraries, in the order in which they were added. */
  public synchronized List<String> names() {
    return List.copyOf(hashes.keySet());
  }

  /** Returns the number of libraries. */
  public int count() {
    return count;
  }

  /** Returns the file names of the added libraries and of the jars of the class path. */
  private List<String> present() {
    List<String> all =
        new ArrayList<>(LibraryName.jarsOf(System.getProperty("java.class.path", "")));
    all.addAll(hashes.keySet());
    return all;
  }

  private Path folder() throws IOException {
    Path known = folder;
    if (known == null) {
      known = Files.createTempDirectory("multiengine-libraries-");
      known.toFile().deleteOnExit();
      folder = known;
    }
    return known;
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JVM has SHA-256", e);
    }
  }

  /**
   * Returns the bytes of a jar on this machine.
   *
   * @throws KernelError if it is no jar or cannot be read
   */
  public static byte[] read(Path jar) {
    if (!String.valueOf(jar.getFileName()).endsWith(JAR)) {
      throw new KernelError(jar + " is not a jar; the name of a library ends in " + JAR);
    }
    if (!Files.isRegularFile(jar)) {
      throw new KernelError("there is no file " + jar);
    }
    try {
      return Files.readAllBytes(jar);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + jar + ": " + e.getMessage(), e);
    }
  }
}
