package org.multiengine.client.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.client.task.support.TaskFixture;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.RemoteError;

/** Tests streams over iterators, on engines in this JVM. */
@Timeout(60)
final class ResultStreamTest {

  // Functions run in this JVM, so that tests and tasks share these.
  private static final Semaphore GATE = new Semaphore(0);
  private static final Set<String> ENGINES = Collections.synchronizedSet(new HashSet<>());

  private final TaskFixture client = new TaskFixture(2);
  private final LoadBalancedView lview = client.view();

  @AfterEach
  void close() {
    GATE.release(1_000_000);
    client.close();
    GATE.drainPermits();
    ENGINES.clear();
  }

  private static Iterator<Integer> numbers(int end) {
    return IntStream.range(0, end).iterator();
  }

  private static int exceptThree(int x) {
    if (x == 3) {
      throw new IllegalStateException("no 3");
    }
    return x;
  }

  private static <T> List<T> rest(Iterator<T> results) {
    List<T> list = new ArrayList<>();
    results.forEachRemaining(list::add);
    return list;
  }

  @Test
  void stream_ofKnownEnd_returnsResultsInOrder() {
    assertThat(rest(lview.stream(x -> 2 * x, numbers(10_000))))
        .isEqualTo(IntStream.range(0, 10_000).mapToObj(x -> 2 * x).toList());
    assertThat(rest(lview.stream(x -> x, Collections.<Integer>emptyIterator()))).isEmpty();
  }

  @Test
  void stream_unordered_returnsAllResults() {
    assertThat(rest(lview.stream(x -> x, numbers(5_000), Streaming.unordered())))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 5_000).boxed().toList());
  }

  @Test
  void stream_endlessIterator_isReadNoFurtherThanItsBounds() throws Exception {
    var read = new AtomicInteger();
    Iterator<Integer> endless = Stream.generate(read::incrementAndGet).iterator();
    Streaming bounds = Streaming.inOrder().inFlight(10).undelivered(20);
    try (ResultStream<Integer> results = lview.stream(x -> x, endless, bounds)) {
      for (int i = 1; i <= 1_000; i++) {
        assertThat(results.next()).isEqualTo(i);
        assertThat(read.get()).isLessThanOrEqualTo(i + 20);
      }
    }
    assertThat(lview.counts().open()).isZero();
  }

  @Test
  void stream_slowFirstElement_keepsLaterOnesWithinTheBound() throws Exception {
    var read = new AtomicInteger();
    Iterator<Integer> endless = Stream.generate(read::getAndIncrement).iterator();
    Streaming bounds = Streaming.inOrder().inFlight(8).undelivered(16);
    try (ResultStream<Integer> results =
        lview.stream(
            x -> {
              if (x == 0) {
                GATE.acquire();
              }
              return x;
            },
            endless,
            bounds)) {
      while (read.get() < 16) {
        Thread.onSpinWait();
      }
      assertThat(read.get()).isLessThanOrEqualTo(17);
      GATE.release();
      assertThat(results.next()).isZero();
    }
  }

  @Test
  void stream_slowElements_useAllEngines() {
    rest(
        lview.stream(
            x -> {
              ENGINES.add(Thread.currentThread().getName());
              Thread.sleep(1);
              return x;
            },
            numbers(200)));

    assertThat(ENGINES).hasSize(2);
  }

  @Test
  void next_failedElement_throwsAtItsPlace() {
    try (ResultStream<Integer> results = lview.stream(ResultStreamTest::exceptThree, numbers(6))) {
      assertThat(List.of(results.next(), results.next(), results.next())).containsExactly(0, 1, 2);
      assertThatExceptionOfType(RemoteError.class)
          .isThrownBy(results::next)
          .withMessageContaining("no 3");
      assertThat(rest(results)).containsExactly(4, 5);
      assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(results::next);
    }
  }

  @Test
  void onError_skipOrCancel_leavesTheElementOutOrEnds() {
    assertThat(
            rest(
                lview.stream(
                    ResultStreamTest::exceptThree,
                    numbers(6),
                    Streaming.inOrder().onError(OnElementError.SKIP))))
        .containsExactly(0, 1, 2, 4, 5);
    ResultStream<Integer> ending =
        lview.stream(
            ResultStreamTest::exceptThree,
            numbers(1_000_000),
            Streaming.inOrder().onError(OnElementError.CANCEL));
    assertThatExceptionOfType(RemoteError.class).isThrownBy(() -> rest(ending));
    assertThat(ending.hasNext()).isFalse();
  }

  @Test
  void next_iteratorThatThrows_throwsThatAfterTheResults() {
    Iterator<Integer> broken =
        Stream.iterate(
                0,
                x -> {
                  if (x == 2) {
                    throw new IllegalStateException("broken");
                  }
                  return x + 1;
                })
            .iterator();
    ResultStream<Integer> results = lview.stream(x -> x, broken);

    assertThat(List.of(results.next(), results.next())).containsExactly(0, 1);
    assertThatIllegalStateException().isThrownBy(() -> rest(results)).withMessage("broken");
    assertThat(results.hasNext()).isFalse();
  }

  @Test
  void stream_slowSource_sendsIncompletePieces() throws Exception {
    BlockingQueue<Integer> source = new LinkedBlockingQueue<>();
    Iterator<Integer> slow = Stream.generate(() -> take(source)).iterator();
    try (ResultStream<Integer> results = lview.stream(x -> x + 1, slow)) {
      for (int i = 0; i < 50; i++) {
        source.add(i);
        assertThat(results.next()).isEqualTo(i + 1);
      }
    }
  }

  private static int take(BlockingQueue<Integer> source) {
    try {
      return source.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nextBatch_readyResults_returnsThemTogether() {
    try (ResultStream<Integer> results = lview.stream(x -> x, numbers(100))) {
      List<Integer> all = new ArrayList<>();
      while (results.hasNext()) {
        all.addAll(results.nextBatch());
      }
      assertThat(all).hasSize(100);
      assertThat(results.progress().done()).isEqualTo(100);
    }
  }

  @Test
  void hasNext_clientIsClosed_throws() {
    ResultStream<Integer> results =
        lview.stream(
            x -> {
              GATE.acquire();
              return x;
            },
            numbers(10));
    client.session().close();

    assertThatExceptionOfType(KernelError.class).isThrownBy(results::hasNext);
  }

  @Test
  void processor_publisherAndSubscriber_passesResultsOnRequest() {
    var received = new CompletableFuture<List<Integer>>();
    Flow.Processor<Integer, Integer> processor = lview.processor(x -> 10 * x);
    try (var publisher = new SubmissionPublisher<Integer>()) {
      publisher.subscribe(processor);
      processor.subscribe(new Collector(received));
      IntStream.range(0, 1_000).forEach(publisher::submit);
    }

    assertThat(received.join()).isEqualTo(IntStream.range(0, 1_000).mapToObj(x -> 10 * x).toList());
  }

  @Test
  void processor_publisherFails_passesItsErrorOn() {
    var received = new CompletableFuture<List<Integer>>();
    Flow.Processor<Integer, Integer> processor = lview.processor(x -> 10 * x);
    processor.subscribe(new Collector(received));
    try (var publisher = new SubmissionPublisher<Integer>()) {
      publisher.subscribe(processor);
      publisher.submit(1);
      publisher.closeExceptionally(new IllegalStateException("broken"));
    }

    assertThat(received.handle((list, error) -> error).join())
        .isInstanceOf(IllegalStateException.class);
  }

  /** A subscriber that requests one item after the other. */
  private static final class Collector implements Flow.Subscriber<Integer> {

    private final CompletableFuture<List<Integer>> all;
    private final List<Integer> received = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;

    Collector(CompletableFuture<List<Integer>> all) {
      this.all = all;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(Integer item) {
      received.add(item);
      Objects.requireNonNull(subscription).request(1);
    }

    @Override
    public void onError(Throwable error) {
      all.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
      all.complete(received);
    }
  }
}
