package org.multiengine.actors.internal.door.client;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.admin.ClusterPort;
import org.multiengine.actors.internal.admin.ClusterPorts;
import org.multiengine.actors.internal.door.ControlMessage;
import org.multiengine.actors.internal.door.DialTasks;
import org.multiengine.actors.internal.door.DoorConnections;
import org.multiengine.actors.internal.door.DoorSettings;
import org.multiengine.actors.internal.link.RemoteEnds;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.actors.internal.security.DoorTls;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.task.TaskScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access of clients to a cluster that this process is no member of: connections to the doors of
 * its hosts, and an actor system of this process alone with the controller.
 *
 * <p>Safe for use by several threads.
 */
public final class DoorClient implements ClusterPort, AutoCloseable {

  /**
   * The cluster to connect to.
   *
   * @param name its name, for errors
   * @param doors the addresses of its hosts' doors, {@code host:port}; the first ones are tried
   *     first
   * @param credentials supplies the credentials, at each connection; null if the cluster has none
   * @param hasEnded returns whether this process can see that the cluster has ended
   */
  public record Target(
      String name,
      List<String> doors,
      @Nullable Supplier<Credentials> credentials,
      BooleanSupplier hasEnded) {

    /** Makes the list of doors immutable. */
    public Target {
      doors = List.copyOf(doors);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(DoorClient.class);
  private static final Duration END_LIMIT = Duration.ofSeconds(3);

  /** A process whose link has ended is left alone as after so many failures to connect. */
  private static final int FAILURES_BEFORE_REST = 5;

  /** How long the directory may take to know engines that a host has reported. */
  private static final Duration DIRECTORY_LIMIT = Duration.ofSeconds(10);

  private final ClientSystem node;
  private final DialledRegistry registry;
  private final ControlLink control;
  private final OpenOrders orders = new OpenOrders();
  private final Consumer<String> onLost;
  private final CompletableFuture<Void> registered = new CompletableFuture<>();

  private DoorClient(Target target, Config config, Consumer<String> onLost) {
    this.onLost = onLost;
    this.node =
        ClientSystem.start(
            config, (system, subscriber) -> registry().subscribe(system, subscriber));
    ActorSystem<?> system = node.system();
    DoorSettings settings = DoorSettings.of(system.settings().config());
    var tasks = new DialTasks(system);
    Supplier<Credentials> credentials = target.credentials();
    var dialler =
        new Dialler(
            DoorConnections.get(system),
            system.settings().config().getString("multiengine.link.local-socket.folder"),
            credentials == null ? null : new DoorTls(credentials),
            settings.handshakeLimit());
    this.registry =
        new DialledRegistry(
            system,
            (process, isFirst) -> {
              var link =
                  new ProcessLink(
                      process, dialler, RemoteEnds.get(system), tasks, settings, this::linkEnded);
              if (isFirst) {
                link.start();
              } else {
                tasks.afterFailures(FAILURES_BEFORE_REST, link::start);
              }
              return link;
            });
    ClusterPorts.set(system, this);
    this.control = new ControlLink(target, dialler, tasks, settings, new ControlUser());
  }

  private DialledRegistry registry() {
    return registry;
  }

  private void linkEnded(ProcessLink link) {
    registry.ended(link);
  }

  private final class ControlUser implements ControlLink.User {

    @Override
    public void received(ControlMessage message) {
      if (message instanceof ControlMessage.Registry report) {
        control.setDoors(report.doors());
        registry.take(report);
        registered.complete(null);
      } else if (message instanceof ControlMessage.Reply reply) {
        orders.replied(reply);
      } else {
        throw new IllegalArgumentException("a host sends " + message.getClass().getName());
      }
    }

    @Override
    public void broken(String reason) {
      orders.fail("the connection to the host was lost before it answered: " + reason);
    }

    @Override
    public void lost(String reason) {
      registered.completeExceptionally(new KernelError(reason));
      onLost.accept(reason);
    }
  }

  /**
   * Connects to a cluster, and waits until its registry is known.
   *
   * @param config the configuration of a node, of which the client's is made
   * @param limit how long to wait for a host at most
   * @param onLost is called once, on any thread, when no host can be reached any longer
   * @throws KernelError if the cluster refuses this client, or no host answers in time
   */
  public static DoorClient connect(
      Target target, Config config, Duration limit, Consumer<String> onLost) {
    var client = new DoorClient(target, config, onLost);
    try {
      client.open(target, limit);
      return client;
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private void open(Target target, Duration limit) {
    var known = new CompletableFuture<Void>();
    Runnable remove = directory().onUpdate(() -> known.complete(null));
    var unused = control.start();
    try {
      registered.thenCompose(reported -> known).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new KernelError(
          "cannot connect to the cluster '" + target.name() + "': " + message(e), e);
    } catch (TimeoutException e) {
      throw new KernelError(
          "the cluster '"
              + target.name()
              + "' did not answer at "
              + String.join(", ", target.doors())
              + " within "
              + limit.toSeconds()
              + " s",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while connecting to the cluster", e);
    } finally {
      remove.run();
    }
  }

  private static String message(ExecutionException failure) {
    return failure.getCause() instanceof KernelError error
        ? error.errorMessage()
        : String.valueOf(failure.getCause());
  }

  /** Returns the actor system, which is this client's alone. */
  public ActorSystem<?> system() {
    return node.system();
  }

  @Override
  public ActorRef<Controller.Command> controller() {
    return node.controllers().controller();
  }

  @Override
  public TaskScheduler tasks(String client) {
    return node.controllers().tasks(client, node.directory());
  }

  @Override
  public EngineDirectory directory() {
    return node.directory();
  }

  @Override
  public CompletionStage<List<EngineId>> addEngines(
      int count, Duration limit, IntConsumer progress) {
    return orders
        .begin(
            number -> new ControlMessage.Add(number, count, limit.toMillis()),
            progress,
            control::send)
        .thenCompose(this::known);
  }

  /** Returns ids when the directory contains them; it is informed apart from the reply. */
  private CompletionStage<List<EngineId>> known(List<EngineId> ids) {
    var known = new CompletableFuture<List<EngineId>>();
    Runnable check =
        () -> {
          if (directory().ids().containsAll(ids)) {
            known.complete(ids);
          }
        };
    Runnable remove = directory().onUpdate(check);
    check.run();
    return known
        .completeOnTimeout(ids, DIRECTORY_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, failure) -> remove.run());
  }

  @Override
  public CompletionStage<List<EngineId>> removeLost(Duration limit) {
    return orders
        .begin(ControlMessage.RemoveLost::new, started -> {}, control::send)
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void requestShutdown() {
    var unused =
        orders
            .begin(ControlMessage.Shutdown::new, started -> {}, control::send)
            .exceptionally(
                failure -> {
                  LOG.warn("the cluster does not end: {}", failure.getMessage());
                  return List.of();
                });
  }

  /** Ends the connections and the actor system, and waits for the latter. */
  @Override
  public void close() {
    registry.close();
    control.close();
    orders.fail("this client is closed");
    try {
      node.terminate().toCompletableFuture().get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the actor system of a client has not ended in time", e);
    }
  }
}
