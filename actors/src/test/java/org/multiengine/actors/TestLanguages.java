package org.multiengine.actors;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.Evaluation;
import org.multiengine.core.namespace.Language;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.NamespaceLost;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.ScriptFunction;

/** Languages for engines under test; public for the service loader. */
public final class TestLanguages {

  private TestLanguages() {}

  /** A language that says it cannot run here. */
  public static final class Broken implements Language {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public void check(String text, String sourceName) {}

    @Override
    public Namespace createNamespace() {
      throw new KernelError("a library is missing");
    }
  }

  /** A language whose start ends in an error of the JVM. */
  public static final class Fatal implements Language {
    @Override
    public String name() {
      return "fatal";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public void check(String text, String sourceName) {}

    @Override
    public Namespace createNamespace() {
      throw new StackOverflowError("too deep");
    }
  }

  /** A language whose only script holds the thread until it is let go, whatever interrupts it. */
  public static final class Holding implements Language {

    public static final CountDownLatch running = new CountDownLatch(1);
    public static final CountDownLatch letGo = new CountDownLatch(1);
    public static final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    @Override
    public String name() {
      return "holding";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public void check(String text, String sourceName) {}

    @Override
    public Namespace createNamespace() {
      return new HoldingNamespace();
    }
  }

  /** A language whose namespace is lost when a text runs. */
  public static final class Losing implements Language {
    @Override
    public String name() {
      return "losing";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Namespace createNamespace() {
      return new LosingNamespace();
    }
  }

  private static final class LosingNamespace extends HoldingNamespace {

    private final CompletableFuture<NamespaceLost> lost = new CompletableFuture<>();

    @Override
    public Evaluation evaluate(String text, String sourceName) {
      var how = new NamespaceLost("its process has ended");
      lost.complete(how);
      throw how;
    }

    @Override
    public CompletableFuture<NamespaceLost> lost() {
      return lost;
    }

    @Override
    public void close() {}
  }

  private static class HoldingNamespace implements Namespace {
    @Override
    public Evaluation evaluate(String text, String sourceName) {
      Holding.running.countDown();
      while (Holding.letGo.getCount() > 0) {
        Thread.onSpinWait();
      }
      return Evaluation.NONE;
    }

    @Override
    public @Nullable Object get(String name) {
      return null;
    }

    @Override
    public void put(String name, @Nullable Object value) {}

    @Override
    public void remove(String name) {}

    @Override
    public List<String> names() {
      return List.of();
    }

    @Override
    public Object attach(Object function) {
      return function;
    }

    @Override
    public @Nullable Object detach(@Nullable Object function) {
      return function;
    }

    @Override
    public @Nullable ScriptFunction function(@Nullable Object value) {
      return null;
    }

    @Override
    public ScriptFunction functionOf(String expression, String sourceName) {
      throw new KernelError("this language has no functions");
    }

    @Override
    public ScriptError explain(Throwable thrown) {
      return new ScriptError("Thrown", thrown.getMessage(), List.of(), thrown);
    }

    @Override
    public String display(@Nullable Object value) {
      return "";
    }

    @Override
    public void reset() {}

    @Override
    public void close() {
      Holding.closed.complete(true);
    }
  }
}
