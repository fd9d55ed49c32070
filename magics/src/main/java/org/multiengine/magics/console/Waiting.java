package org.multiengine.magics.console;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.QueueStatusList;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.WaitOptions;
import org.multiengine.magics.console.screen.LiveOutput;
import org.multiengine.magics.console.screen.Screen;
import org.multiengine.magics.script.Waiter;

/**
 * Waits for calls at the prompt. A wait shows the output of the engines, the progress of the call
 * and the engines that have not answered. The first Ctrl-C cancels the call, the second one gives
 * up waiting. For use by one thread at a time.
 */
final class Waiting {

  private static final Duration TICK_INTERVAL = Duration.ofMillis(50);
  private static final double MILLIS_PER_SECOND = 1000;

  private final Screen screen;
  private final PxSettings px;
  private final ConsoleSettings settings;
  private Duration waited = Duration.ZERO;
  private WeakReference<Object> shownLive = new WeakReference<>(null);

  Waiting(Screen screen, PxSettings px, ConsoleSettings settings) {
    this.screen = screen;
    this.px = px;
    this.settings = settings;
  }

  /** Returns a waiter for the calls of a client. */
  Waiter of(MultiEngineClient client) {
    return new Waiter() {
      @Override
      public <T extends @Nullable Object> T await(PendingResult<T> pending)
          throws InterruptedException {
        return Waiting.this.await(pending, client, px.waitOptions());
      }
    };
  }

  /**
   * Returns whether the output that belongs to a result has been shown live. The answer is true
   * only once, because the output may have scrolled away later.
   */
  boolean takeShownLive(@Nullable Object result) {
    boolean shown = result != null && shownLive.get() == result;
    if (shown) {
      shownLive.clear();
    }
    return shown;
  }

  <T extends @Nullable Object> T await(
      PendingResult<T> pending, MultiEngineClient client, WaitOptions options)
      throws InterruptedException {
    if (pending.isDone()) {
      return pending.get();
    }
    long start = System.nanoTime();
    try {
      return awaitLive(pending, client, options);
    } finally {
      waited = waited.plusNanos(System.nanoTime() - start);
    }
  }

  /** Returns the time of all waits since the last call of this method. */
  Duration takeWaited() {
    Duration all = waited;
    waited = Duration.ZERO;
    return all;
  }

  private <T extends @Nullable Object> T awaitLive(
      PendingResult<T> pending, MultiEngineClient client, WaitOptions options)
      throws InterruptedException {
    boolean live = options.groupOutputs() == PxSettings.GroupOutputs.ENGINE;
    var output = new LiveOutput(screen, settings.maxHeldCharacters());
    if (live) {
      pending.onOutput(output);
    }
    boolean record = false;
    try {
      T result = awaitEnd(pending, new Wait(pending, client, options, output));
      record = result instanceof ResultList;
      if (record && output.isShown()) {
        shownLive = new WeakReference<>(result);
      }
      return result;
    } finally {
      output.finish(record && !output.isShown());
    }
  }

  private <T extends @Nullable Object> T awaitEnd(PendingResult<T> pending, Wait wait)
      throws InterruptedException {
    Runnable restore = screen.onInterrupt(wait::interrupted);
    try {
      while (true) {
        try {
          // Called by this thread, so that an error has the stack trace of the waiting script.
          return pending.get(TICK_INTERVAL);
        } catch (TimeoutException stillRunning) {
          wait.tick();
        }
      }
    } finally {
      restore.run();
      screen.status("");
    }
  }

  /** A single wait. Other threads call only {@link #interrupted}. */
  private final class Wait {

    private final PendingResult<?> pending;
    private final MultiEngineClient client;
    private final WaitOptions options;
    private final LiveOutput output;
    private final AtomicInteger interrupts = new AtomicInteger();
    private final long start = System.nanoTime();
    private int interruptsSeen;
    private @Nullable PendingResult<QueueStatusList> question;
    private String runs = "";
    private long asked;

    Wait(
        PendingResult<?> pending,
        MultiEngineClient client,
        WaitOptions options,
        LiveOutput output) {
      this.pending = pending;
      this.client = client;
      this.options = options;
      this.output = output;
    }

    void interrupted() {
      interrupts.incrementAndGet();
    }

    void tick() throws InterruptedException {
      obeyInterrupts();
      show();
    }

    private Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - start);
    }

    private void obeyInterrupts() throws InterruptedException {
      if (interrupts.get() == interruptsSeen) {
        return;
      }
      interruptsSeen++;
      if (interruptsSeen == 1) {
        pending.cancel();
        screen
            .out()
            .println(
                "Cancelling on the engines; "
                    + screen.interruptName()
                    + " again gives up waiting.");
      } else {
        screen.out().println("Gave up waiting for " + pending + stillRunning() + ".");
        throw new InterruptedException("gave up waiting for " + pending);
      }
    }

    private String stillRunning() {
      List<Integer> engines = engines();
      return engines.isEmpty()
          ? ""
          : "; still running on " + WaitingText.engines(engines) + ", %engines shows what";
    }

    private void show() {
      Duration elapsed = elapsed();
      if (elapsed.compareTo(settings.liveAfter()) >= 0) {
        output.letThrough();
      }
      if (elapsed.toMillis() < options.progressAfterSeconds() * MILLIS_PER_SECOND) {
        return;
      }
      if (pending.countsElements()) {
        screen.progress(WaitingText.ofElements(pending.progress(), elapsed, pending.failures()));
        return;
      }
      if (pending.transferred().isUnderWay()) {
        screen.progress(WaitingText.ofTransfer(pending.transferred(), elapsed));
        return;
      }
      List<Integer> engines = engines();
      poll(engines);
      screen.progress(
          WaitingText.ofEngines(pending.progress(), elapsed, engines, runs, pending.failures()));
    }

    private List<Integer> engines() {
      return pending.waitingFor().stream().map(EngineId::value).toList();
    }

    /** Asks the first engine at intervals what it runs, without waiting for the answer. */
    private void poll(List<Integer> engines) {
      PendingResult<QueueStatusList> open = question;
      if (open != null && open.isDone()) {
        runs = read(open);
        question = null;
      }
      boolean due = asked == 0 || System.nanoTime() - asked > settings.pollInterval().toNanos();
      if (question == null && due && !engines.isEmpty()) {
        asked = System.nanoTime();
        question = ask(engines.get(0));
      }
    }

    private @Nullable PendingResult<QueueStatusList> ask(int engine) {
      try {
        return client.engines(engine).queueStatusAsync();
      } catch (KernelError closed) {
        return null; // the call itself reports the error
      }
    }

    private String read(PendingResult<QueueStatusList> answered) {
      try {
        QueueStatusList status = answered.getNow(null);
        @Nullable String running = status == null ? null : status.get(0).pending();
        return running == null ? "" : running;
      } catch (KernelError unknown) {
        return ""; // the engine is lost, which the call itself reports
      }
    }
  }
}
