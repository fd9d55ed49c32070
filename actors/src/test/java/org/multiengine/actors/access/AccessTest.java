package org.multiengine.actors.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.Request.Properties.Action;

final class AccessTest {

  private static final EncodedValue VALUE = new EncodedValue(new byte[] {1});

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(new Request.Keys(), Access.Kind.ASK),
        Arguments.of(new Request.Complete("a"), Access.Kind.ASK),
        Arguments.of(new Request.Status(), Access.Kind.ASK),
        Arguments.of(new Request.Info(), Access.Kind.ASK),
        Arguments.of(new Request.Pull(List.of("a")), Access.Kind.READ),
        Arguments.of(new Request.GetResult(1), Access.Kind.READ),
        Arguments.of(new Request.Properties(Action.GET, null, List.of()), Access.Kind.READ),
        Arguments.of(new Request.Properties(Action.CLEAR, null, List.of()), Access.Kind.WRITE),
        Arguments.of(new Request.Push(Map.of("a", VALUE), false, Map.of()), Access.Kind.WRITE),
        Arguments.of(new Request.Execute("a"), Access.Kind.RUN),
        Arguments.of(new Request.FindFunction("a"), Access.Kind.RUN),
        Arguments.of(new Request.Apply(VALUE, "f", "code"), Access.Kind.RUN),
        Arguments.of(new Request.MapPart(VALUE, List.of(), 0, 1, "f", "code"), Access.Kind.RUN),
        Arguments.of(new Request.Reset(), Access.Kind.CONTROL),
        Arguments.of(new Request.ClearQueue(), Access.Kind.CONTROL),
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
    var request = new Request.Push(Map.of("a", VALUE), false, Map.of("a", "code"));

    assertThat(Accesses.of(request).kind()).isEqualTo(Access.Kind.RUN);
  }

  @Test
  void kind_pushOfFunctions_isToRun() {
    var request = new Request.Push(Map.of("a", VALUE), true, Map.of());

    assertThat(Accesses.of(request).kind()).isEqualTo(Access.Kind.RUN);
  }
}
