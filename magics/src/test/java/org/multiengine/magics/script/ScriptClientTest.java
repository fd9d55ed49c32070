package org.multiengine.magics.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;

/** The seed's forms, typed into a Groovy namespace with {@code mec} bound. */
final class ScriptClientTest {

  private static LocalCluster cluster;

  private MultiEngineClient client;
  private ScriptClient mec;
  private Namespace namespace;

  @BeforeAll
  static void startCluster() {
    cluster = LocalCluster.start(4);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void bindClient() {
    client = cluster.connect();
    client.reset();
    client.clearProperties();
    mec = new ScriptClient(client);
    namespace = Languages.named("groovy").createNamespace();
    namespace.put("mec", mec);
  }

  @AfterEach
  void closeClient() {
    client.close();
    namespace.close();
  }

  private @Nullable Object enter(String... lines) {
    try {
      Object last = null;
      for (String line : lines) {
        last = namespace.evaluate(line, "In [1]").value();
      }
      return last;
    } catch (ScriptError e) {
      throw new IllegalStateException(e.errorName() + ": " + e.errorMessage(), e.getCause());
    }
  }

  private String shown(String... lines) {
    Object value = enter(lines);
    return value instanceof ResultList list ? list.toString() : namespace.display(value);
  }

  private ThrowingCallable entering(String... lines) {
    return () -> {
      try {
        enter(lines);
      } catch (IllegalStateException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    };
  }

  @Test
  void getIds_fourEngines_areTheirNumbers() {
    assertThat(shown("mec.get_ids()")).isEqualTo("[0, 1, 2, 3]");
    assertThat(shown("mec.ids")).isEqualTo("[0, 1, 2, 3]");
  }

  @Test
  void execute_targetsOption_runsThere() {
    enter("mec.execute('a=5')", "mec.execute('b=10')");

    assertThat(shown("mec.execute('c=a+b', targets: [0,2])"))
        .isEqualTo(
            """
            <Results List>
            [0] In [3]: c=a+b
            [2] In [3]: c=a+b
            """);
  }

  @Test
  void execute_targetsAndBlockInOrder_areTaken() {
    assertThat(shown("mec.execute('a=5', 1)")).isEqualTo("<Results List>\n[1] In [1]: a=5\n");
    assertThat(enter("mec.execute('a=5', [1, 2], false)")).isInstanceOf(ScriptPending.class);
  }

  @Test
  void execute_parametersByName_areTaken() {
    assertThat(enter("mec.execute(lines: 'a=5', targets: 0)"))
        .isInstanceOfSatisfying(ResultList.class, list -> assertThat(list).hasSize(1));
  }

  @Test
  void execute_textWithValues_isText() {
    enter("n = 7", "mec.execute(\"a=$n\")");

    assertThat(shown("mec.pull(\"${'a'}\")")).isEqualTo("[7, 7, 7, 7]");
  }

  @Test
  void execute_blockFalse_givesAPendingResult() {
    assertThat(shown("pr = mec.execute('sleep 10000', block: false)"))
        .isEqualTo("PendingResult[execute on all, pending]");
    assertThat(enter("pr.get_result(block: false)")).isNull();
    assertThat(enter("pr.get_result('not yet', block: false)")).isEqualTo("not yet");
    assertThat(enter("pr.ready")).isEqualTo(false);

    enter("pr.cancel()");

    assertThatThrownBy(entering("pr.r"))
        .isInstanceOf(CompositeError.class)
        .hasMessageContaining("[0:execute]: TaskAborted");
  }

  @Test
  void pending_whenDone_givesItsResultAgainAndAgain() {
    enter("pr = mec.execute('println 1', block: false)");

    Object first = enter("pr.r");

    assertThat(first).isInstanceOf(ResultList.class);
    assertThat(enter("pr.get_result()")).isSameAs(first);
    assertThat(enter("pr.get_result(block: false)")).isSameAs(first);
    assertThat(enter("pr.ready && pr.is_done()")).isEqualTo(true);
    assertThat(enter("pr.timings.size()")).isEqualTo(4);
    assertThat(shown("pr.progress")).isEqualTo("4 of 4");
  }

  @Test
  void pending_output_isHeard() {
    enter(
        "heard = Collections.synchronizedList([])",
        "pr = mec.execute('sleep 200; println \"hello \" + id', block: false, targets: 1)",
        "pr.on_output { engine, text, error -> heard << \"$engine:$text\".toString() }",
        "pr.r");

    await().untilAsserted(() -> assertThat(shown("heard.join('')")).contains("1:hello 1"));
  }

  @Test
  void addCallback_severalInOrder_changeTheResult() {
    enter(
        "pr = mec.pull('id', block: false)",
        "pr.add_callback { it.sum() }",
        "pr.addCallback({ sum, more, factor -> (sum + more) * factor }, 4, 10)");

    assertThat(enter("pr.r")).isEqualTo(100);
    assertThat(enter("pr.r")).isEqualTo(100);
  }

  @Test
  void addCallback_throws_theErrorIsKept() {
    enter("pr = mec.pull('id', block: false)", "pr.add_callback { 1.intdiv(0) }");

    assertThatThrownBy(entering("pr.r")).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(entering("pr.r")).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void addCallback_noClosure_isRefused() {
    assertThatThrownBy(entering("mec.pull('id', block: false).add_callback(3)"))
        .hasMessageContaining("add_callback takes a closure");
  }

  @Test
  void pending_unknownMember_namesTheNearOnes() {
    enter("pr = mec.pull('id', block: false)");

    assertThatThrownBy(entering("pr.get_reslt()")).hasMessageContaining("did you mean get_result");
    assertThatThrownBy(entering("pr.redy")).hasMessageContaining("did you mean ready");
    assertThatThrownBy(entering("pr.get_result(blok: false)"))
        .hasMessageContaining("did you mean block");
  }

  @Test
  void attributes_blockAndTargets_holdForCalls() {
    enter("mec.targets = [0,2]", "mec.block = false", "pr = mec.execute('a=5')");

    assertThat(shown("pr.r")).isEqualTo("<Results List>\n[0] In [1]: a=5\n[2] In [1]: a=5\n");
    assertThat(shown("mec.targets")).isEqualTo("[0, 2]");
    assertThat(enter("mec.block")).isEqualTo(false);

    enter("mec.targets = 'all'", "mec.block = true");

    assertThat(enter("mec.execute('b=10; println b')"))
        .isInstanceOfSatisfying(ResultList.class, list -> assertThat(list).hasSize(4));
    assertThat(enter("mec.targets == 'all'")).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1 | [1]",
        "'::2' | [0, 2]",
        "'-1' | [3]",
        "'0,2' | [0, 2]",
        "[2, 0] | [2, 0]",
        "0..1 | [0, 1]",
        "[] | []",
        "[1, 1] | [1, 1]",
        "[0, 3] as int[] | [0, 3]",
        "'all' | [0, 1, 2, 3]"
      })
  void targets_everyForm_meansThoseEngines(String form, String ids) {
    assertThat(shown("mec.pull('id', targets: " + form + ")")).isEqualTo(ids);
    assertThat(shown("mec.targets = " + form, "mec.pull('id')")).isEqualTo(ids);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "[0, 99]", "-1", "['a']", "'ALL'", "''", "[1.5]"})
  void targets_noSuchEngine_isInvalidEngineId(String form) {
    assertThatThrownBy(entering("mec.execute('ran = 1', targets: " + form + ")"))
        .isInstanceOf(InvalidEngineID.class);
    assertThat(client.keys()).allMatch(names -> !names.contains("ran"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5", "[a: 1]", "true", "new Object()"})
  void targets_noTargetsAtAll_saysWhatTheyAre(String form) {
    assertThatThrownBy(entering("mec.execute('a=1', targets: " + form + ")"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("targets must be a number, a list of numbers or a string");
    assertThatThrownBy(entering("mec.targets = " + form))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'no'", "2", "[]"})
  void block_notABoolean_isRefused(String form) {
    assertThatThrownBy(entering("mec.execute('a=1', block: " + form + ")"))
        .hasMessageContaining("block must be true or false");
    assertThatThrownBy(entering("mec.block = " + form))
        .hasMessageContaining("block must be true or false");
  }

  @Test
  void block_null_isRefusedAsAttribute() {
    assertThatThrownBy(entering("mec.block = null"))
        .hasMessageContaining("block must be true or false");
  }

  @Test
  void brackets_nameOfAList_moveIt() {
    enter("mec['a'] = ['foo', 'bar']");

    assertThat(shown("mec['a']"))
        .isEqualTo("[['foo', 'bar'], ['foo', 'bar'], ['foo', 'bar'], ['foo', 'bar']]");
  }

  @Test
  void brackets_nullAndMaps_moveToo() {
    enter("mec['a'] = null", "mec['b'] = [targets: 1]");

    assertThat(shown("mec['a']")).isEqualTo("[null, null, null, null]");
    assertThat(shown("mec.pull('b', targets: 0)")).isEqualTo("[['targets':1]]");
  }

  @Test
  void brackets_number_saysWhatToWrite() {
    assertThatThrownBy(entering("mec[0]")).hasMessageContaining("use mec.engines(0)");
    assertThatThrownBy(entering("mec[0] = 1")).hasMessageContaining("mec['a']");
  }

  @Test
  void push_mapAndOption_pushesThere() {
    enter("mec.push([a:1], targets: 0)");

    assertThat(client.keys().get(0)).contains("a");
    assertThat(client.keys().get(1)).doesNotContain("a");
  }

  @Test
  void push_namedValues_areTheNamespace() {
    enter("mec.push(a: 1.03234, b: 3453)");

    assertThat(shown("mec.pull('a')")).isEqualTo("[1.03234, 1.03234, 1.03234, 1.03234]");
    assertThat(shown("mec.pull(['a','b'], targets: 0)")).isEqualTo("[[1.03234, 3453]]");
    assertThat(shown("mec.zip_pull(['a','b'], targets: [0, 1])"))
        .isEqualTo("[[1.03234, 1.03234], [3453, 3453]]");
  }

  @Test
  void push_optionsAmongNamedValues_areOptions() {
    enter("mec.push(a: 1, targets: [1, 2])");

    assertThat(client.keys().get(1)).contains("a").doesNotContain("targets");
    assertThat(client.keys().get(0)).doesNotContain("a");
  }

  @Test
  void push_onlyAnOptionsName_isANameLikeOthers() {
    enter("mec.push(targets: 5)");

    assertThat(shown("mec.pull('targets', targets: 0)")).isEqualTo("[5]");
  }

  @Test
  void push_targetsInOrder_areTaken() {
    enter("mec.push([a: 1], 3)");

    assertThat(client.keys().get(3)).contains("a");
    assertThat(client.keys().get(0)).doesNotContain("a");
  }

  @Test
  void push_noMap_isRefused() {
    assertThatThrownBy(entering("mec.push(5)")).hasMessageContaining("a map is expected");
    assertThatThrownBy(entering("mec.push()")).hasMessageContaining("namespace is missing");
  }

  @Test
  void pull_notThere_isACompositeNameError() {
    assertThatThrownBy(entering("mec.pull('nowhere')"))
        .isInstanceOf(CompositeError.class)
        .hasMessageContaining("[0:pull]: NameError");
  }

  @Test
  void pull_blockFalse_isPending() {
    enter("mec.block = false", "pr = mec.pull('id')");

    assertThat(shown("pr.r")).isEqualTo("[0, 1, 2, 3]");
  }

  @Test
  void zipPull_oneName_isOneList() {
    assertThat(shown("mec.zip_pull('id')")).isEqualTo("[[0, 1, 2, 3]]");
  }

  @Test
  void pushFunction_noFunction_isRefused() {
    assertThatThrownBy(entering("mec.push_function(f: 5)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("push_function takes functions; f is");
  }

  @Test
  void pullFunction_severalNames_isAListForEachEngine() {
    enter("mec.push_function(f: { it + id }, g: { it * 2 })");

    assertThat(shown("mec.pull_function(['f', 'g'])*.size()")).isEqualTo("[2, 2, 2, 2]");
    assertThat(shown("mec.pull_serialized(['f', 'g'], targets: [1, 2])*.size()"))
        .isEqualTo("[2, 2]");
  }

  @Test
  void targets_set_isRefused() {
    assertThatThrownBy(entering("mec.execute('a = 1', targets: [0, 1] as Set)"))
        .hasMessageContaining("targets must be a number, a list of numbers");
  }

  @Test
  void pushFunction_closure_seesTheEnginesNames() {
    enter("mec.push_function(f: { x -> 2.0*x**4 })", "mec.execute('y = f(4.0)')");

    assertThat(shown("mec.pull('y', targets: 0)")).isEqualTo("[512.00000]");
  }

  @Test
  void pushFunction_nameAndClosure_isTaken() {
    enter("mec.pushFunction('f', { it + id }, targets: 2)", "mec.execute('y = f(40)', targets: 2)");

    assertThat(shown("mec.pull('y', targets: 2)")).isEqualTo("[42]");
  }

  @Test
  void pullFunction_calledHere_runsOnItsEngine() {
    enter("mec.push_function(f: { it + id })", "fs = mec.pull_function('f')");

    assertThat(shown("fs.collect { it(10) }")).isEqualTo("[10, 11, 12, 13]");
  }

  @Test
  void map_closure_equalsTheSerialOne() {
    assertThat(enter("mec.map({ it**10 }, 0..<32) == (0..<32).collect { it**10 }")).isEqualTo(true);
    assertThat(enter("mec.map({ x -> x**10 }, 0..<32) == (0..<32).collect { it**10 }"))
        .isEqualTo(true);
  }

  @Test
  void map_severalSequences_goesByPairs() {
    assertThat(shown("mec.map({ x, y -> x * y }, 1..5, 11..15)")).isEqualTo("[11, 24, 39, 56, 75]");
  }

  @Test
  void map_options_areTaken() {
    assertThat(shown("mec.map('{ it + 1 }', [1, 2], dist: 'r', targets: [3, 1])"))
        .isEqualTo("[2, 3]");
    assertThat(enter("mec.map({ it }, [1], block: false)")).isInstanceOf(ScriptPending.class);
  }

  @Test
  void map_wrongUse_isRefused() {
    assertThatThrownBy(entering("mec.map({ it })")).hasMessageContaining("map takes a function");
    assertThatThrownBy(entering("mec.map({ a, b -> a }, [1, 2], [1])"))
        .hasMessageContaining("equal length");
    assertThatThrownBy(entering("mec.map({ it }, [1], dist: 'x')"))
        .hasMessageContaining("dist must be 'b'");
  }

  @Test
  void rawMap_sequencesInAList_areMapped() {
    assertThat(shown("mec.raw_map({ a, b -> a + b }, [[1, 2], [3, 4]], dist: 'r')"))
        .isEqualTo("[4, 6]");
  }

  @Test
  void parallel_closure_isAParallelFunction() {
    enter("f = mec.parallel { 10.0*it**4 }");

    assertThat(shown("f(0..<3)")).isEqualTo("[0.0, 10.0, 160.0]");
  }

  @Test
  void parallel_asDecorator_fixesTargetsWhenMade() {
    enter("mec.targets = [1]", "decorator = mec.parallel()", "mec.targets = 'all'");
    enter("where = decorator { it + id * 0 + id }");

    assertThat(shown("where([10, 20])")).isEqualTo("[11, 21]");
  }

  @Test
  void parallel_options_areTaken() {
    enter("f = mec.parallel(dist: 'r', targets: '::2', block: false) { it * 2 }", "pr = f(1..4)");

    assertThat(shown("pr.r")).isEqualTo("[2, 4, 6, 8]");
  }

  @Test
  void mapper_roundRobin_mapsInOrder() {
    assertThat(shown("mec.mapper(dist: 'r').map({ it * it }, 1..5)"))
        .isEqualTo("[1, 4, 9, 16, 25]");
    assertThat(shown("mec.mapper(dist: 'r', targets: 2)"))
        .isEqualTo("Mapper[dist=r, targets=[2], block=true]");
  }

  @Test
  void barrier_list_waitsForAll() {
    enter(
        "mec.block = false",
        "pr_list = (1..10).collect { mec.execute('sleep 10') }",
        "mec.barrier(pr_list)");

    assertThat(enter("pr_list.every { it.ready }")).isEqualTo(true);
    assertThat(enter("pr_list[0].r")).isInstanceOf(ResultList.class);
  }

  @Test
  void barrier_failedCall_isToldWhenAskedFor() {
    enter("pr = mec.execute('1/0', block: false)", "mec.barrier([pr])");

    assertThatThrownBy(entering("pr.r")).isInstanceOf(CompositeError.class);
  }

  @Test
  void barrier_somethingElse_isRefused() {
    assertThatThrownBy(entering("mec.barrier([1])"))
        .hasMessageContaining("Objects passed to barrier must be PendingResult instances");
    assertThatThrownBy(entering("mec.barrier(1)")).hasMessageContaining("takes a list");
  }

  @Test
  void flush_unread_isForgotten() {
    enter("pr = mec.execute('a=1', block: false)", "while (!pr.ready) sleep(5)", "mec.flush()");

    assertThatThrownBy(entering("pr.r")).hasMessageContaining("invalid deferred_id");
    enter("mec.clear_pending_results()");
  }

  @Test
  void getResult_numberAndNone_areRecords() {
    enter("mec.execute('a=1')", "mec.execute('a=2')");

    assertThat(shown("mec.get_result(1, targets: 0)")).contains("[0] In [1]: a=1");
    assertThat(shown("mec.get_result()")).contains("[3] In [2]: a=2");
    assertThat(shown("mec.get_result(i: 1)")).contains("[3] In [1]: a=1");
    assertThatThrownBy(entering("mec.get_result('x')"))
        .hasMessageContaining("a whole number is expected; not 'x'");
  }

  @Test
  void queue_statusAndClear_actAtOnce() {
    enter(
        "pr = mec.execute('sleep 10000', block: false, targets: 0)",
        "later = mec.execute('b=1', block: false, targets: 0)",
        "while (mec.queue_status(targets: 0)[0].queue.isEmpty()) sleep(5)",
        "mec.clear_queue()");

    assertThatThrownBy(entering("later.r")).hasMessageContaining("QueueCleared");

    enter("pr.cancel()");
    assertThatThrownBy(entering("pr.r")).hasMessageContaining("TaskAborted");
  }

  @Test
  void keysAndReset_targets_areHonoured() {
    enter("mec.push(a: 1)", "mec.reset(targets: 0)");

    assertThat(shown("mec.keys()")).isEqualTo("[['id'], ['id', 'a'], ['id', 'a'], ['id', 'a']]");
  }

  @Test
  void run_file_isRunThere(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("job.groovy"), "x = id * 2\n");
    namespace.put("file", file.toString());

    enter("mec.run(file)", "mec.run(new File(file), targets: 0)");

    assertThat(shown("mec['x']")).isEqualTo("[0, 2, 4, 6]");
    assertThatThrownBy(entering("mec.run('/no/such/file')"))
        .hasMessageContaining("there is no such file");
  }

  @Test
  void scatterAndGather_options_areTaken() {
    enter("mec.scatter('a', 0..<16)");
    assertThat(shown("mec.pull('a', targets: 3)")).isEqualTo("[[12, 13, 14, 15]]");
    assertThat(shown("mec.gather('a')")).startsWith("[0, 1, 2, 3, 4").endsWith("15]");

    enter("mec.scatter('b', 0..<4, flatten: true)", "mec.scatter('c', 0..<6, dist: 'r')");
    assertThat(shown("mec['b']")).isEqualTo("[0, 1, 2, 3]");
    assertThat(shown("mec.pull('c', targets: 0)")).isEqualTo("[[0, 4]]");
    assertThat(shown("mec.gather('c', dist: 'r')")).isEqualTo("[0, 1, 2, 3, 4, 5]");
    assertThat(shown("mec.gather('c', 'r', [0, 1])")).isEqualTo("[0, 1, 4, 5]");
  }

  @Test
  void scatter_wrongUse_isRefused() {
    assertThatThrownBy(entering("mec.scatter('a')")).hasMessageContaining("seq is missing");
    assertThatThrownBy(entering("mec.scatter('a', [1], flaten: true)"))
        .hasMessageContaining("scatter has no option flaten; did you mean flatten?");
    assertThatThrownBy(entering("mec.scatter('a', [1], seq: [2])"))
        .hasMessageContaining("seq is given twice");
    assertThatThrownBy(entering("mec.gather('a', 'b', 'all', true, 1)"))
        .hasMessageContaining("gather takes key, dist, targets, block");
  }

  @Test
  void properties_allFive_areThere() {
    enter("mec.set_properties([a: 1, b: 'x'])", "mec.set_properties([c: 2], targets: 0)");

    assertThat(shown("mec.get_properties(targets: 1)")).isEqualTo("[['a':1, 'b':'x']]");
    assertThat(shown("mec.getProperties()[1]")).isEqualTo("['a':1, 'b':'x']");
    assertThat(shown("mec.get_properties(['a'], targets: 1)")).isEqualTo("[['a':1]]");
    assertThat(shown("mec.has_properties(['a', 'c'], targets: [0, 1])"))
        .isEqualTo("[[true, true], [true, false]]");

    enter("mec.del_properties('c', targets: 0)");
    assertThat(shown("mec.has_properties('c', targets: 0)")).isEqualTo("[[false]]");

    enter("mec.clear_properties()");
    assertThat(shown("mec.get_properties()")).isEqualTo("[[:], [:], [:], [:]]");
  }

  @Test
  void serialized_values_travelAsTheyAre() {
    enter("mec.push(a: [1, 2])", "s = mec.pull_serialized('a', targets: 0)[0]");
    enter("mec.push_serialized([b: s])");

    assertThat(shown("mec['b']")).isEqualTo("[[1, 2], [1, 2], [1, 2], [1, 2]]");
    assertThat(shown("mec.serialize([3]).value()")).isEqualTo("[3]");
  }

  @Test
  void engines_view_bindsItsTargets() {
    assertThat(shown("even = mec.engines(0, 2)", "even['id']")).isEqualTo("[0, 2]");
    assertThat(shown("mec.view('1:').pull('id')")).isEqualTo("[1, 2, 3]");
    assertThat(shown("mec.view(targets: 3, block: false)"))
        .isEqualTo("DirectView[targets=[3], block=false]");
    assertThatThrownBy(entering("mec.engines(target: 1)")).hasMessageContaining("mean targets?");
    assertThat(shown("even")).isEqualTo("DirectView[targets=[0, 2], block=true]");
    assertThat(shown("even.pull('id', targets: 1)")).isEqualTo("[1]");
    assertThat(shown("mec.targets = 0", "mec.all().pull('id')")).isEqualTo("[0, 1, 2, 3]");
  }

  @Test
  void engines_withoutTargets_areAskedAboutThemselves() {
    String one = "engine \\d: idle on 127\\.0\\.0\\.1:\\d+, process \\d+, [^,]+, 0 waiting";

    assertThat(shown("mec.engines()")).matches("\\[" + one + "(, " + one + "){3}]");
    assertThat(shown("mec.engines()*.state*.label()"))
        .isEqualTo("['idle', 'idle', 'idle', 'idle']");
    assertThat(shown("mec.engines(block: false).r.size()")).isEqualTo("4");
    assertThat(shown("mec.engines(2, 0).engines()*.engine*.value()")).isEqualTo("[2, 0]");
    assertThat(shown("mec.engines([])")).isEqualTo("DirectView[targets=[], block=true]");
  }

  @Test
  void withTimeout_longCall_isCancelled() {
    assertThatThrownBy(entering("mec.withTimeout(0.2).execute('sleep 10000')"))
        .hasMessageContaining("TaskTimeout");
  }

  @Test
  void onError_continue_runsWhatWaits() {
    enter(
        "v = mec.on_error('continue').engines(0)",
        "bad = v.execute('sleep 100; 1/0', block: false)",
        "good = v.execute('after = 1', block: false)");

    assertThat(enter("good.r")).isInstanceOf(ResultList.class);
  }

  @Test
  void apply_closure_getsTheEngine() {
    assertThat(shown("mec.apply { engine -> engine.id() * 2 }")).isEqualTo("[0, 2, 4, 6]");
  }

  @Test
  void javaNames_work() {
    assertThat(enter("mec.executeAsync('a=1')")).isInstanceOf(ScriptPending.class);
    assertThat(shown("mec.executeAsync('a=1', targets: 1).get().size()")).isEqualTo("1");
    assertThat(shown("mec.zipPull(['id'])")).isEqualTo("[[0, 1, 2, 3]]");
    assertThat(enter("mec.queueStatus().size()")).isEqualTo(4);
    assertThat(enter("mec.size()")).isEqualTo(4);
    assertThat(shown("mec.put('x', 1)", "mec.get('x')")).isEqualTo("[1, 1, 1, 1]");
  }

  @Test
  void unknownNames_nameTheNearOnes() {
    assertThatThrownBy(entering("mec.exceute('a')"))
        .hasMessage("a client has no method exceute; did you mean execute?");
    assertThatThrownBy(entering("mec.get_id()")).hasMessageContaining("get_ids");
    assertThatThrownBy(entering("mec.target = 1")).hasMessageContaining("did you mean targets");
    assertThatThrownBy(entering("mec.blok")).hasMessageContaining("did you mean block");
    assertThatThrownBy(entering("mec.execute('a', target: 0)"))
        .hasMessageContaining("execute has no option target; did you mean targets?");
  }

  @Test
  void with_otherCalls_findTheirWay() {
    enter("mec.with { x = 3; push(a: x) }");

    assertThat(shown("mec['a']")).isEqualTo("[3, 3, 3, 3]");
  }

  @Test
  void activate_prompt_isTold() {
    List<ScriptClient> active = new ArrayList<>();
    assertThatThrownBy(entering("mec.activate()")).isInstanceOf(KernelError.class);
    mec.onActivate(active::add);

    enter("mec.activate()");

    assertThat(active).containsExactly(mec);
  }

  @Test
  void waiter_ofThePrompt_waits() {
    List<String> waited = new ArrayList<>();
    mec.waiter(
        new Waiter() {
          @Override
          public <T extends @Nullable Object> T await(PendingResult<T> pending)
              throws InterruptedException {
            waited.add(pending.toString());
            return pending.get();
          }
        });

    enter("mec.execute('sleep 300')", "pr = mec.pull('id', block: false)", "pr.r");
    enter("mec.engines(1).keys()", "mec.map({ it }, [1])");

    assertThat(waited).hasSize(4).first().isEqualTo("PendingResult[execute on all, pending]");
  }

  @Test
  void waiter_givesUp_theCallGoesOn() {
    mec.waiter(
        new Waiter() {
          @Override
          public <T extends @Nullable Object> T await(PendingResult<T> pending)
              throws InterruptedException {
            throw new InterruptedException();
          }
        });

    assertThatThrownBy(entering("mec.execute('sleep 50; late = 1')"))
        .hasMessageContaining("gave up waiting for PendingResult[execute on all")
        .hasMessageContaining("the call continues");
    assertThat(client.pull("id")).isEqualTo(List.of(0, 1, 2, 3));
    assertThat(client.pull("late")).isEqualTo(Arrays.asList(1, 1, 1, 1));
  }

  @Test
  void completions_names_areBothSpellings() {
    assertThat(mec.completions())
        .contains("execute", "get_ids", "zip_pull", "zipPull", "push_function", "activate", "block")
        .doesNotContain("executeAsync", "getClass", "attach");
    assertThat(mec.completions()).allSatisfy(name -> assertThat(name).matches("[a-zA-Z_]+"));
  }

  @Test
  void kill_controller_endsTheCluster() {
    try (LocalCluster other = LocalCluster.start(1);
        MultiEngineClient ofOther = other.connect()) {
      namespace.put("other", new ScriptClient(ofOther));

      enter("other.kill(controller: true)");

      await()
          .untilAsserted(() -> assertThatThrownBy(ofOther::keys).isInstanceOf(KernelError.class));
    }
  }

  @Test
  void kill_noFlag_isRefused() {
    assertThatThrownBy(entering("mec.kill(controller: 5)"))
        .hasMessageContaining("true or false is expected");
  }

  @Test
  void toString_client_tellsHowItCalls() {
    assertThat(shown("mec")).isEqualTo("MultiEngineClient[targets=all, block=true]");
  }
}
