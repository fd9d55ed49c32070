package org.multiengine.client;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.error.AbortedPendingDeferredError;
import org.multiengine.core.error.InvalidDeferredID;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.ClientName;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Report;

/** What the views of one client share: its name, its way to the controller, its open calls. */
final class Session implements AutoCloseable {

  private final String client;
  private final OpenSessions siblings;
  private final Multiengine multiengine;
  private final ClusterAdmin admin;
  private final ClientValues values;
  private final Answers answers;
  private final AtomicLong calls = new AtomicLong();
  private final Set<PendingResult<?>> open = ConcurrentHashMap.newKeySet();

  /** Results that are ready and that nobody has looked at; those nobody holds are forgotten. */
  private final Set<PendingResult<?>> unread =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final ExecutorService executor;
  private final Semaphore room;
  private final int maxPending;
  private final Duration fullWait;
  private final int maxUnheard;
  private final Duration infoWait;
  private final Duration addLimit;
  private final String language;
  private volatile boolean closed;
  private volatile String whyClosed = "this client is closed; connect another one";
  private volatile String whyFailed = "the client was closed before the call had ended";

  Session(ActorSystem<?> system) {
    Config settings = system.settings().config().getConfig("multiengine.client");
    this.client = nameOfClient(settings.getString("user"));
    this.siblings = OpenSessions.of(system);
    this.multiengine = Multiengine.get(system);
    this.admin = ClusterAdmin.get(system);
    this.values = new ClientValues(client, programLoader());
    settings.getStringList("allowed-classes").forEach(values::allow);
    this.answers = new Answers(values);
    this.executor = Executors.newCachedThreadPool(Session::newThread);
    this.maxPending = settings.getInt("max-pending");
    this.fullWait = settings.getDuration("full-wait");
    this.maxUnheard = settings.getInt("max-unheard-characters");
    this.infoWait = settings.getDuration("info-wait");
    this.addLimit = settings.getDuration("add-limit");
    this.room = new Semaphore(maxPending);
    this.language = system.settings().config().getString("multiengine.engine.language");
    multiengine.controller();
    siblings.add(this);
  }

  private static String nameOfClient(String user) {
    String named = user.isEmpty() ? System.getProperty("user.name", "") : user;
    return ClientName.of(named).toString();
  }

  /** The loader of the program's classes: by default whatever the connecting thread uses. */
  private static ClassLoader programLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? Session.class.getClassLoader() : context;
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "multiengine-client");
    thread.setDaemon(true);
    return thread;
  }

  EngineDirectory directory() {
    return multiengine.directory();
  }

  /** Returns the ids of the engines; fails if the client is closed. */
  SortedSet<EngineId> ids() {
    requireOpen();
    return directory().ids();
  }

  ClientValues values() {
    return values;
  }

  Answers answers() {
    return answers;
  }

  /** Returns how long engines may take to tell about themselves. */
  Duration infoWait() {
    return infoWait;
  }

  /** Returns the name of the language engines speak. */
  String language() {
    return language;
  }

  void requestShutdown() {
    admin.requestShutdown();
  }

  /** Asks for more engines in this cluster; counts as an open call. */
  PendingResult<List<Integer>> addEngines(int count) {
    requireOpen();
    acquireRoom();
    var addition = new PendingAddition(count, this::runLater, unread::remove);
    PendingResult<List<Integer>> pending = addition.pending();
    open.add(pending);
    pending.whenDone(() -> ended(pending));
    var unused = admin.addEngines(count, addLimit, addition::started).whenComplete(addition::ended);
    return pending;
  }

  /** Gives up all engines that are lost; returns their ids. */
  List<Integer> removeLost() {
    requireOpen();
    try {
      return admin
          .removeLost(infoWait)
          .thenApply(ids -> ids.stream().map(EngineId::value).toList())
          .toCompletableFuture()
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while engines were removed", e);
    } catch (ExecutionException e) {
      throw new KernelError("no host of the cluster has answered; see: multiengine status", e);
    }
  }

  /**
   * Makes a call. When too many are open already it waits for one to end.
   *
   * @throws QueueFull if none ends in time
   */
  <T> PendingResult<T> submit(Call<T> call) {
    Objects.requireNonNull(call.targets(), "targets");
    requireOpen();
    acquireRoom();
    var key = new Controller.CallKey(client, calls.incrementAndGet());
    var pending =
        new PendingResult<T>(
            call.method() + " on " + call.targets(),
            call.elements(),
            this::runLater,
            new PendingResult.Control(
                () -> tell(new Controller.Cancel(key)),
                () -> tell(new Controller.Listen(key)),
                unread::remove,
                maxUnheard));
    open.add(pending);
    pending.whenDone(() -> ended(pending));
    tell(
        new Controller.Submit(
            key,
            call.targets(),
            call.requests(),
            call.options(),
            new Observer<>(pending, call.reader())));
    if (closed) {
      pending.fail(closedWhileRunning());
      tell(new Controller.ClientClosed(client)); // a node may have heard of the client anew
    }
    return pending;
  }

  /** Runs what is attached to results, after the close too; never on the thread of an actor. */
  private void runLater(Runnable action) {
    try {
      executor.execute(action);
    } catch (RejectedExecutionException afterClose) {
      newThread(action).start();
    }
  }

  boolean isClosed() {
    return closed;
  }

  private void requireOpen() {
    if (closed) {
      throw new KernelError(whyClosed);
    }
  }

  private void acquireRoom() {
    try {
      if (!room.tryAcquire() && !room.tryAcquire(fullWait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new QueueFull(
            "this client has "
                + maxPending
                + " calls open and none has ended for "
                + fullWait.toMillis()
                + " ms; wait for results, or raise multiengine.client.max-pending");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while waiting for open calls to end; nothing was sent", e);
    }
  }

  private void ended(PendingResult<?> pending) {
    unread.add(pending);
    open.remove(pending);
    room.release();
  }

  private void tell(Controller.Command message) {
    multiengine.controller().tell(message);
  }

  /** Holds no call: what was sent, which may be large, must not live as long as the result. */
  private record Observer<T>(PendingResult<T> pending, Function<List<EngineOutcome>, T> reader)
      implements CallObserver {
    @Override
    public void rejected(KernelError error) {
      pending.fail(error);
    }

    @Override
    public void completed(List<EngineOutcome> outcomes) {
      pending.complete(() -> reader.apply(outcomes), outcomes.stream().map(Timing::of).toList());
    }

    @Override
    public void began(Supplier<List<EngineId>> waitingFor) {
      pending.began(waitingFor);
    }

    @Override
    public void ended(int targets, int all) {
      pending.ended(new Progress(targets, all));
    }

    @Override
    public void moved(long bytes, long all) {
      pending.moved(new Transferred(bytes, all));
    }

    @Override
    public void reported(EngineId engine, Report report) {
      pending.reported(engine, report);
    }
  }

  private KernelError closedWhileRunning() {
    return new KernelError(whyFailed);
  }

  /** Drops what nobody has fetched (reference, 5.5). */
  void flush() {
    List<PendingResult<?>> running = List.copyOf(open);
    // First, as the calls that are failed here come to be ready too.
    List<PendingResult<?>> ready;
    synchronized (unread) {
      ready = List.copyOf(unread);
      unread.clear();
    }
    ready.forEach(Session::drop);
    for (PendingResult<?> pending : running) {
      var aborted =
          new AbortedPendingDeferredError("pending deferred has been deleted: " + pending);
      if (!pending.fail(aborted)) {
        drop(pending);
      }
    }
  }

  private static void drop(PendingResult<?> pending) {
    pending.drop(new InvalidDeferredID("invalid deferred_id: " + pending));
  }

  /** Does what {@link #close()} does; open calls and later ones fail for a reason that is given. */
  void end(String why) {
    if (!closed) {
      whyClosed = why;
      whyFailed = why;
    }
    close();
  }

  /** Fails the open calls; the engines go on with what they have. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      tell(new Controller.ClientClosed(client));
      values.close();
    }
    open.forEach(pending -> pending.fail(closedWhileRunning()));
    executor.shutdown();
    siblings.remove(this);
  }
}
