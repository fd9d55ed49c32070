package org.multiengine.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestTest {

  private static final EncodedValue THREE_BYTES = new EncodedValue(new byte[3]);

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of(new Request.Execute("a=1"), "execute", "execute('a=1')"),
        Arguments.of(push(Map.of("a", THREE_BYTES), false), "push", "push(a)"),
        Arguments.of(push(Map.of("f", THREE_BYTES), true), "push_function", "push_function(f)"),
        Arguments.of(new Request.Apply(CodedValue.of(THREE_BYTES), "f"), "apply", "apply(f)"),
        Arguments.of(map(List.of(THREE_BYTES)), "map", "map(f)"),
        Arguments.of(new Request.Pull(List.of("a")), "pull", "pull('a')"),
        Arguments.of(new Request.Pull(List.of("a", "b")), "pull", "pull('a', 'b')"),
        Arguments.of(new Question.Keys(), "keys", "keys()"),
        Arguments.of(new Question.Complete("a."), "complete", "complete()"),
        Arguments.of(new Request.Reset(), "reset", "reset()"),
        Arguments.of(call(), "task", "task(f)"),
        Arguments.of(script(), "execute", "task('a = b')"),
        Arguments.of(piece(), "map", "map(f)"),
        Arguments.of(conditional(), "task", "task(f)"),
        Arguments.of(new Question.GetResult(null), "get_result", "get_result()"),
        Arguments.of(new Question.GetResult(3), "get_result", "get_result(3)"),
        Arguments.of(new Question.Status(), "queue_status", "queue_status()"),
        Arguments.of(new Question.Info(), "engine_info", "engine_info()"));
  }

  private static TaskRequest.Call call() {
    return call(1, 2);
  }

  private static TaskRequest.Call call(int function, int argument) {
    var none = TaskRequest.Clearing.NONE;
    return new TaskRequest.Call(
        CodedValue.of(value(function)), List.of(value(argument)), "f", false, none);
  }

  private static TaskRequest script() {
    return new TaskRequest.Script(
        "a = b", Map.of("b", CodedValue.of(value(1))), List.of("a"), TaskRequest.Clearing.NONE);
  }

  private static TaskRequest piece() {
    return new TaskRequest.Piece(CodedValue.of(value(1)), List.of(value(2)), 0, false, "f");
  }

  private static TaskRequest conditional() {
    return new TaskRequest.Conditional(CodedValue.of(value(1)), call(2, 3));
  }

  @Test
  void size_ofTasks_countsTextsAndValues() {
    assertThat(call().size()).isEqualTo(2);
    assertThat(script().size()).isEqualTo(10 + 2 + 1 + 2);
    assertThat(piece().size()).isEqualTo(2);
    assertThat(conditional().size()).isEqualTo(3);
  }

  @Test
  void clearing_ofConditionalWork_isThatOfTheWork() {
    var clearing = new TaskRequest.Clearing(true, false);
    var work = new TaskRequest.Call(CodedValue.of(THREE_BYTES), List.of(), "f", false, clearing);

    assertThat(new TaskRequest.Conditional(CodedValue.of(THREE_BYTES), work).clearing())
        .isEqualTo(clearing);
    assertThat(piece().clearing()).isEqualTo(TaskRequest.Clearing.NONE);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void text_eachKind_isIPythonsNameWithTheArguments(Request request, String method, String text) {
    assertThat(request.method()).isEqualTo(method);
    assertThat(request.text()).isEqualTo(text);
  }

  @Test
  void text_pushOfSeveral_hasTheNamesInOrderAndNoValues() {
    var values = new LinkedHashMap<String, EncodedValue>();
    values.put("b", THREE_BYTES);
    values.put("a", THREE_BYTES);

    assertThat(push(values, false).text()).isEqualTo("push(b, a)");
  }

  @Test
  void size_execute_isTwoBytesACharacter() {
    assertThat(new Request.Execute("a = 1").size()).isEqualTo(10);
  }

  @Test
  void size_push_countsNamesAndValues() {
    assertThat(push(Map.of("ab", THREE_BYTES, "c", THREE_BYTES), false).size()).isEqualTo(12);
  }

  @Test
  void size_pull_countsTheNames() {
    assertThat(new Request.Pull(List.of("ab", "c")).size()).isEqualTo(6);
  }

  @Test
  void accept_eachKind_callsTheMethodOfItsHalf() {
    var half =
        new Request.Visitor<String, RuntimeException>() {
          @Override
          public String queued(Request.Queued request) {
            return "queued";
          }

          @Override
          public String question(Question request) {
            return "question";
          }

          @Override
          public String kill(Request.Kill request) {
            return "kill";
          }
        };

    assertThat(new Request.Reset().accept(half)).isEqualTo("queued");
    assertThat(new Question.Keys().accept(half)).isEqualTo("question");
    assertThat(new Request.Kill().accept(half)).isEqualTo("kill");
  }

  @Test
  void kinds_questions_passTheQueue() {
    assertThat(
            texts()
                .map(arguments -> (Request) arguments.get()[0])
                .filter(Request.Immediate.class::isInstance))
        .containsExactly(
            new Question.Keys(),
            new Question.Complete("a."),
            new Question.GetResult(null),
            new Question.GetResult(3),
            new Question.Status(),
            new Question.Info());
  }

  @Test
  void size_apply_isTheFunctions() {
    assertThat(new Request.Apply(CodedValue.of(THREE_BYTES), "f").size()).isEqualTo(3);
  }

  @Test
  void size_mapPart_countsFunctionAndParts() {
    assertThat(map(List.of(THREE_BYTES, THREE_BYTES)).size()).isEqualTo(9);
  }

  static Stream<Arguments> requestsWithValues() {
    var two = new LinkedHashMap<String, EncodedValue>();
    two.put("b", value(1));
    two.put("a", value(2));
    var three =
        new Request.MapPart(CodedValue.of(value(1)), List.of(value(2), value(3)), 0, 1, "f");
    var set = PropertiesRequest.Action.SET;
    return Stream.of(
        Arguments.of(push(two, false), 2),
        Arguments.of(new Request.Apply(CodedValue.of(value(1)), "f"), 1),
        Arguments.of(three, 3),
        Arguments.of(call(), 2),
        Arguments.of(script(), 1),
        Arguments.of(piece(), 2),
        Arguments.of(conditional(), 3),
        Arguments.of(new PropertiesRequest(set, List.of("a", "b"), List.copyOf(two.values())), 2),
        Arguments.of(new Request.Execute("a"), 0));
  }

  private static EncodedValue value(int content) {
    return new EncodedValue(new byte[] {(byte) content});
  }

  @ParameterizedTest
  @MethodSource("requestsWithValues")
  void mapValues_eachKind_replacesThemInOneOrder(Request request, int values) {
    var seen = new ArrayList<EncodedValue>();

    Request emptied =
        request.mapValues(each -> seen.add(each) ? new EncodedValue(new byte[0]) : each);

    assertThat(seen)
        .containsExactlyElementsOf(
            Stream.of(1, 2, 3).limit(values).map(RequestTest::value).toList());
    var rest = new ArrayDeque<>(seen);
    assertThat(emptied.mapValues(empty -> rest.removeFirst())).isEqualTo(request);
  }

  @Test
  void isNumbered_eachKind_isTrueForWhatRunsUsersCode() {
    assertThat(
            texts()
                .map(arguments -> arguments.get()[0])
                .filter(Request.Queued.class::isInstance)
                .map(Request.Queued.class::cast)
                .filter(Request.Queued::isNumbered))
        .extracting(Request::method)
        .containsExactly("execute", "apply", "map", "task", "execute", "map", "task");
  }

  private static Request push(Map<String, EncodedValue> values, boolean functions) {
    var coded = new LinkedHashMap<String, CodedValue>();
    values.forEach((name, value) -> coded.put(name, CodedValue.of(value)));
    return new Request.Push(coded, functions);
  }

  private static Request map(List<EncodedValue> parts) {
    return new Request.MapPart(CodedValue.of(THREE_BYTES), parts, 0, 1, "f");
  }

  @Test
  void findFunction_isShownAndCounted() {
    var request = new Request.FindFunction("f");

    assertThat(request.text()).isEqualTo("pull_function('f')");
    assertThat(request.size()).isEqualTo(2);
    assertThat(request.isNumbered()).isFalse();
  }
}
