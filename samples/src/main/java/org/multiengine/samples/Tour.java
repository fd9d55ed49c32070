package org.multiengine.samples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.multiengine.client.LocalCluster;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.Targets;
import org.multiengine.magics.Prompt;

/**
 * A tour of the multiengine interface: the session by which IPython's manual introduced it, typed
 * at a prompt, with Groovy in place of Python, and a count of the words of a text.
 *
 * <pre>
 * Tour [--processes N] [TEXT]
 * </pre>
 *
 * Four engines run in this JVM, or N engines in processes of their own.
 */
public final class Tour {

  private static final int ENGINES = 4;

  private Tour() {}

  private record Options(int processes, Path text) {

    static Options parse(String[] args) {
      int processes = 0;
      String text = "LICENSE";
      for (int i = 0; i < args.length; i++) {
        if (args[i].equals("--processes") && i + 1 < args.length) {
          processes = Integer.parseInt(args[++i]);
        } else if (args[i].startsWith("-")) {
          throw new IllegalArgumentException("unknown option " + args[i]);
        } else {
          text = args[i];
        }
      }
      return new Options(processes, Path.of(text));
    }
  }

  /** Runs the tour; the exit status is 0 if everything ran as it should, else 1. */
  public static void main(String[] args) throws IOException {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      fail(e.getMessage() + "\nUsage: Tour [--processes N] [TEXT]");
      return;
    }
    if (!Files.isReadable(options.text())) {
      fail("cannot read " + options.text() + "; name a text file that exists, as README.md");
      return;
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(options, out) ? 0 : 1);
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(2);
  }

  private static boolean run(Options options, PrintStream out) throws IOException {
    LocalCluster.Builder builder = LocalCluster.builder().engines(ENGINES);
    if (options.processes() > 0) {
      builder.processes(options.processes());
    }
    try (LocalCluster cluster = builder.start();
        MultiEngineClient mec = cluster.connect();
        Prompt prompt = new Prompt("groovy", out)) {
      prompt.bind("mec", mec);
      prompt.bind("Targets", Targets.class);
      prompt.bind("text", options.text().toFile());
      return show(TourScript.load(), prompt, out);
    }
  }

  private static boolean show(List<TourScript.Step> steps, Prompt prompt, PrintStream out) {
    boolean asExpected = true;
    for (TourScript.Step step : steps) {
      if (step instanceof TourScript.Remark remark) {
        out.println(remark.text());
        out.println();
      } else if (step instanceof TourScript.Input input) {
        boolean ran = prompt.enter(input.text());
        asExpected &= ran != input.meantToFail();
      }
    }
    return asExpected;
  }
}
