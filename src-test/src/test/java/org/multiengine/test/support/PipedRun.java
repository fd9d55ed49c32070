package org.multiengine.test.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The result of a program that reads a text from a pipe.
 *
 * @param status its exit status
 * @param output its standard output
 * @param errors its standard error
 */
public record PipedRun(int status, String output, String errors) {

  /** Runs a program that reads a text from a pipe, and waits for its end. */
  public static PipedRun of(ProcessBuilder program, String input)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("piped", ".out");
    Path errors = Files.createTempFile("piped", ".err");
    try {
      int status =
          run(program.redirectOutput(output.toFile()).redirectError(errors.toFile()), input);
      return new PipedRun(status, Files.readString(output), Files.readString(errors));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private static int run(ProcessBuilder program, String input)
      throws IOException, InterruptedException {
    Process process = program.start();
    try {
      try (OutputStream pipe = process.getOutputStream()) {
        pipe.write(input.getBytes(StandardCharsets.UTF_8));
      }
      return Children.awaitExit(process);
    } finally {
      process.destroyForcibly();
    }
  }
}
