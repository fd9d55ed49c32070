package org.multiengine.actors.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.link.SendWindow.Numbered;

final class BundlesTest {

  private static final int MAX_BYTES = 100;

  private final List<Numbered<LinkMessage>> messages = new ArrayList<>();

  private void add(LinkMessage message, long size) {
    messages.add(new Numbered<>(messages.size() + 1L, message, size));
  }

  private void addPayload(long size) {
    add(payload(messages.size() + 1L), size);
  }

  private static RelayMessage payload(long call) {
    return new RelayMessage.Listen(new CallId("ann", call));
  }

  /** Returns the sequences of the messages of each run. */
  private List<List<Long>> split() {
    List<List<Long>> runs = new ArrayList<>();
    Bundles.split(
        messages, MAX_BYTES, run -> runs.add(run.stream().map(Numbered::sequence).toList()));
    return runs;
  }

  @Test
  void split_nothing_sendsNothing() {
    assertThat(split()).isEmpty();
  }

  @Test
  void split_smallPayloads_isOneRun() {
    addPayload(10);
    addPayload(10);
    addPayload(10);

    assertThat(split()).containsExactly(List.of(1L, 2L, 3L));
  }

  @Test
  void split_asManyBytesAsTheLimit_isOneRun() {
    addPayload(60);
    addPayload(40);

    assertThat(split()).containsExactly(List.of(1L, 2L));
  }

  @Test
  void split_moreBytesThanTheLimit_beginsAnotherRun() {
    addPayload(60);
    addPayload(41);
    addPayload(59);

    assertThat(split()).containsExactly(List.of(1L), List.of(2L, 3L));
  }

  @Test
  void split_payloadPastTheLimit_goesAlone() {
    addPayload(10);
    addPayload(1000);
    addPayload(10);

    assertThat(split()).containsExactly(List.of(1L), List.of(2L), List.of(3L));
  }

  @Test
  void split_moreMessagesThanTheLimit_beginsAnotherRun() {
    for (int count = 0; count <= Bundles.MAX_MESSAGES; count++) {
      addPayload(0);
    }

    assertThat(split()).extracting(List::size).containsExactly(Bundles.MAX_MESSAGES, 1);
  }

  @Test
  void split_messageOfTheLink_goesAlone() {
    addPayload(10);
    add(new LinkControl.SegmentAnswer(false), 10);
    addPayload(10);
    addPayload(10);

    assertThat(split()).containsExactly(List.of(1L), List.of(2L), List.of(3L, 4L));
  }

  @Test
  void split_messageOfTheLinkFirst_isSentOnce() {
    add(new LinkControl.SegmentAnswer(false), 10);

    assertThat(split()).containsExactly(List.of(1L));
  }

  @Test
  void join_onePayload_isThePayload() {
    addPayload(10);

    assertThat(Bundles.join(messages)).isEqualTo(payload(1));
  }

  @Test
  void join_oneMessageOfTheLink_isThatMessage() {
    add(new LinkControl.SegmentAnswer(false), 10);

    assertThat(Bundles.join(messages)).isEqualTo(new LinkControl.SegmentAnswer(false));
  }

  @Test
  void join_severalPayloads_isABundleInOrder() {
    addPayload(10);
    addPayload(10);

    assertThat(Bundles.join(messages))
        .isEqualTo(new LinkControl.Bundle(List.of(payload(1), payload(2))));
  }
}
