package org.multiengine.actors.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.FrameFormat;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;

final class WholeTextTest {

  private static final String FIRST_HALF = "\ud83d";
  private static final String SECOND_HALF = "\ude00";
  private static final ActorTestKit testKit = TestSystems.node(NodeRoles.CLIENT);
  private static final FrameFormat format = new FrameFormat(testKit.system());

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  /** Returns an outcome as it arrives. */
  private static Outcome travel(Outcome outcome) {
    var body =
        new RelayMessage.Answers(
            new CallId("ann", 1), List.of(new RelayMessage.Answer(0, outcome, 0, 0, null)));
    var arrived = (RelayMessage.Answers) format.read(format.write(body));
    return arrived.answers().get(0).outcome();
  }

  private static String travel(String text) {
    return ((Outcome.Names) travel(new Outcome.Names(List.of(text)))).names().get(0);
  }

  @Test
  void value_wholeCharacters_areKept() {
    assertThat(travel("plain")).isEqualTo("plain");
    assertThat(travel("\u00e4\u20ac")).isEqualTo("\u00e4\u20ac");
    assertThat(travel(FIRST_HALF + SECOND_HALF)).isEqualTo(FIRST_HALF + SECOND_HALF);
  }

  @Test
  void value_halfCharacters_areQuestionMarks() {
    assertThat(travel("first " + FIRST_HALF)).isEqualTo("first ?");
    assertThat(travel(SECOND_HALF + " second")).isEqualTo("? second");
    assertThat(travel(SECOND_HALF + FIRST_HALF)).isEqualTo("??");
    assertThat(travel(FIRST_HALF + FIRST_HALF + SECOND_HALF))
        .isEqualTo("?" + FIRST_HALF + SECOND_HALF);
  }

  @Test
  void key_halfCharacters_areQuestionMarks() {
    var value = new EncodedValue(new byte[] {1});

    Outcome arrived = travel(new Outcome.PropertyValues(Map.of("half " + FIRST_HALF, value)));

    assertThat(arrived).isEqualTo(new Outcome.PropertyValues(Map.of("half ?", value)));
  }
}
