package org.multiengine.client.task;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.function.RemoteFunction;

/**
 * A processor of reactive streams over a stream of tasks. Items wait in a queue of {@link
 * #ITEMS_AHEAD}, from which the stream reads; a thread of the client passes results on as far as
 * the subscriber has requested them.
 */
final class TaskProcessor<T, R> implements Flow.Processor<T, R> {

  /** How many items are requested before the stream has read those before them. */
  private static final int ITEMS_AHEAD = 256;

  /**
   * A signal of the publisher.
   *
   * @param item the item; null at the end
   * @param error the error at the end; null if there is none
   */
  private record Signal<T>(@Nullable T item, @Nullable Throwable error) {}

  private final LoadBalancedView view;
  private final RemoteFunction<? super T, ? extends R> function;
  private final BlockingQueue<Signal<T>> items = new LinkedBlockingQueue<>();
  private final AtomicReference<Flow.@Nullable Subscription> upstream = new AtomicReference<>();
  private final AtomicReference<Flow.@Nullable Subscriber<? super R>> downstream =
      new AtomicReference<>();

  TaskProcessor(LoadBalancedView view, RemoteFunction<? super T, ? extends R> function) {
    this.view = view;
    this.function = function;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    if (upstream.compareAndSet(null, Objects.requireNonNull(subscription))) {
      subscription.request(ITEMS_AHEAD);
    } else {
      subscription.cancel();
    }
  }

  @Override
  public void onNext(T item) {
    items.add(new Signal<>(Objects.requireNonNull(item), null));
  }

  @Override
  public void onError(Throwable error) {
    items.add(new Signal<>(null, Objects.requireNonNull(error)));
  }

  @Override
  public void onComplete() {
    items.add(new Signal<>(null, null));
  }

  @Override
  public void subscribe(Flow.Subscriber<? super R> subscriber) {
    Objects.requireNonNull(subscriber);
    if (downstream.compareAndSet(null, subscriber)) {
      ResultStream<R> results = view.stream(function, new Items());
      var passing = new Passing(results, subscriber);
      subscriber.onSubscribe(passing);
      view.state().tasks().session().execute(passing::pass);
    } else {
      subscriber.onSubscribe(new Refused());
      subscriber.onError(new IllegalStateException("the processor has a subscriber already"));
    }
  }

  private static final class Refused implements Flow.Subscription {
    @Override
    public void request(long items) {}

    @Override
    public void cancel() {}
  }

  /** The items as the stream reads them. */
  private final class Items implements Iterator<T> {

    private @Nullable Signal<T> next;

    @Override
    public boolean hasNext() {
      Signal<T> signal = next == null ? take() : next;
      next = signal;
      if (signal.error() != null) {
        throw new KernelError("the publisher failed: " + signal.error(), signal.error());
      }
      return signal.item() != null;
    }

    private Signal<T> take() {
      try {
        return items.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KernelError("the stream was closed", e);
      }
    }

    @Override
    public T next() {
      Signal<T> signal = hasNext() ? next : null;
      T item = signal == null ? null : signal.item();
      if (item == null) {
        throw new NoSuchElementException();
      }
      next = null;
      Flow.Subscription source = upstream.get();
      if (source != null) {
        source.request(1);
      }
      return item;
    }
  }

  /** Passes results on to the subscriber. */
  private final class Passing implements Flow.Subscription {

    private final ResultStream<R> results;
    private final Flow.Subscriber<? super R> subscriber;

    // Both are guarded by this object.
    private long requested;
    private @Nullable Throwable ended;

    Passing(ResultStream<R> results, Flow.Subscriber<? super R> subscriber) {
      this.results = results;
      this.subscriber = subscriber;
    }

    @Override
    public synchronized void request(long more) {
      if (more <= 0) {
        ended = new IllegalArgumentException("a request is for at least one item: " + more);
      } else {
        requested = requested + more < 0 ? Long.MAX_VALUE : requested + more;
      }
      notifyAll();
    }

    @Override
    public void cancel() {
      synchronized (this) {
        ended = new InterruptedException("cancelled");
        notifyAll();
      }
      results.close();
      cancelSource();
    }

    private void cancelSource() {
      Flow.Subscription source = upstream.get();
      if (source != null) {
        source.cancel();
      }
    }

    void pass() {
      try {
        while (results.hasNext()) {
          if (!awaitRequest()) {
            break;
          }
          subscriber.onNext(results.next());
        }
        end(ended());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        end(e);
      } catch (RuntimeException e) {
        end(e);
      }
    }

    private synchronized boolean awaitRequest() throws InterruptedException {
      while (requested == 0 && ended == null) {
        wait();
      }
      requested--;
      return ended == null;
    }

    private synchronized @Nullable Throwable ended() {
      return ended;
    }

    private void end(@Nullable Throwable why) {
      results.close();
      if (why == null) {
        subscriber.onComplete();
      } else if (!(ended() instanceof InterruptedException)) {
        cancelSource();
        subscriber.onError(source(why));
      }
    }

    /** Returns the publisher's own error, or the error of an element. */
    private Throwable source(Throwable why) {
      Throwable cause = why.getCause();
      boolean isOfSource = String.valueOf(why.getMessage()).startsWith("the publisher failed");
      return isOfSource && cause != null ? cause : why;
    }
  }
}
