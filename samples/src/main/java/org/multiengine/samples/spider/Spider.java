package org.multiengine.samples.spider;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.samples.Options;

/**
 * Follows the links of a web site. Each engine fetches and parses one page at a time. This program
 * checks at intervals which engines have finished, and gives them the next pages.
 */
public final class Spider {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private final MultiEngineClient mec;
  private final Set<URI> known = new HashSet<>();
  private final Deque<URI> waiting = new ArrayDeque<>();
  private final Map<Integer, PendingResult<List<Page>>> working = new TreeMap<>();
  private final List<Page> pages = new ArrayList<>();

  private Spider(MultiEngineClient mec) {
    this.mec = mec;
  }

  /** Runs the sample on a site with {@code --pages 15}, which it serves itself. */
  public static void main(String[] args) throws IOException {
    Options options = Options.of(args, "pages");
    try (var site = new Site(options.number("pages", 15));
        LocalCluster cluster = options.start();
        MultiEngineClient mec = cluster.connect()) {
      for (Page page : new Spider(mec).follow(site.home())) {
        System.out.printf(
            "%d %s, %d links%n", page.status(), page.address().getPath(), page.links().size());
      }
    }
  }

  /** Returns the pages that can be reached from a page. */
  private List<Page> follow(URI home) {
    add(home);
    while (!waiting.isEmpty() || !working.isEmpty()) {
      startFetching();
      mec.barrier(working.values(), POLL_INTERVAL);
      takeFetched();
    }
    return pages;
  }

  private void add(URI address) {
    if (known.add(address)) {
      waiting.add(address);
    }
  }

  private void startFetching() {
    for (int engine : mec.ids()) {
      if (!working.containsKey(engine) && !waiting.isEmpty()) {
        URI address = waiting.remove();
        working.put(engine, mec.engines(engine).applyAsync(() -> Page.fetch(address)));
      }
    }
  }

  private void takeFetched() {
    working.values().removeIf(pending -> take(pending.getNow(null)));
  }

  private boolean take(@Nullable List<Page> fetched) {
    if (fetched == null) {
      return false;
    }
    pages.addAll(fetched);
    fetched.forEach(page -> page.links().forEach(this::add));
    return true;
  }
}
