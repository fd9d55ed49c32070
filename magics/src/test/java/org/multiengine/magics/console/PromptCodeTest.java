package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the inputs of a prompt declare goes to the engines with the functions that use it. */
final class PromptCodeTest extends ClusterOfConsole {

  private static String run(String... lines) {
    return PipedConsole.run(file -> cluster().connect(), lines).shown();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "class P { int x; int sq() { x * x } } | mec.map({ new P(x: it).sq() }, 0..<4) | [0, 1, 4, 9]",
        "record R(int x) { int sq() { x * x } } | mec.map({ new R(it).sq() }, 0..<3) | [0, 1, 4]",
        "enum Col { RED, BLUE } | mec.map({ Col.values()[it].name() }, 0..<2) | ['RED', 'BLUE']",
        "enum Op { UP { int of(int x) { x + 1 } }; abstract int of(int x) }"
            + " | mec.map({ Op.UP.of(it) }, 0..<2) | [1, 2]",
        "trait Loud { String say() { 'LOUD' } }; class Dog implements Loud { }"
            + " | mec.map({ new Dog().say() + it }, 0..<2) | ['LOUD0', 'LOUD1']",
        "interface Shape { int area() }; class Sq implements Shape { int s; int area() { s * s } }"
            + " | mec.map({ (new Sq(s: it) as Shape).area() }, 0..<3) | [0, 1, 4]",
        "def helper(n) { n + 100 } | mec.map({ helper(it) }, 0..<3) | [100, 101, 102]",
        "def helper(n) { n + 100 } | mec.map(this.&helper, 0..<3) | [100, 101, 102]",
        "def helper(n) { n + 100 } | mec.map(helper, 0..<3) | [100, 101, 102]",
        "static int twice(int n) { 2 * n } | mec.map({ twice(it) }, 0..<3) | [0, 2, 4]",
        "def fact(n) { n <= 1 ? 1 : n * fact(n - 1) } | mec.map({ fact(it) }, 0..<5)"
            + " | [1, 1, 2, 6, 24]",
        "def a(n) { b(n) + 1 }; def b(n) { n * 2 } | mec.map({ a(it) }, 0..<3) | [1, 3, 5]",
        "inc = { it + 1 } | mec.map({ inc(it) * 10 }, 0..<3) | [10, 20, 30]",
        "inc = { it + 1 } | mec.map({ [1, 2].collect { n -> inc(n) }.sum() + it }, 0..<2) | [5, 6]",
        "fs = [{ it + 1 }, { it * 5 }] | def g = fs; mec.map({ g[it](3) }, 0..<2) | [4, 15]",
        "table = [a: { it + 1 }] | def t = table; mec.map({ t.a(it) }, 0..<2) | [1, 2]",
        "add = { a, b -> a + b } | mec.map(add.curry(10), 0..<3) | [10, 11, 12]",
        "add = { a, b -> a + b } | mec.map(add.rcurry(5), 0..<3) | [5, 6, 7]",
        "f = { it + 1 } >> { it * 2 } | mec.map(f, 0..<3) | [2, 4, 6]",
        "1 | def inc = { it + 1 }; mec.map({ inc(it) * 10 }, 0..<3) | [10, 20, 30]",
        "1 | def fact; fact = { n -> n <= 1 ? 1 : n * fact(n - 1) }; mec.map(fact, 0..<5)"
            + " | [1, 1, 2, 6, 24]",
        "def outer(k) { def inner = { it + k }; return { inner(it) * 2 } }"
            + " | mec.map(outer(3), 0..<3) | [6, 8, 10]",
        "1 | mec.map(Math.&abs, [-1, 2, -3]) | [1, 2, 3]",
        "1 | mec.map(Integer::parseInt, ['4', '5']) | [4, 5]",
        "sq = Math::sqrt | mec.map({ sq(it) }, [4.0d, 9.0d]) | [2.0, 3.0]",
        "@groovy.transform.CompileStatic int sq(int n) { n * n } | mec.map({ sq(it) }, 0..<3)"
            + " | [0, 1, 4]",
        "@groovy.transform.Field int base = 7; def off = { it + base }; g = off"
            + " | mec.map(g, 0..<2) | [7, 8]",
        "class P { int x } | mec.map({ it.x + 1 }, [new P(x: 1), new P(x: 2)]) | [2, 3]",
        "class P { int x } | mec.map({ new P(x: it) }, 0..<3).collect { it.x } | [0, 1, 2]",
        "class P { int x } | mec.map('{ it.x }', [new P(x: 1), new P(x: 2)]) | [1, 2]",
        "record R(int x, String y) { }; r = new R(1, 'a')"
            + " | def q = r; mec.map({ q.x() + it }, 0..<2) | [1, 2]",
        "class Node { Node next; int v }"
            + " | def n = new Node(v: 1); n.next = n; mec.map({ n.next.next.v + it }, 0..<2)"
            + " | [1, 2]",
        "enum Col { RED, BLUE } | mec.map({ it == Col.RED }, [Col.RED, Col.BLUE]) | [true, false]",
        "abstract class Base { abstract int v() }; class Sub extends Base { int v() { 3 } }"
            + " | mec.map({ new Sub() instanceof Base }, 0..<2) | [true, true]",
        "class Out { static class In { int v = 4 } } | mec.map({ new Out.In().v }, 0..<2) | [4, 4]",
        "1 | def r = new Runnable() { void run() { } }; mec.map({ r.run(); it }, 0..<2) | [0, 1]",
        "class Cmp implements Comparator<Integer> { int compare(Integer a, Integer b) { b <=> a } }"
            + " | mec.map({ it.sort(false, new Cmp()) }, [[1, 2], [3, 4]]) | [[2, 1], [4, 3]]",
        "import java.util.concurrent.atomic.*; def cnt() { new AtomicInteger(5) }"
            + " | mec.map({ cnt().get() + it }, 0..<2) | [5, 6]",
      })
  void map_usesWhatAnEarlierInputDeclared_works(String first, String second, String shown) {
    assertThat(run(first, second)).endsWith("Out[2]: " + shown + "\n");
  }

  @Test
  void map_declaredAgain_usesTheLatest() {
    assertThat(
            run(
                "class P { int v() { 1 } }",
                "def f(n) { new P().v() + n }",
                "old = { new P().v() }",
                "class P { int v() { 20 } }",
                "def f(n) { new P().v() + n + 100 }",
                "mec.map({ [f(it), new P().v(), old()] }, 0..<2)"))
        .endsWith("Out[6]: [[120, 20, 1], [121, 20, 1]]\n");
  }

  @Test
  void map_objectOfAnEarlierClass_isRefusedByName() {
    assertThat(
            run(
                "class P { int v }",
                "p = new P(v: 1)",
                "class P { String other; int v }",
                "mec.map({ it.v + new P(v: 2).v }, [p])"))
        .contains("SerializationError")
        .contains("cannot send an object of an earlier class P: the class was declared again;")
        .contains("create the object again");
  }

  @Test
  void map_nameThatNobodyDefined_isANameError() {
    assertThat(run("mec.map({ nobody(it) }, 0..<2)"))
        .contains("NameError: name nobody is not defined");
  }

  @Test
  void map_nameOfTheEngine_isUsedFirst() {
    assertThat(
            run(
                "f = { it + 1 }",
                "mec.push_function(f: { it + 1000 })",
                "mec.map({ f(it) }, 0..<2)"))
        .endsWith("Out[3]: [1000, 1001]\n");
  }

  @Test
  void map_capturedThread_isRefusedByName() {
    assertThat(run("t = Thread.currentThread()", "def u = t; mec.map({ u.name }, 0..<2)"))
        .contains("SerializationError")
        .contains("cannot send java.lang.Thread");
  }

  @Test
  void pull_objectOfAClassOfThePrompt_comesBack() {
    assertThat(
            run(
                "class P { int x; String toString() { \"P$x\" } }",
                "mec.push(ps: [new P(x: 1)])",
                "mec.pull('ps', targets: 0)",
                "mec.map({ ps[0] instanceof P }, 0..<2)",
                "mec.scatter('qs', (0..<4).collect { new P(x: it) })",
                "mec.gather('qs').collect { it.x }"))
        .contains("Out[3]: [[P1]]\n", "Out[4]: [true, true]\n")
        .endsWith("Out[6]: [0, 1, 2, 3]\n");
  }

  @Test
  void push_listOfClosures_seesTheNamesOfTheEngine() {
    assertThat(
            run(
                "mec.push(k: 5)",
                "mec.push(fs: [{ it + k }, { it * k }])",
                "%px r = fs[1](3) + fs[0](1)",
                "mec.pull('r', targets: 0)"))
        .endsWith("Out[4]: [21]\n");
  }
}
