package org.multiengine.magics.builtin.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long code takes on each engine, with the clocks of the engines. */
@Command(
    name = "timeit",
    description =
        "Measures how long Groovy code takes on each engine. Names that the code assigns stay"
            + " defined.",
    footer = {"", "Example:", "  %%timeit -n 1000 -r 5 (1..100).sum()"})
public final class TimeitMagic extends CodeMagic {

  private static final long MIN_MEASURED_NANOS = 200_000_000;
  private static final int LOOPS_GROWTH = 10;
  private static final int MAX_LOOPS = 100_000_000;

  @Option(
      names = {"-n", "--loops"},
      paramLabel = "N",
      description = "The number of runs in a measurement; by default, enough to take 0.2 s.")
  private @Nullable Integer loops;

  @Option(
      names = {"-r", "--repeats"},
      paramLabel = "R",
      defaultValue = "7",
      description = "The number of measurements; the default is 7.")
  private int repeats;

  /** Creates the magic. */
  public TimeitMagic() {
    super("%timeit (1..100).sum()");
  }

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    String code = code(input);
    if (repeats < 1 || (loops != null && loops < 1)) {
      throw new IllegalArgumentException("--loops and --repeats must be 1 or more");
    }
    DirectView view = view(shell);
    int count = loops == null ? enoughLoops(shell, view, code) : loops;
    for (CommandRecord record : measure(shell, view, code, count, repeats)) {
      String label = shell.styled(Shell.Style.ENGINE, "[" + record.id() + "]");
      shell.out().println(label + " " + Durations.summary(nanos(record), count));
    }
  }

  private static int enoughLoops(Shell shell, DirectView view, String code)
      throws InterruptedException {
    int count = 1;
    while (count < MAX_LOOPS) {
      ResultList results = measure(shell, view, code, count, 1);
      long longest = results.stream().mapToLong(record -> nanos(record)[0]).max().orElse(0);
      if (results.isEmpty() || longest >= MIN_MEASURED_NANOS) {
        return count;
      }
      count *= LOOPS_GROWTH;
    }
    return count;
  }

  private static ResultList measure(
      Shell shell, DirectView view, String code, int count, int repeats)
      throws InterruptedException {
    return shell.await(view.executeAsync(script(code, count, repeats)));
  }

  /**
   * Returns the script that measures code. The first line of the code is the first line of the
   * script, so that tracebacks show the right line numbers.
   */
  private static String script(String code, int count, int repeats) {
    return ("def timeit_all = []; for (int timeit_r = 0; timeit_r < %d; timeit_r++) {"
                + " long timeit_from = System.nanoTime();"
                + " for (int timeit_i = 0; timeit_i < %d; timeit_i++) { ")
            .formatted(repeats, count)
        + code
        + "\n}\ntimeit_all << System.nanoTime() - timeit_from }\ntimeit_all";
  }

  private static long[] nanos(CommandRecord record) {
    String shown = record.display();
    if (shown == null || !shown.matches("\\[\\d+(, \\d+)*]")) {
      throw new KernelError("engine " + record.id() + " returned no measurement: " + shown);
    }
    List<Long> nanos = new ArrayList<>();
    for (String number : shown.substring(1, shown.length() - 1).split(", ", -1)) {
      nanos.add(Long.valueOf(number));
    }
    return nanos.stream().mapToLong(Long::longValue).toArray();
  }

  /** Texts of measured times in the form of IPython's timeit. */
  private static final class Durations {

    private static final String[] UNITS = {"s", "ms", "µs", "ns"};

    private Durations() {}

    static String summary(long[] totals, int loops) {
      double[] each = Arrays.stream(totals).mapToDouble(total -> (double) total / loops).toArray();
      double mean = Arrays.stream(each).average().orElse(0);
      double spread =
          Math.sqrt(Arrays.stream(each).map(x -> (x - mean) * (x - mean)).average().orElse(0));
      long runs = LongStream.of(totals).count();
      return "%s ± %s per loop (mean ± std. dev. of %d run%s, %,d loop%s each)"
          .formatted(
              text(mean), text(spread), runs, runs == 1 ? "" : "s", loops, loops == 1 ? "" : "s");
    }

    private static String text(double nanos) {
      double value = nanos / 1e9;
      int unit = 0;
      while (value < 1 && unit + 1 < UNITS.length) {
        value *= 1000;
        unit++;
      }
      int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
      return String.format(Locale.ROOT, "%." + decimals + "f %s", value, UNITS[unit]);
    }
  }
}
