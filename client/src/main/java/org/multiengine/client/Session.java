package org.multiengine.client;

import akka.actor.typed.ActorSystem;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.multiengine.actors.CallObserver;
import org.multiengine.actors.Controller;
import org.multiengine.actors.EngineDirectory;
import org.multiengine.actors.Multiengine;
import org.multiengine.core.KernelError;
import org.multiengine.core.Request;
import org.multiengine.core.Targets;
import org.multiengine.core.value.ValueCodec;

/** What the views of one client share: its name, its way to the controller, its open calls. */
final class Session implements AutoCloseable {

  private final String client = UUID.randomUUID().toString();
  private final Multiengine multiengine;
  private final ValueCodec codec;
  private final Answers answers;
  private final AtomicLong calls = new AtomicLong();
  private final Set<PendingResult<?>> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService executor;
  private volatile boolean closed;

  Session(ActorSystem<?> system) {
    this.multiengine = Multiengine.get(system);
    this.codec = ValueCodec.forClient(Session.class.getClassLoader());
    this.answers = new Answers(codec);
    this.executor = Executors.newCachedThreadPool(Session::newThread);
    multiengine.controller();
    closeWithSystem(new WeakReference<>(this), system);
  }

  /** The system may live much longer than its clients and must not keep them. */
  private static void closeWithSystem(WeakReference<Session> session, ActorSystem<?> system) {
    system
        .getWhenTerminated()
        .thenRun(
            () -> {
              Session alive = session.get();
              if (alive != null) {
                alive.close();
              }
            });
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "multiengine-client");
    thread.setDaemon(true);
    return thread;
  }

  EngineDirectory directory() {
    return multiengine.directory();
  }

  ValueCodec codec() {
    return codec;
  }

  Answers answers() {
    return answers;
  }

  /**
   * Makes a call.
   *
   * @param reader reads the outcomes when somebody wants the result
   */
  <T> PendingResult<T> submit(
      Targets targets,
      Request request,
      boolean continueOnError,
      Function<List<CallObserver.EngineOutcome>, T> reader) {
    if (closed) {
      throw new KernelError("this client is closed; connect another one");
    }
    var key = new Controller.CallKey(client, calls.incrementAndGet());
    var pending =
        new PendingResult<T>(
            request.method() + " on " + targets,
            executor,
            () -> multiengine.controller().tell(new Controller.Cancel(key)));
    open.add(pending);
    pending.whenDone(() -> open.remove(pending));
    var observer = new Observer<>(pending, reader);
    multiengine
        .controller()
        .tell(new Controller.Submit(key, targets, request, continueOnError, observer));
    if (closed) {
      pending.fail(closedWhileRunning());
    }
    return pending;
  }

  private record Observer<T>(
      PendingResult<T> pending, Function<List<CallObserver.EngineOutcome>, T> reader)
      implements CallObserver {
    @Override
    public void rejected(KernelError error) {
      pending.fail(error);
    }

    @Override
    public void completed(List<EngineOutcome> outcomes) {
      pending.complete(() -> reader.apply(outcomes));
    }
  }

  private static KernelError closedWhileRunning() {
    return new KernelError("the client was closed before the call had ended");
  }

  /** Fails the open calls; the engines go on with what they have. */
  @Override
  public void close() {
    closed = true;
    open.forEach(pending -> pending.fail(closedWhileRunning()));
    executor.shutdown();
  }
}
