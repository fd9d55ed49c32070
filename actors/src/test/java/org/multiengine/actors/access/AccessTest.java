package org.multiengine.actors.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.PropertiesRequest;
import org.multiengine.core.request.PropertiesRequest.Action;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

final class AccessTest {

  private static final EncodedValue VALUE = new EncodedValue(new byte[] {1});

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(new Question.Keys(), Access.Kind.ASK),
        Arguments.of(new Question.Complete("a"), Access.Kind.ASK),
        Arguments.of(new Question.Status(), Access.Kind.ASK),
        Arguments.of(new Question.Info(), Access.Kind.ASK),
        Arguments.of(new Request.Pull(List.of("a")), Access.Kind.READ),
        Arguments.of(new Question.GetResult(1), Access.Kind.READ),
        Arguments.of(new PropertiesRequest(Action.GET, null, List.of()), Access.Kind.READ),
        Arguments.of(new PropertiesRequest(Action.CLEAR, null, List.of()), Access.Kind.WRITE),
        Arguments.of(new Request.Push(Map.of("a", CodedValue.of(VALUE)), false), Access.Kind.WRITE),
        Arguments.of(new Request.Execute("a"), Access.Kind.RUN),
        Arguments.of(new Request.FindFunction("a"), Access.Kind.RUN),
        Arguments.of(new Request.Apply(new CodedValue(VALUE, "code"), "f"), Access.Kind.RUN),
        Arguments.of(
            new Request.MapPart(new CodedValue(VALUE, "code"), List.of(), 0, 1, "f"),
            Access.Kind.RUN),
        Arguments.of(new Request.Reset(), Access.Kind.CONTROL),
        Arguments.of(new Question.ClearQueue(), Access.Kind.CONTROL),
        Arguments.of(new Request.Kill(), Access.Kind.CONTROL));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void kind_ofEachRequest_isWhatItDoes(Request request, Access.Kind kind) {
    assertThat(Accesses.of(request).kind()).isEqualTo(kind);
  }

  /** A push with classes counts as running code because decoding the value runs their code. */
  @Test
  void kind_pushThatBringsClasses_isToRun() {
    var request = new Request.Push(Map.of("a", new CodedValue(VALUE, "code")), false);

    assertThat(Accesses.of(request).kind()).isEqualTo(Access.Kind.RUN);
  }

  @Test
  void kind_pushOfFunctions_isToRun() {
    var request = new Request.Push(Map.of("a", CodedValue.of(VALUE)), true);

    assertThat(Accesses.of(request).kind()).isEqualTo(Access.Kind.RUN);
  }
}
