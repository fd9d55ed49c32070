package org.multiengine.test.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file for which scripts wait, in any process, until a test creates it. */
public final class Gate {

  private final Path file;

  public Gate(Path file) {
    this.file = file;
  }

  /** Returns a statement that ends when the gate is opened. */
  public String pass() {
    return "while (!new File('" + file + "').exists()) { Thread.sleep(2) }";
  }

  public void open() {
    try {
      Files.writeString(file, "open");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
