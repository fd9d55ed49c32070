package org.multiengine.bench.contender;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.multiengine.bench.table.Work;

/** A contender whose client is in this JVM: what it can do is given as pieces of code. */
public final class JavaContender implements Contender {

  /** One piece of work. */
  @FunctionalInterface
  public interface Run {
    void run() throws Exception;
  }

  private final Map<Work, Run> works = new EnumMap<>(Work.class);
  private final Closing parts = new Closing();
  private Callable<List<Long>> pids = List::of;

  /** Takes up something to be closed at the end, the last that came first; returns it. */
  <T extends AutoCloseable> T closing(T part) {
    return parts.add(part);
  }

  public JavaContender does(Work work, Run run) {
    works.put(work, run);
    return this;
  }

  JavaContender processes(Callable<List<Long>> newPids) {
    this.pids = newPids;
    return this;
  }

  @Override
  public Set<Work> works() {
    return works.keySet();
  }

  @Override
  public long[] time(Work work, int times) throws Exception {
    Run run = Objects.requireNonNull(works.get(work), work::label);
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      run.run();
      nanos[i] = System.nanoTime() - begin;
    }
    return nanos;
  }

  @Override
  public List<Long> pids() {
    try {
      return pids.call();
    } catch (Exception e) {
      throw new IllegalStateException("its processes are not known", e);
    }
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
