package org.multiengine.samples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import scala.Console;

/** What a program prints to standard output; Scala has its own way to it. */
final class Printed {

  /** A program that may fail. */
  @FunctionalInterface
  interface Program {
    void run() throws Throwable;
  }

  private Printed() {}

  /** Runs a program and returns the lines it has printed. */
  static List<String> by(Program program) throws Throwable {
    var bytes = new ByteArrayOutputStream();
    var printed = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    PrintStream before = System.out;
    System.setOut(printed);
    try {
      Optional<Throwable> failure = Console.withOut(printed, () -> failure(program));
      if (failure.isPresent()) {
        throw failure.get();
      }
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static Optional<Throwable> failure(Program program) {
    try {
      program.run();
      return Optional.empty();
    } catch (Throwable e) {
      return Optional.of(e);
    }
  }
}
