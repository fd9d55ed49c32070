package org.multiengine.magics.jupyter.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.magics.jupyter.wire.Message;

final class HistoryReplyTest {

  private static final List<String> INPUTS = List.of("a = 1", "b = 2", "", "a = 1", "c*");

  private static String reply(ObjectNode request) {
    return HistoryReply.of(request, INPUTS).path("history").toString();
  }

  private static ObjectNode request(String type) {
    return Message.object().put("hist_access_type", type);
  }

  @Test
  void tail_twoInputs_areTheLastOnes() {
    assertThat(reply(request("tail").put("n", 2))).isEqualTo("[[1,4,\"a = 1\"],[1,5,\"c*\"]]");
  }

  @Test
  void tail_withOutput_hasPairs() {
    assertThat(reply(request("tail").put("n", 1).put("output", true)))
        .isEqualTo("[[1,5,[\"c*\",null]]]");
  }

  @Test
  void range_ofThisSession_excludesItsEnd() {
    assertThat(reply(request("range").put("session", 0).put("start", 2).put("stop", 5)))
        .isEqualTo("[[1,2,\"b = 2\"],[1,4,\"a = 1\"]]");
    assertThat(reply(request("range").put("session", 7))).isEqualTo("[]");
  }

  @Test
  void search_pattern_isAGlob() {
    assertThat(reply(request("search").put("pattern", "a*")))
        .isEqualTo("[[1,1,\"a = 1\"],[1,4,\"a = 1\"]]");
    assertThat(reply(request("search").put("pattern", "a*").put("unique", true)))
        .isEqualTo("[[1,4,\"a = 1\"]]");
    assertThat(reply(request("search").put("pattern", "?\\*"))).isEqualTo("[]");
  }
}
