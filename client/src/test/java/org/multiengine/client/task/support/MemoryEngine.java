package org.multiengine.client.task.support;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.clock.Clocks;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.engine.EvaluationThread;
import org.multiengine.core.engine.Interpreter;
import org.multiengine.core.engine.RunListener;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.PropertiesRequest;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.TaskOrder;
import org.multiengine.core.task.piece.Piece;

/** An engine of a {@link MemoryScheduler}: an interpreter and its thread. */
final class MemoryEngine implements AutoCloseable {

  private static final int MAX_OUTPUT_BYTES = 100_000;

  private final MemoryScheduler owner;
  final EngineLife life;
  private final Interpreter interpreter;
  private final EvaluationThread thread;
  private long lastRun;

  // These are guarded by this object.
  private @Nullable AttemptId running;
  private long runningNumber;
  private int next;
  private int end;

  MemoryEngine(MemoryScheduler owner, EngineLife life) {
    ClassLoader loader = MemoryEngine.class.getClassLoader();
    this.owner = owner;
    this.life = life;
    this.thread = new EvaluationThread("engine-" + life.engine());
    this.interpreter =
        new Interpreter(
            life.engine(),
            Languages.named("groovy").createNamespace(),
            new CodeLoaders(loader, (code, name, known) -> ClassFile.MISSING, 0),
            MAX_OUTPUT_BYTES,
            Clocks.system());
  }

  EngineId id() {
    return life.engine();
  }

  /** Runs an attempt after those before it. */
  void run(TaskOrder<TaskRequest> order) {
    long run = ++lastRun;
    try {
      thread.run(run, () -> perform(run, order));
    } catch (RejectedExecutionException closed) {
      // The engine was lost.
    }
  }

  private void perform(long run, TaskOrder<TaskRequest> order) {
    synchronized (this) {
      running = order.id();
      runningNumber = run;
      next = 0;
      end = Integer.MAX_VALUE;
    }
    owner.begun(this, order.id());
    long start = System.nanoTime();
    Outcome outcome = interpreter.perform(order.work(), (int) run, listener(order)).outcome();
    synchronized (this) {
      running = null;
    }
    owner.ended(this, order.id(), outcome, System.nanoTime() - start);
  }

  private RunListener listener(TaskOrder<TaskRequest> order) {
    return new RunListener() {
      @Override
      public void elementsDone(int count) {
        owner.reported(order.id().task(), new Report(count, List.of()));
      }

      @Override
      public boolean mayBegin(int index, int size) {
        synchronized (MemoryEngine.this) {
          end = Math.min(end, size);
          next = index + 1;
          return index < end;
        }
      }

      @Override
      public void printed(boolean toStderr, byte[] bytes, int offset, int length) {}
    };
  }

  /** Interrupts an attempt if it runs. */
  void interrupt(AttemptId attempt) {
    synchronized (this) {
      if (!attempt.equals(running)) {
        return;
      }
    }
    thread.interrupt(runningNumber);
  }

  /** Cuts the running piece; returns the element before which it stops. */
  synchronized OptionalInt cut(AttemptId attempt, int first) {
    if (!attempt.equals(running) || next == 0 || next >= end) {
      return OptionalInt.empty();
    }
    int stop = Piece.cutPoint(next, end);
    if (stop >= end) {
      return OptionalInt.empty();
    }
    end = stop;
    return OptionalInt.of(first + stop);
  }

  /** Performs a request after the attempts that were sent before, and waits for its end. */
  void direct(Request.Queued request) {
    var ended = new CompletableFuture<Outcome>();
    synchronized (owner) {
      thread.run(++lastRun, () -> ended.complete(perform(request)));
    }
    if (ended.join() instanceof Outcome.Failed failed) {
      throw new AssertionError(failed.failure().errorMessage());
    }
  }

  /** Runs a text. */
  void execute(String code) {
    direct(new Request.Execute(code));
  }

  private Outcome perform(Request.Queued request) {
    return interpreter.perform(request, 0, RunListener.silent()).outcome();
  }

  /** Sets a property to a value. */
  void setProperty(String name, EncodedValue value) {
    direct(new PropertiesRequest(PropertiesRequest.Action.SET, List.of(name), List.of(value)));
    owner.propertiesChanged(this);
  }

  /** Ends the engine as a killed process ends: what runs is interrupted. */
  void kill() {
    thread.close();
  }

  /** Ends the engine, and waits until nothing runs. */
  @Override
  public void close() {
    thread.close();
    try {
      boolean hasEnded = thread.awaitEnd(Duration.ofSeconds(10));
      if (!hasEnded) {
        throw new AssertionError("engine " + id() + " still runs a task");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
