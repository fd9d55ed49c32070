package org.multiengine.core.namespace.groovy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.namespace.ScriptError;

@Timeout(60)
final class InterruptTest {

  private final Session session = new Session();

  @AfterEach
  void close() {
    session.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "go(); while (true) {}",
        "go(); for (;;) {}",
        "go(); do { x = 1 } while (true)",
        "go(); for (i in 0..<2_000_000_000) { }",
        "go(); 1L.upto(Long.MAX_VALUE) { }",
        "def f(n) { n > 50 ? 0 : f(n + 1) + f(n + 1) }\ngo(); f(0)",
        "class Loop { def spin() { while (true) { } } }\ngo(); new Loop().spin()",
        "class Rec { def m(n) { n > 50 ? 0 : m(n + 1) + m(n + 1) } }\ngo(); new Rec().m(0)",
        "@groovy.transform.CompileStatic def f() { while (true) { } }\ngo(); f()",
        "go(); Stream.iterate(1) { it }.map { it }.forEach { }",
        "go(); while (true) { try { sleep 10 } catch (Exception e) { } }",
        "go(); sleep 100000",
        "go(); [1].each { sleep 100000 }",
        "go(); sleep(100000) { false }",
        "go(); this.sleep(100000)",
        "class S { def m() { sleep 100000 } }\ngo(); new S().m()",
        "go(); Thread.sleep(100000)"
      })
  void interrupt_runningScript_stopsIt(String text) throws Exception {
    session.run("import java.util.stream.*");
    ScriptError error = interrupted(text);

    assertThat(error.errorName()).isEqualTo("InterruptedException");
    assertThat(error.getCause()).isInstanceOf(InterruptedException.class);
    assertThat(session.run("1 + 1")).isEqualTo(2);
  }

  @Test
  void sleep_functionOfThatName_isTheFunction() throws ScriptError {
    session.run("def sleep(x) { 'slept ' + x }");

    assertThat(session.run("sleep 5")).isEqualTo("slept 5");
    assertThat(session.run("[1].collect { sleep(it) }[0]")).isEqualTo("slept 1");
  }

  @Test
  void sleep_methodOfThatName_isTheMethod() throws ScriptError {
    String text = "class Dog { def sleep(int n) { 'zzz' * n }\n def night() { sleep 2 } }\n";

    assertThat(session.run(text + "new Dog().night()")).isEqualTo("zzzzzz");
  }

  @Test
  void sleep_notInterrupted_sleeps() throws ScriptError {
    long before = System.nanoTime();

    session.run("sleep 20");

    assertThat(System.nanoTime() - before).isGreaterThan(19_000_000);
  }

  private ScriptError interrupted(String text) throws Exception {
    var running = new CountDownLatch(1);
    session.namespace.put("latch", running);
    session.run("def go() { latch.countDown() }");
    var result = new CompletableFuture<ScriptError>();
    var flag = new CompletableFuture<Boolean>();
    var thread =
        new Thread(
            () -> {
              result.complete(session.failure(text));
              flag.complete(Thread.currentThread().isInterrupted());
            });
    thread.start();
    assertThat(running.await(30, SECONDS)).isTrue();
    thread.interrupt();
    ScriptError error = result.get(20, SECONDS);
    assertThat(flag.get(20, SECONDS)).isFalse();
    return error;
  }
}
