package org.multiengine.core.namespace.groovy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groovy.lang.Closure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.error.NameError;
import org.multiengine.core.namespace.ScriptError;

final class GroovyNamespaceTest {

  private final Session session = new Session();

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void names_afterTexts_areThoseOfUsersInOrder() throws ScriptError {
    session.namespace.put("z", 1);
    session.run("b = 1; def local = 2; int typed = 3; a = null");
    session.run("def f(x) { x }\nz = 9; b = 7");

    assertThat(session.namespace.names()).containsExactly("z", "b", "a", "f");
    assertThat(session.namespace.get("a")).isNull();
    assertThat(session.namespace.get("z")).isEqualTo(9);
  }

  @Test
  void names_whileScriptRuns_areThoseSoFar() throws Exception {
    var running = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    session.namespace.put("running", running);
    session.namespace.put("end", end);
    var script = new Thread(() -> runQuietly("a = 1; running.countDown(); end.await(); b = 2"));
    script.start();
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(session.namespace.names()).containsExactly("running", "end", "a");

    end.countDown();
    script.join();
    assertThat(session.namespace.names()).contains("b");
  }

  @Test
  void get_nameUnknown_saysSo() {
    assertThatThrownBy(() -> session.namespace.get("a"))
        .isInstanceOf(NameError.class)
        .hasMessage("name a is not defined");
    assertThatThrownBy(() -> session.namespace.remove("a")).isInstanceOf(NameError.class);
  }

  @Test
  void remove_name_isGoneForScripts() throws ScriptError {
    session.run("a = 1");

    session.namespace.remove("a");

    assertThat(session.failure("a").errorMessage()).isEqualTo("name a is not defined");
  }

  @Test
  void function_laterText_isThere() throws ScriptError {
    session.run("def f(x) { x * factor }\nfactor = 2");
    session.run("factor = 3");

    assertThat(session.run("f(14)")).isEqualTo(42);
    assertThat(session.run("[1, 2].collect { f(it) }")).asString().isEqualTo("[3, 6]");
    assertThat(session.run("[1, 2].collect(f)")).asString().isEqualTo("[3, 6]");
  }

  @Test
  void function_redefined_othersSeeTheNewOne() throws ScriptError {
    session.run("def f(x) { g(x) + [1].collect { g(it) }[0] }\ndef g(x) { 'old' }\nf(1)");

    session.run("def g(x) { 'new' }");

    assertThat(session.run("f(1)")).isEqualTo("newnew");
    assertThat(session.run("g = { 'closure' }; f(1)")).isEqualTo("closureclosure");
  }

  @Test
  void function_allForms_work() throws ScriptError {
    session.run("def fib(n) { n < 2 ? n : fib(n - 1) + fib(n - 2) }");
    session.run("def over(int a) { 'int' }\ndef over(String a) { 'string' }");
    session.run("def many(Object... a) { a.size() }\ndef two(a, b = 5) { [a, b] }");
    session.run("int typed(int a) { a + 1 }\nstatic fixed() { 'static' }\nprivate hidden() { 7 }");
    session.run("def anonymous() { new Object() { String toString() { 'inner' } } }");

    assertThat(session.run("fib(15)")).isEqualTo(610);
    assertThat(session.run("over(1) + over('a')")).isEqualTo("intstring");
    assertThat(session.run("[many(), many(1), many(1, 2)]")).asString().isEqualTo("[0, 1, 2]");
    assertThat(session.run("[two(1), two(1, 2)]")).asString().isEqualTo("[[1, 5], [1, 2]]");
    assertThat(session.run("typed(1) + hidden()")).isEqualTo(9);
    assertThat(session.run("fixed()")).isEqualTo("static");
    assertThat(session.run("anonymous().toString()")).isEqualTo("inner");
    assertThat(session.run("two([1])")).asString().isEqualTo("[[1], 5]");
    assertThat(session.run("two(null)")).asString().isEqualTo("[null, 5]");
  }

  @Test
  void function_namedLikeEntryPoints_isAFunction() throws ScriptError {
    session.run("def run() { 'run' }\ndef main() { 'main' }\ndef call(x) { x }");

    assertThat(session.run("[run(), main(), call(3)]")).asString().isEqualTo("[run, main, 3]");
  }

  @Test
  void function_compiledStatically_callsItself() throws ScriptError {
    session.run(
        """
        import groovy.transform.*
        @CompileStatic long fib(int n) { n < 2 ? n : fib(n - 1) + fib(n - 2) }
        @Memoized def memo(n) { n < 2 ? n : memo(n - 1) + memo(n - 2) }
        @TailRecursive def sum(n, all = 0) { n == 0 ? all : sum(n - 1, all + n) }
        """);

    assertThat(session.run("fib(20)")).isEqualTo(6765L);
    assertThat(session.run("memo(50)")).isNotNull();
    assertThat(session.run("sum(10)")).isEqualTo(55);
  }

  @Test
  void function_fetched_canBeCalled() throws ScriptError {
    session.run("def f(x) { x + 1 }");

    var function = requireNonNull((Closure<?>) session.namespace.get("f"));

    assertThat(function.call(1)).isEqualTo(2);
  }

  @Test
  void local_laterText_isNotThere() throws ScriptError {
    session.run("def x = 1; int y = 2");

    assertThat(session.failure("x").errorName()).isEqualTo("NameError");
  }

  @Test
  void imports_laterTexts_areThere() throws ScriptError {
    session.run("import java.util.concurrent.*");
    session.run("import java.util.concurrent.atomic.AtomicLong as Counter");
    session.run("import static java.lang.Math.max\nimport static java.lang.Math.min as least");
    session.run("import static java.util.Collections.*\nimport java.util.Map.Entry");

    assertThat(session.run("new Counter(5).get()")).isEqualTo(5L);
    assertThat(session.run("TimeUnit.SECONDS.toMillis(2)")).isEqualTo(2000L);
    assertThat(session.run("max(1, 2) + least(1, 2)")).isEqualTo(3);
    assertThat(session.run("emptyList()")).asString().isEqualTo("[]");
    assertThat(session.run("Entry.name")).isEqualTo("java.util.Map$Entry");
  }

  @Test
  void imports_aliasGivenAgain_theNewOneCounts() throws ScriptError {
    session.run("import java.util.concurrent.atomic.AtomicLong as Box");

    assertThat(session.run("import java.util.concurrent.atomic.AtomicInteger as Box\nBox.name"))
        .isEqualTo(AtomicInteger.class.getName());
    assertThat(session.run("Box.name")).isEqualTo(AtomicInteger.class.getName());
  }

  @Test
  void imports_thatFail_areNotKept() throws ScriptError {
    assertThat(session.failure("import no.such.Thing\na = 1").errorName()).isEqualTo("SyntaxError");
    assertThat(session.failure("import static java.lang.Math.nothing\nnothing(1)")).isNotNull();

    assertThat(session.run("1 + 1")).isEqualTo(2);
  }

  @Test
  void class_laterTexts_isThere() throws ScriptError {
    session.run("class Point { int x; def plus(Point o) { new Point(x: x + o.x) }\n class In {} }");
    session.run("enum Color { RED, GREEN }\ntrait Named { def hi() { 'hi' } }\nrecord P(int a) {}");
    session.run("class Deep extends Point implements Named {}");

    assertThat(session.run("(new Point(x: 1) + new Point(x: 2)).x")).isEqualTo(3);
    assertThat(session.run("Color.RED.name() + new P(3).a() + new Deep(x: 4).x"))
        .isEqualTo("RED34");
    assertThat(session.run("new Deep().hi()")).isEqualTo("hi");
  }

  @Test
  void class_redeclared_isTheNewOne() throws ScriptError {
    session.run("class A { def v() { 1 } }");
    assertThat(session.run("new A().v()")).isEqualTo(1);

    session.run("class A { def v() { 2 } }");

    assertThat(session.run("new A().v()")).isEqualTo(2);
    assertThat(session.run("class A { def v() { 3 } }\nnew A().v()")).isEqualTo(3);
    assertThat(session.run("new A().v()")).isEqualTo(3);
  }

  @Test
  void class_namedLikeOneOfJava_isTheDeclaredOne() throws ScriptError {
    session.run("class Date { def v() { 'mine' } }");

    assertThat(session.run("new Date().v()")).isEqualTo("mine");
  }

  @Test
  void class_inPackage_isThereByItsFullName() throws ScriptError {
    session.run("package a.b\nclass C { def v() { 1 } }\nx = new C().v()");

    assertThat(session.run("x + new a.b.C().v()")).isEqualTo(2);
  }

  @Test
  void evaluate_emptyTexts_giveNothing() throws ScriptError {
    for (String text : new String[] {"", " \n", "// remark", "import java.util.*", "class Q {}"}) {
      assertThat(session.run(text)).isNull();
    }
  }

  @Test
  void evaluate_contextLoaderChanged_isRestored() throws ScriptError {
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    session.run("Thread.currentThread().contextClassLoader = this.class.classLoader");

    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void evaluate_metaClassOfScriptChanged_othersAreNotHarmed() throws ScriptError {
    String text = "x = hasProperty('a') ? 1 : 0; this.class.metaClass.answer = { 42 }; answer2 = 1";
    session.run(text);
    session.run("this.metaClass.run = { 13 }");

    assertThat(session.run("1 + 1")).isEqualTo(2);
    session.run(text);
    assertThat(session.run("answer2")).isEqualTo(1);
  }

  @Test
  void evaluate_leftThread_seesTheNamespace() throws Exception {
    var done = new CountDownLatch(1);
    session.namespace.put("done", done);
    session.run("Thread.start { late = 5; done.countDown() }");
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(session.run("late")).isEqualTo(5);
  }

  @Test
  void reset_afterDeclarations_forgetsAll() throws ScriptError {
    session.run("import java.util.concurrent.TimeUnit as U\nclass A {}\ndef f() { 1 }\na = 1");

    session.namespace.reset();

    assertThat(session.namespace.names()).isEmpty();
    assertThat(session.failure("U.SECONDS").errorName()).isEqualTo("NameError");
    assertThat(session.failure("new A()").errorName()).isEqualTo("SyntaxError");
    assertThat(session.failure("f()").errorName()).isEqualTo("NameError");
  }

  @Test
  void displayed_byLastStatement() throws ScriptError {
    assertThat(session.displays("1 + 1")).isTrue();
    assertThat(session.displays("a = 1; a")).isTrue();
    assertThat(session.displays("return 5")).isTrue();
    assertThat(session.displays("[1].each { it }")).isTrue();
    assertThat(session.displays("a = 1")).isFalse();
    assertThat(session.displays("a += 1")).isFalse();
    assertThat(session.displays("def b = 1")).isFalse();
    assertThat(session.displays("null")).isFalse();
    assertThat(session.displays("println()")).isFalse();
    assertThat(session.displays("if (true) { 5 }")).isFalse();
    assertThat(session.displays("for (i in 1..2) { i }")).isFalse();
    assertThat(session.displays("5\ndef f() { 1 }")).isFalse();
    assertThat(session.displays("def f() { 1 }\nf()")).isTrue();
  }

  private void runQuietly(String text) {
    try {
      session.run(text);
    } catch (ScriptError e) {
      throw new AssertionError(e);
    }
  }
}
