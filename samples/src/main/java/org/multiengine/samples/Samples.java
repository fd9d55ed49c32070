package org.multiengine.samples;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;

/** Runs a sample by its name. {@code mvn -q -Psample -Dsample=pi} starts this class. */
public final class Samples {

  private static final int WRONG_COMMAND_LINE = 2;

  private Samples() {}

  /**
   * Runs a sample. Exits with status 2 if there is no sample of the name, or it does not have one
   * of the options.
   *
   * @param args the name and the options; the name {@code list} lists the samples
   */
  public static void main(String[] args) throws Throwable {
    try {
      run(args);
    } catch (Options.Wrong e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_COMMAND_LINE);
    }
  }

  /** Runs a sample, and throws its errors. */
  static void run(String... args) throws Throwable {
    String word = args.length == 0 ? "list" : args[0];
    if (word.equals("list")) {
      list();
    } else {
      run(Sample.of(word), Arrays.copyOfRange(args, 1, args.length));
    }
  }

  private static void list() {
    for (Sample sample : List.of(Sample.values())) {
      System.out.printf("%-12s %s%n", sample.word(), sample.about());
    }
  }

  private static void run(Sample sample, String[] options) throws Throwable {
    try {
      Class.forName(sample.mainClass())
          .getMethod("main", String[].class)
          .invoke(null, (Object) options);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
