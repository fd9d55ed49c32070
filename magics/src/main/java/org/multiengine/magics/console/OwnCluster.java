package org.multiengine.magics.console;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.ClusterControl;
import org.multiengine.magics.command.process.Logging;
import org.multiengine.magics.console.screen.Screen;

/** A cluster that a prompt starts with {@code %cluster start}. It ends with the prompt. */
final class OwnCluster implements ClusterControl, AutoCloseable {

  private final Screen screen;
  private final Consumer<Supplier<MultiEngineClient>> connect;
  private @Nullable LocalCluster cluster;
  private int engines;

  /**
   * Creates a control without a cluster.
   *
   * @param connect connects the prompt with a client
   */
  OwnCluster(Screen screen, Consumer<Supplier<MultiEngineClient>> connect) {
    this.screen = screen;
    this.connect = connect;
  }

  @Override
  public void start(int count) {
    if (cluster != null) {
      throw new KernelError(
          "this prompt has started " + engines + " engines already; %cluster stop ends them");
    }
    screen.status("Starting engines: 0 of " + count);
    try {
      LocalCluster started =
          LocalCluster.builder()
              .processes(count)
              .javaOptions(Logging.option())
              .onStart(
                  (ready, total) -> screen.status("Starting engines: " + ready + " of " + total))
              .start();
      cluster = started;
      engines = count;
      connect.accept(started::connect);
    } finally {
      screen.status("");
    }
  }

  @Override
  @SuppressWarnings("OrphanedFormatString") // the percent sign is the magic's
  public void stop() {
    if (cluster == null) {
      throw new KernelError("this prompt has started no cluster; %cluster start -n 4 starts one");
    }
    close();
  }

  @Override
  public int engines() {
    return engines;
  }

  @Override
  public void close() {
    LocalCluster started = cluster;
    cluster = null;
    engines = 0;
    if (started != null) {
      started.close();
    }
  }
}
