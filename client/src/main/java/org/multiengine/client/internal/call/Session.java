package org.multiengine.client.internal.call;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.admin.ClusterPort;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.ClientName;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.task.TaskScheduler;

/**
 * A client as the controller knows it: a name, numbered calls, and an end. All views of a client
 * share one session. Safe for use by several threads.
 */
public final class Session implements AutoCloseable {

  private final String client;
  private final ClientSettings settings;
  private final OpenSessions siblings;
  private final ClusterPort cluster;
  private final ClientValues values;
  private final OutcomeReader outcomes;
  private final OpenCalls calls;
  private final ClientThreads threads = new ClientThreads();
  private final AtomicLong lastCall = new AtomicLong();
  private @Nullable TaskScheduler scheduler;
  private volatile boolean closed;
  private volatile String whyClosed = "this client is closed; connect another one";
  private volatile String whyFailed = "the client was closed before the call had ended";

  /**
   * Creates a client of a cluster.
   *
   * @param config the configuration of its node
   * @param cluster its access to the cluster
   * @param siblings the open clients of its node, to which it is added
   */
  public Session(Config config, ClusterPort cluster, OpenSessions siblings) {
    this.settings = ClientSettings.of(config);
    this.client = nameOfClient(settings.user());
    this.siblings = siblings;
    this.cluster = cluster;
    this.values = new ClientValues(client, programLoader());
    settings.allowedClasses().forEach(values::allow);
    this.outcomes = new OutcomeReader(values);
    this.calls = new OpenCalls(settings.maxPendingCalls(), settings.fullWait());
    var unused = cluster.controller();
    siblings.add(this);
  }

  private static String nameOfClient(String user) {
    String named = user.isEmpty() ? System.getProperty("user.name", "") : user;
    return ClientName.of(named).toString();
  }

  /** Returns the loader of the program's classes, that of the connecting thread if it has one. */
  private static ClassLoader programLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? Session.class.getClassLoader() : context;
  }

  /** Returns the registry's knowledge of the engines. */
  public EngineDirectory directory() {
    return cluster.directory();
  }

  /**
   * Returns the ids of the engines.
   *
   * @throws KernelError if the client is closed
   */
  public SortedSet<EngineId> ids() {
    requireOpen();
    return directory().ids();
  }

  /** Returns the ids of targets as they are now, in the order of the targets. */
  public List<Integer> resolve(Targets targets) {
    return targets.resolve(directory().ids()).stream().map(EngineId::value).toList();
  }

  /** Returns the scheduler of this client's tasks, which is closed with this session. */
  public synchronized TaskScheduler scheduler() {
    requireOpen();
    TaskScheduler known = scheduler;
    if (known == null) {
      known = cluster.tasks(client);
      scheduler = known;
    }
    return known;
  }

  private synchronized void closeScheduler() {
    if (scheduler != null) {
      scheduler.close();
    }
  }

  /** Returns the encoder and decoder of this client's values. */
  public ClientValues values() {
    return values;
  }

  /** Returns the reader of outcomes of this client's calls. */
  public OutcomeReader outcomes() {
    return outcomes;
  }

  /** Returns how long engines may take to report their state. */
  public Duration infoWait() {
    return settings.infoWait();
  }

  /** Returns how many ended tasks a task client remembers. */
  public int maxTaskResults() {
    return settings.maxTaskResults();
  }

  /** Returns the name of the language that engines run. */
  public String language() {
    return settings.language();
  }

  /** Asks the hosts to end the cluster; returns at once. */
  public void requestShutdown() {
    cluster.requestShutdown();
  }

  /** Asks for more engines in the cluster; counts as an open call. */
  public PendingCall<List<Integer>> addEngines(int count) {
    requireOpen();
    calls.reserve();
    var addition = new PendingAddition(count, threads, calls::wasRead);
    calls.add(addition.pending());
    var unused =
        cluster
            .addEngines(count, settings.addLimit(), addition::started)
            .whenComplete(addition::ended);
    return addition.pending();
  }

  /**
   * Removes all lost engines from the registry and returns their ids.
   *
   * @throws KernelError if the client is closed, or no host answers
   */
  public List<Integer> removeLost() {
    requireOpen();
    CompletableFuture<List<Integer>> removed =
        cluster
            .removeLost(settings.infoWait())
            .thenApply(ids -> ids.stream().map(EngineId::value).toList())
            .toCompletableFuture();
    return Interrupts.orFail(
        () -> {
          try {
            return removed.get();
          } catch (ExecutionException e) {
            throw new KernelError(
                "no host of the cluster has answered; see: multiengine status", e);
          }
        },
        () -> "interrupted while engines were removed");
  }

  /**
   * Makes a call. If too many calls are open, waits for one to end.
   *
   * @throws QueueFull if none ends in time
   * @throws KernelError if the client is closed
   */
  public <T> PendingCall<T> submit(Call<T> call) {
    Objects.requireNonNull(call.targets(), "targets");
    requireOpen();
    calls.reserve();
    var key = new CallId(client, lastCall.incrementAndGet());
    PendingCall<T> pending = pending(call, key);
    calls.add(pending);
    tell(
        new Controller.Submit(
            key,
            call.targets(),
            call.requests(),
            call.options(),
            new PendingObserver<>(pending, call.reader())));
    if (closed) {
      pending.fail(closedWhileRunning());
      tell(new Controller.ClientClosed(client)); // the call may have made the client known again
    }
    return pending;
  }

  private <T> PendingCall<T> pending(Call<T> call, CallId key) {
    var control =
        new PendingCall.Control(
            () -> tell(new Controller.Cancel(key)),
            () -> tell(new Controller.Listen(key)),
            calls::wasRead,
            settings.maxUnheardCharacters());
    return new PendingCall<>(
        call.method() + " on " + call.targets(), call.elements(), threads, control);
  }

  /**
   * Adds work that is made of tasks, which counts as one open call until it ends. If too many calls
   * are open, waits for one to end.
   *
   * @param label the name of the work in texts for users
   * @param cancel cancels the work
   * @throws QueueFull if none ends in time
   * @throws KernelError if the client is closed
   */
  public <T> PendingCall<T> open(String label, Runnable cancel) {
    requireOpen();
    calls.reserve();
    var control = new PendingCall.Control(cancel, () -> {}, calls::wasRead, 0);
    PendingCall<T> pending = new PendingCall<>(label, 0, threads, control);
    calls.add(pending);
    if (closed) {
      pending.fail(closedWhileRunning());
    }
    return pending;
  }

  /** Runs an action on a thread of the client. */
  public void execute(Runnable action) {
    threads.execute(action);
  }

  /** Returns how long a call waits for another one to end when too many are open. */
  public Duration fullWait() {
    return settings.fullWait();
  }

  /** Returns whether the client is closed. */
  public boolean isClosed() {
    return closed;
  }

  private void requireOpen() {
    if (closed) {
      throw new KernelError(whyClosed);
    }
  }

  private void tell(Controller.Command message) {
    cluster.controller().tell(message);
  }

  private KernelError closedWhileRunning() {
    return new KernelError(whyFailed);
  }

  /** Drops the results that nobody has read (reference, 5.5). */
  public void flush() {
    calls.flush();
  }

  /** Closes the client as {@link #close()} does; open and later calls fail for the given reason. */
  void end(String why) {
    if (!closed) {
      whyClosed = why;
      whyFailed = why;
    }
    close();
  }

  /** Closes the client. Its open calls fail; the engines go on with the requests they have. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      tell(new Controller.ClientClosed(client));
      values.close();
    }
    calls.fail(closedWhileRunning());
    closeScheduler();
    threads.close();
    siblings.remove(this);
  }
}
