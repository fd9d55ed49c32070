package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.test.support.Gate;

/** Tests push and pull (reference, 9.1). */
abstract class MovingContract extends ContractCase {

  MovingContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void pull_oneName_hasAValueForEachEngine() {
    mec.push(Map.of("a", 1.03234, "b", 3453));

    assertThat(mec.pull("a")).containsExactly(1.03234, 1.03234, 1.03234, 1.03234);
    assertThat(mec.engines(0).pull("b")).containsExactly(3453);
  }

  @Test
  void pull_severalNames_hasAListForEachEngine() {
    mec.push(Map.of("a", 1.03234, "b", 3453));

    assertThat(mec.pull(List.of("b", "a"))).hasSize(4).containsOnly(List.of(3453, 1.03234));
  }

  @Test
  void pull_listOfOneName_staysAListForEachEngine() {
    mec.put("a", 1);

    assertThat(mec.pull(List.of("a"))).hasSize(4).containsOnly(List.of(1));
  }

  @Test
  void pull_noNames_hasAnEmptyListForEachEngine() {
    assertThat(mec.pull(List.of())).hasSize(4).containsOnly(List.of());
  }

  @Test
  void zipPull_severalNames_hasAListForEachName() {
    mec.push(Map.of("a", 1.5, "b", 3453));

    assertThat(mec.engines(0, 1, 2).zipPull(List.of("a", "b", "id")))
        .containsExactly(List.of(1.5, 1.5, 1.5), List.of(3453, 3453, 3453), List.of(0, 1, 2));
  }

  @Test
  void zipPull_noNames_isEmpty() {
    assertThat(mec.zipPull(List.of())).isEmpty();
  }

  @Test
  void zipPull_nullValues_keepTheirPlaces() {
    mec.execute("a = id == 1 ? null : id");

    assertThat(mec.zipPull(List.of("a"))).containsExactly(Arrays.asList(0, null, 2, 3));
  }

  @Test
  void get_afterPut_isTheValueOnEachEngine() {
    mec.put("a", List.of("foo", "bar"));

    assertThat(mec.get("a")).hasSize(4).containsOnly(List.of("foo", "bar"));
  }

  @Test
  void put_null_bindsTheName() {
    mec.put("a", null);

    assertThat(mec.get("a")).containsExactly(null, null, null, null);
    assertThat(mec.engines(0).keys()).containsExactly(List.of("id", "a"));
  }

  @Test
  void push_noNames_changesNothing() {
    mec.push(Map.of());

    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void push_nullAmongValues_bindsAll() {
    Map<String, Object> values = new HashMap<>();
    values.put("a", null);
    values.put("b", 2);

    mec.push(values);

    assertThat(mec.pull(List.of("a", "b"))).containsOnly(Arrays.asList(null, 2));
  }

  @Test
  void push_boundName_replacesTheValue() {
    mec.put("a", 1);
    mec.put("a", "one");

    assertThat(mec.engines(1).pull("a")).containsExactly("one");
  }

  @Test
  void push_valueChangedByOneEngine_isAnotherCopyOnTheOthers() {
    mec.put("a", new ArrayList<>(List.of(0)));

    mec.engines(1).execute("a << 1");

    assertThat(mec.pull("a")).containsExactly(List.of(0), List.of(0, 1), List.of(0), List.of(0));
  }

  @Test
  void pushAsync_valueChangedAfterwards_isWhatItWas() throws Exception {
    Gate gate = gate();
    var held = mec.executeAsync(gate.pass());
    List<Integer> value = new ArrayList<>(List.of(1));

    var push = mec.pushAsync(Map.of("a", value));
    value.add(2);
    gate.open();

    await(held);
    await(push);
    assertThat(mec.pull("a")).containsOnly(List.of(1));
  }

  @Test
  void pull_valueChangedByTheClient_isUnchangedOnTheEngine() {
    mec.put("a", new ArrayList<>(List.of(1)));

    List<?> pulled = (List<?>) mec.engines(0).pull("a").get(0);
    pulled.clear();

    assertThat(mec.engines(0).pull("a")).containsExactly(List.of(1));
  }

  @Test
  void pull_nameOnSomeEngines_failsForTheOthersOnly() {
    mec.engines(0, 2).put("a", 7);

    CompositeError error = composite(() -> mec.pull("a"));

    assertThat(error)
        .hasMessage(
            """
            one or more exceptions from call to method: pull
            [1:pull]: NameError: name a is not defined
            [3:pull]: NameError: name a is not defined\
            """);
    assertThat(error.results()).extracting(CompositeError.Result::value).containsExactly(7, 7);
  }

  @Test
  void pull_oneOfTwoNamesMissing_fails() {
    mec.put("a", 7);

    CompositeError error = composite(() -> mec.pull(List.of("a", "b")));

    assertAllFailed(error, NameError.class);
  }

  @Test
  void zipPull_missingName_namesPull() {
    CompositeError error = composite(() -> mec.engines(0).zipPull(List.of("a", "b")));

    assertThat(error.method()).isEqualTo("pull");
  }

  @Test
  void pull_behindAText_seesWhatItDid() throws Exception {
    Gate gate = gate();
    mec.put("a", "before");
    var text = mec.executeAsync(gate.pass() + "; a = 'after'");

    PendingResult<List<Object>> pull = mec.pullAsync("a");
    gate.open();

    await(text);
    assertThat(await(pull)).containsOnly("after");
  }

  @Test
  void push_classesOfTwoLoaders_bothArrive(@TempDir Path classes) throws Exception {
    Object one = instance(classes.resolve("one"), "One", 1);
    Object two = instance(classes.resolve("two"), "Two", 2);

    mec.push(Map.of("a", one, "b", two, "c", List.of(3)));

    assertThat(outputs(mec.execute("print \"${a.number} ${b.number} ${c[0]}\"")))
        .containsOnly("1 2 3");
  }

  @Test
  void push_unsendable_namesTheVariableAndThePlace() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.put("a", List.of(1, Thread.currentThread())))
        .withMessage("cannot send 'a': a[1] is of class java.lang.Thread");
  }

  @Test
  void pull_objectOfAScriptsClass_failsWithTheRemedy() {
    mec.execute("class Point { int x }; p = new Point(x: 1); c = { it }; def f(x) { x }; s = [c]");

    assertThat(composite(() -> mec.pull("p")))
        .hasMessageContaining("refused to decode Point")
        .hasMessageContaining("pull the contents of the value");
    assertThat(composite(() -> mec.pull("c"))).hasMessageContaining("pullFunction");
    assertThat(composite(() -> mec.pull("f"))).hasMessageContaining("pullFunction");
    assertThat(composite(() -> mec.pull("s"))).hasMessageContaining("pullFunction");
  }

  @Test
  void pull_allowedClassOfAScript_failsSinceTheClientLacksIt() {
    mec.execute("class Point { int x }; p = new Point(x: 1)");
    mec.allowClasses("Point");

    assertThat(composite(() -> mec.pull("p")))
        .hasMessageContaining("class Point does not exist here")
        .hasMessageContaining("pull the contents of the value");
  }

  /** Creates an object whose class has its own loader. */
  private static Object instance(Path folder, String name, int number) throws Exception {
    Path source = Files.createDirectories(folder).resolve(name + ".java");
    Files.writeString(
        source,
        "package com.acme; public class " + name + " { public int number = " + number + "; }");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
    assertThat(status).isZero();
    var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    return loader.loadClass("com.acme." + name).getConstructor().newInstance();
  }
}
