package org.multiengine.magics.tour;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.ClusterOptionsBuilder;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.Targets;
import org.multiengine.magics.Prompt;

/**
 * A tour of the multiengine interface: the session by which IPython's manual introduced it, typed
 * at a prompt, with Groovy in place of Python, and a count of the words of a text.
 *
 * <pre>{@code
 * boolean wentWell = new Tour(LocalCluster.builder().engines(4), null).show(System.out);
 * }</pre>
 */
public final class Tour {

  private static final String TEXT = "LICENSE";

  private final ClusterOptionsBuilder cluster;
  private final @Nullable Path text;

  /**
   * Makes a tour.
   *
   * @param cluster the cluster it starts and ends
   * @param text the file whose words it counts, or null for a text that comes with it
   */
  public Tour(ClusterOptionsBuilder cluster, @Nullable Path text) {
    this.cluster = cluster;
    this.text = text;
  }

  /** Shows the tour and returns whether everything ran as it should. */
  public boolean show(PrintStream out) throws IOException {
    try (LocalCluster started = cluster.start();
        MultiEngineClient mec = started.connect();
        Prompt prompt = new Prompt("groovy", out)) {
      prompt.bind("mec", mec);
      prompt.bind("Targets", Targets.class);
      prompt.bind("text", text == null ? shippedText() : text.toFile());
      return show(TourScript.load(), prompt, out);
    }
  }

  private static String shippedText() throws IOException {
    try (InputStream resource = Tour.class.getResourceAsStream(TEXT)) {
      if (resource == null) {
        throw new IOException("the text to count words of is missing from the class path: " + TEXT);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
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
