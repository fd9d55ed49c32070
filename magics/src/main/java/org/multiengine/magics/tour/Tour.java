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
 * A tour of the multiengine interface: the session with which IPython's manual introduced it, typed
 * at a prompt in Groovy instead of Python, and a count of the words of a text.
 *
 * <pre>{@code
 * boolean wentWell = new Tour(LocalCluster.builder().engines(4), null).show(System.out);
 * }</pre>
 */
public final class Tour {

  private static final String LICENCE_RESOURCE = "LICENSE";

  private final ClusterOptionsBuilder cluster;
  private final @Nullable Path text;

  /**
   * Creates a tour.
   *
   * @param cluster the cluster that the tour starts and ends
   * @param text the file whose words the tour counts, or null for the licence of Multiengine
   */
  public Tour(ClusterOptionsBuilder cluster, @Nullable Path text) {
    this.cluster = cluster;
    this.text = text;
  }

  /** Shows the tour, and returns whether every input ran or failed as intended. */
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
    try (InputStream resource = Tour.class.getResourceAsStream(LICENCE_RESOURCE)) {
      if (resource == null) {
        throw new IOException("the licence is missing from the class path: " + LICENCE_RESOURCE);
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
