package org.multiengine.bench.contender;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.multiengine.bench.table.Work;

/**
 * Peers in Python, driven by a script of ours that measures in its own process. The property {@code
 * bench.python} names the interpreter that has them.
 */
public enum PythonPeer implements Entrant {
  IPYPARALLEL("ipyparallel", "ipyparallel"),
  DASK("Dask", "distributed");

  private static final String PYTHON = System.getProperty("bench.python", "/usr/bin/python3");

  private final String label;
  private final String module;

  PythonPeer(String label, String module) {
    this.label = label;
    this.module = module;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public boolean isForeign() {
    return true;
  }

  @Override
  public String absence() {
    try {
      Process process = new ProcessBuilder(PYTHON, "-c", "import " + module).start();
      boolean ended = process.waitFor(1, TimeUnit.MINUTES);
      return ended && process.exitValue() == 0 ? "" : PYTHON + " has no module " + module;
    } catch (IOException e) {
      return "cannot run " + PYTHON;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public Contender start() throws IOException, URISyntaxException {
    Path script = Path.of(Objects.requireNonNull(PythonPeer.class.getResource("peers.py")).toURI());
    Child child = Child.start(module, List.of(PYTHON, script.toString(), module));
    Set<Work> works = EnumSet.noneOf(Work.class);
    for (String name : child.awaitReady().split(" ", -1)) {
      works.add(Work.valueOf(name));
    }
    return new Driven(child, works);
  }

  private record Driven(Child child, Set<Work> works) implements Contender {

    @Override
    public long[] time(Work work, int times) throws IOException {
      child.tell(work.name() + " " + times);
      return Arrays.stream(child.answer("nanos ").split(" ", -1))
          .mapToLong(Long::parseLong)
          .toArray();
    }

    @Override
    public List<Long> pids() {
      return child.pids();
    }

    @Override
    public void close() throws IOException {
      child.close();
    }
  }
}
