package org.multiengine.samples.shop;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.multiengine.actors.Multiengine;
import org.multiengine.client.cluster.ApplicationCluster;
import org.multiengine.samples.Options;

/**
 * A shop that keeps its orders in sharded entities of an Akka cluster of two nodes, each in a
 * separate process. Each node holds an engine, in whose namespace are the shop's objects. Operators
 * attach a console to the running shop by its name.
 *
 * <p>{@link #openToOperators} holds all code that an application needs for its engines.
 */
public final class Shop implements AutoCloseable {

  private static final String NAME = "shop";
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final ActorSystem<Void> system;
  private final Orders orders;

  private Shop(Config config) {
    this.system = ActorSystem.create(Behaviors.empty(), NAME, config);
    this.orders = new Orders(system);
  }

  /**
   * Runs the sample until its standard input ends or it is interrupted. The first node is this
   * process, the second one a child process.
   *
   * @param args {@code --seed ADDRESS} makes this the second node; {@code --operators ada,bob}
   *     names the users who may run code, by default the user who started the shop
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Options options = Options.of(args, "seed", "operators");
    String operators = options.text("operators", System.getProperty("user.name"));
    String seed = options.text("seed", "");
    try (Shop shop = new Shop(config(seed))) {
      Runtime.getRuntime().addShutdownHook(new Thread(shop::close));
      shop.openToOperators(Set.of(operators.split(",")));
      if (seed.isEmpty()) {
        shop.runFirst(operators);
      } else {
        awaitEndOfInput();
      }
    }
  }

  /** Returns the configuration of the application. Only its roles are there for the engines. */
  private static Config config(String seed) {
    Config shop = ConfigFactory.parseResources(Shop.class, "shop.conf");
    Config node =
        seed.isEmpty()
            ? ConfigFactory.empty()
            : ConfigFactory.parseString("akka.cluster.seed-nodes = [\"" + seed + "\"]");
    return ConfigFactory.load(node.withFallback(shop));
  }

  /** Starts an engine on this node and lets operators use it. */
  private void openToOperators(Set<String> operators) {
    // snippet: open
    Multiengine multiengine = Multiengine.get(system);
    multiengine.bind("orders", orders);
    multiengine.guard(new ShopGuard(operators));
    multiengine.startHost();
    multiengine.startEngines(1);
    // end
  }

  private void runFirst(String operators) throws IOException, InterruptedException {
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(akka.cluster.typed.Join.create(cluster.selfMember().address()));
    Process second = startSecond(cluster.selfMember().address().toString(), operators);
    try (ApplicationCluster attached = ApplicationCluster.attach(system, NAME)) {
      if (!Multiengine.get(system).directory().await(2, START_TIMEOUT, ready -> {})) {
        throw new IllegalStateException(
            "the second node of the shop did not start within " + START_TIMEOUT);
      }
      placeOrders();
      System.out.println("Connection file: " + attached.connectionFile());
      System.out.println("The shop is open. Attach to it: multiengine console --name " + NAME);
      awaitEndOfInput();
    } finally {
      second.destroy();
      second.waitFor();
    }
  }

  /** Starts the second node. It ends with this node, because its standard input ends then. */
  private static Process startSecond(String seed, String operators) throws IOException {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    return new ProcessBuilder(
            List.of(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Shop.class.getName(),
                "--seed",
                seed,
                "--operators",
                operators))
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private void placeOrders() {
    int cents = 998;
    for (String id : orders.ids()) {
      orders.place(id, "book " + id, cents++);
    }
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // the input itself does not matter
    }
  }

  /** Leaves the cluster and stops this node. */
  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
