package org.multiengine.magics.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A source of piped inputs. Lines are read without a prompt until an input is whole. */
final class PipedSource implements InputSource {

  private final BufferedReader lines;
  private final Predicate<String> isComplete;

  PipedSource(BufferedReader lines, Predicate<String> isComplete) {
    this.lines = lines;
    this.isComplete = isComplete;
  }

  @Override
  public @Nullable String read(int number) {
    String line = readLine();
    if (line == null) {
      return null;
    }
    var text = new StringBuilder(line);
    while (!isComplete.test(text.toString())) {
      String next = readLine();
      if (next == null) {
        break; // the script reports what is missing when it runs
      }
      text.append('\n').append(next);
    }
    return text.toString();
  }

  private @Nullable String readLine() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the piped input: " + e.getMessage(), e);
    }
  }

  @Override
  public @Nullable String ask(String prompt) {
    return readLine();
  }

  /** Refuses the text, because nobody can edit it. */
  @Override
  public void prefill(String text) {
    throw new IllegalArgumentException(
        "text cannot be edited because the input is piped; use %run");
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
