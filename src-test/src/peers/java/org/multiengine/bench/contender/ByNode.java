package org.multiengine.bench.contender;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.multiengine.bench.table.Work;

/** The works of systems that run a task on a node of one's choice. */
final class ByNode<N> {

  /** How such a system runs a task. */
  interface Sender<N> {
    <T> Future<T> send(Callable<T> task, N node);
  }

  private interface Task<T> extends Callable<T>, Serializable {}

  private final List<N> nodes;
  private final Sender<N> sender;

  ByNode(List<N> nodes, Sender<N> sender) {
    this.nodes = nodes;
    this.sender = sender;
  }

  void fill(JavaContender contender) {
    calls(contender);
    pipelined(contender);
    maps(contender);
    transfers(contender);
  }

  private static Task<Integer> empty() {
    return () -> 5;
  }

  private <T> T one(Task<T> task) throws Exception {
    return sender.send(task, nodes.get(0)).get();
  }

  private <T> List<T> all(Function<Integer, Task<T>> tasks) throws Exception {
    List<Future<T>> futures = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      futures.add(sender.send(tasks.apply(i), nodes.get(i)));
    }
    return results(futures);
  }

  private static <T> List<T> results(List<Future<T>> futures) throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  private void calls(JavaContender contender) {
    contender
        .does(Work.CALL_ONE, () -> one(empty()))
        .does(Work.CALL_ALL, () -> all(i -> empty()))
        .does(Work.APPLY_ALL, () -> all(i -> empty()))
        .does(Work.PUSH_SMALL, () -> all(i -> keep("a", 5)))
        .does(Work.PULL_SMALL, () -> all(i -> kept("a")))
        .does(Work.ERROR_ALL, this::failing);
  }

  private void failing() throws Exception {
    List<Future<Integer>> futures = new ArrayList<>();
    for (N node : nodes) {
      futures.add(sender.send(fail(), node));
    }
    for (Future<Integer> future : futures) {
      try {
        throw new AssertionError("raised nothing: " + future.get());
      } catch (ExecutionException | RuntimeException expected) {
        // This is what is measured.
      }
    }
  }

  private static Task<Integer> fail() {
    return () -> {
      throw new IllegalStateException("no");
    };
  }

  private void pipelined(JavaContender contender) {
    ExecutorService threads = contender.closing(new Threads(Work.THREADS)).executor();
    contender
        .does(Work.PIPELINED_ONE, () -> send(Collections.nCopies(Work.PIPELINED, nodes.get(0))))
        .does(
            Work.PIPELINED_TURNS,
            () ->
                send(
                    IntStream.range(0, Work.PIPELINED)
                        .mapToObj(i -> nodes.get(i % nodes.size()))
                        .toList()))
        .does(
            Work.PIPELINED_THREADS,
            () -> {
              int part = Work.PIPELINED / Work.THREADS;
              List<Future<List<Integer>>> parts = new ArrayList<>();
              for (int i = 0; i < Work.THREADS; i++) {
                parts.add(threads.submit(() -> send(Collections.nCopies(part, nodes.get(0)))));
              }
              results(parts);
            });
  }

  private List<Integer> send(List<N> targets) throws Exception {
    List<Future<Integer>> futures = new ArrayList<>();
    for (N target : targets) {
      futures.add(sender.send(empty(), target));
    }
    return results(futures);
  }

  private void maps(JavaContender contender) {
    List<Integer> small = Samples.integers(Work.SMALL);
    List<Integer> wide = Samples.integers(Work.WIDE);
    List<double[]> arrays = Samples.arrays();
    contender
        .does(Work.MAP_SMALL, () -> Samples.check(squares(small), small))
        .does(Work.MAP_WIDE, () -> Samples.check(squares(wide), wide))
        .does(Work.MAP_LARGE, () -> Samples.check(flat(all(i -> sums(part(arrays, i))))));
  }

  private List<Integer> squares(List<Integer> numbers) throws Exception {
    return flat(all(i -> squared(part(numbers, i))));
  }

  private <T> List<T> part(List<T> whole, int index) {
    int length = whole.size() / nodes.size();
    return new ArrayList<>(whole.subList(index * length, (index + 1) * length));
  }

  private static <T> List<T> flat(List<List<T>> parts) {
    List<T> whole = new ArrayList<>();
    parts.forEach(whole::addAll);
    return whole;
  }

  private static Task<List<Integer>> squared(List<Integer> numbers) {
    return () -> {
      List<Integer> squares = new ArrayList<>(numbers.size());
      for (Integer x : numbers) {
        squares.add(x * x);
      }
      return squares;
    };
  }

  private static Task<List<Double>> sums(List<double[]> arrays) {
    return () -> {
      List<Double> sums = new ArrayList<>();
      for (double[] array : arrays) {
        sums.add(Samples.sum(array));
      }
      return sums;
    };
  }

  private void transfers(JavaContender contender) {
    for (Work work : List.of(Work.PUSH_8, Work.PUSH_80, Work.PUSH_400)) {
      contender.does(work, () -> all(i -> keep("x", Samples.array(work))));
    }
    for (Work work : List.of(Work.PULL_8, Work.PULL_80)) {
      int doubles = work.doubles();
      contender.does(work, () -> Samples.check(work, one(made(doubles))));
    }
    int length = Work.SCATTER_80.doubles() / Work.ENGINES;
    contender
        .does(Work.PUSH_80_ONE, () -> one(keep("x", Samples.array(Work.PUSH_80_ONE))))
        .does(
            Work.SCATTER_80,
            () -> {
              double[] whole = Samples.array(Work.SCATTER_80);
              all(i -> keep("s", Arrays.copyOfRange(whole, i * length, (i + 1) * length)));
            })
        .does(Work.GATHER_80, () -> Samples.check(Work.GATHER_80, gathered(length)))
        .does(
            Work.PUSH_LIST,
            () -> {
              ArrayList<Integer> list = new ArrayList<>(Samples.integers(Work.ENTRIES));
              all(i -> keep("l", list));
            })
        .does(
            Work.PUSH_MAP,
            () -> {
              Serializable map = (Serializable) Samples.strings();
              all(i -> keep("m", map));
            });
  }

  private double[] gathered(int length) throws Exception {
    double[] whole = new double[length * nodes.size()];
    List<Serializable> parts = all(i -> kept("s"));
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i), 0, whole, i * length, length);
    }
    return whole;
  }

  private static Task<Boolean> keep(String name, Serializable value) {
    return () -> Kept.put(name, value);
  }

  private static Task<Serializable> kept(String name) {
    return () -> Kept.get(name);
  }

  private static Task<Serializable> made(int doubles) {
    return () -> Kept.made(doubles);
  }
}
