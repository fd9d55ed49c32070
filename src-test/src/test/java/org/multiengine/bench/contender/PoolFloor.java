package org.multiengine.bench.contender;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.multiengine.bench.table.Work;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.value.ValueCodec;

/**
 * A floor: four threads of this JVM, to which work goes through the value codec and comes back
 * through it, without any actor, queue or network.
 */
public final class PoolFloor implements Entrant {

  @Override
  public String label() {
    return "floor: thread pool and codec";
  }

  @Override
  public Contender start() {
    JavaContender contender = new JavaContender();
    ExecutorService pool = contender.closing(new Threads(Work.ENGINES)).executor();
    ValueCodec codec = ValueCodec.forEngine(PoolFloor.class.getClassLoader());
    List<Integer> small = Samples.integers(Work.SMALL);
    List<Integer> wide = Samples.integers(Work.WIDE);
    return contender
        .does(Work.CALL_ONE, () -> pool.submit(() -> 5).get())
        .does(Work.CALL_ALL, () -> join(submit(pool, List.of(() -> 5, () -> 5, () -> 5, () -> 5))))
        .does(Work.MAP_SMALL, () -> Samples.check(squares(pool, codec, small), small))
        .does(Work.MAP_WIDE, () -> Samples.check(squares(pool, codec, wide), wide));
  }

  private static <T> List<Future<T>> submit(ExecutorService pool, List<Callable<T>> parts) {
    return parts.stream().map(pool::submit).toList();
  }

  private static <T> List<T> join(List<Future<T>> parts) throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> part : parts) {
      results.add(part.get());
    }
    return results;
  }

  private static List<Integer> squares(ExecutorService pool, ValueCodec codec, List<Integer> of)
      throws Exception {
    int length = of.size() / Work.ENGINES;
    List<Callable<EncodedValue>> parts = new ArrayList<>();
    for (int i = 0; i < Work.ENGINES; i++) {
      EncodedValue part = codec.encode(new ArrayList<>(of.subList(i * length, (i + 1) * length)));
      parts.add(() -> codec.encode(squares(integers(codec, part))));
    }
    List<Integer> squares = new ArrayList<>(of.size());
    for (EncodedValue part : join(submit(pool, parts))) {
      squares.addAll(integers(codec, part));
    }
    return squares;
  }

  private static List<Integer> squares(List<Integer> numbers) {
    List<Integer> squares = new ArrayList<>(numbers.size());
    for (Integer x : numbers) {
      squares.add(x * x);
    }
    return squares;
  }

  @SuppressWarnings("unchecked")
  private static List<Integer> integers(ValueCodec codec, EncodedValue value) {
    return (List<Integer>) Objects.requireNonNull(codec.decode(value));
  }
}
