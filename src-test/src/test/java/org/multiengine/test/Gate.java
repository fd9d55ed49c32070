package org.multiengine.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds scripts until a test lets them go on, in whatever process they run. */
final class Gate {

  private final Path file;

  Gate(Path file) {
    this.file = file;
  }

  /** Returns a statement that ends when the gate is opened. */
  String pass() {
    return "while (!new File('" + file + "').exists()) { Thread.sleep(2) }";
  }

  void open() {
    try {
      Files.writeString(file, "open");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
