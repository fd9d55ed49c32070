package org.multiengine.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.core.QueueFull;
import org.multiengine.core.link.SendWindow.Limits;
import org.multiengine.core.link.SendWindow.Numbered;

final class SendWindowTest {

  private final SendWindow<String> window = new SendWindow<>(new Limits(3, 100, 4, 200));

  @Test
  void takeSendable_creditForAll_numbersThemFromOneInOrder() {
    window.offer(List.of("a", "b"), 10);
    window.offer(List.of("c"), 20);

    assertThat(window.takeSendable())
        .containsExactly(
            new Numbered<>(1, "a", 10), new Numbered<>(2, "b", 10), new Numbered<>(3, "c", 20));
  }

  @Test
  void takeSendable_nothingOffered_isEmpty() {
    assertThat(window.takeSendable()).isEmpty();
  }

  @Test
  void takeSendable_again_givesNoneTwice() {
    window.offer(List.of("a"), 1);
    window.takeSendable();

    assertThat(window.takeSendable()).isEmpty();
  }

  @Test
  void takeSendable_moreThanTheLimit_givesAsManyAsTheLimit() {
    window.offer(List.of("a", "b", "c", "d"), 1);

    assertThat(taken()).containsExactly("a", "b", "c");
  }

  @Test
  void takeSendable_asManyBytesAsTheLimit_givesThemAll() {
    window.offer(List.of("a", "b"), 50);

    assertThat(taken()).containsExactly("a", "b");
  }

  @Test
  void takeSendable_moreBytesThanTheLimit_keepsTheRest() {
    window.offer(List.of("a", "b"), 51);

    assertThat(taken()).containsExactly("a");
  }

  @Test
  void takeSendable_largeMessageAlone_passes() {
    window.offer(List.of("large"), 5000);

    assertThat(taken()).containsExactly("large");
  }

  @Test
  void takeSendable_largeMessageBehindOthers_waitsUntilItIsAlone() {
    window.offer(List.of("a"), 1);
    window.offer(List.of("large"), 150);

    assertThat(taken()).containsExactly("a");
    window.acknowledge(1);
    assertThat(taken()).containsExactly("large");
  }

  @Test
  void takeSendable_smallBehindLarge_doesNotOvertakeIt() {
    window.offer(List.of("a"), 60);
    window.offer(List.of("b"), 60);
    window.offer(List.of("c"), 1);

    assertThat(taken()).containsExactly("a");
    window.acknowledge(1);
    assertThat(taken()).containsExactly("b", "c");
  }

  @Test
  void takeSendable_someAcknowledged_givesAsManyMore() {
    window.offer(List.of("a", "b", "c", "d"), 1);
    window.takeSendable();

    window.acknowledge(1);

    assertThat(window.takeSendable()).containsExactly(new Numbered<>(4, "d", 1));
  }

  @Test
  void offer_asManyAsMayWait_areTaken() {
    window.offer(List.of("a", "b", "c"), 1);
    window.offer(List.of("d"), 1);

    assertThat(taken()).hasSize(3);
  }

  @Test
  void offer_oneMoreThanMayWait_isRefused() {
    window.offer(List.of("a", "b", "c", "d"), 1);

    assertThatExceptionOfType(QueueFull.class)
        .isThrownBy(() -> window.offer(List.of("e"), 1))
        .withMessageStartingWith("4 messages of 4 bytes wait");
  }

  @Test
  void offer_groupThatFitsInPart_takesNoneOfIt() {
    window.offer(List.of("a", "b", "c"), 1);

    assertThatExceptionOfType(QueueFull.class).isThrownBy(() -> window.offer(List.of("d", "e"), 1));
    window.offer(List.of("f"), 1);
    window.takeSendable();
    window.acknowledge(3);
    assertThat(window.takeSendable()).containsExactly(new Numbered<>(4, "f", 1));
  }

  @Test
  void offer_asManyBytesAsMayWait_areTaken() {
    window.offer(List.of("a"), 100);
    window.offer(List.of("b"), 100);

    assertThat(taken()).containsExactly("a");
  }

  @Test
  void offer_moreBytesThanMayWait_isRefused() {
    window.offer(List.of("a"), 100);

    assertThatExceptionOfType(QueueFull.class)
        .isThrownBy(() -> window.offer(List.of("b"), 101))
        .withMessageStartingWith("1 messages of 100 bytes wait");
  }

  @Test
  void offer_groupOfManyBytes_countsEachMessage() {
    window.offer(List.of("a"), 50);

    assertThatExceptionOfType(QueueFull.class)
        .isThrownBy(() -> window.offer(List.of("b", "c"), 76));
    window.offer(List.of("d", "e"), 75);
  }

  @Test
  void offer_noneWaits_takesAMessageOfAnySize() {
    window.offer(List.of("a", "b", "c"), 1);
    window.takeSendable();

    window.offer(List.of("large"), 5000);

    window.acknowledge(3);
    assertThat(taken()).containsExactly("large");
  }

  @Test
  void offer_thoseWaitingHaveBeenSent_hasRoomAgain() {
    window.offer(List.of("a", "b", "c"), 60);
    window.takeSendable();
    window.acknowledge(1);
    window.takeSendable();

    window.offer(List.of("d", "e"), 70);

    window.acknowledge(2);
    assertThat(taken()).containsExactly("c");
  }

  @Test
  void acknowledge_severalAtOnce_forgetsThemAll() {
    window.offer(List.of("a", "b", "c"), 1);
    window.takeSendable();

    assertThat(window.acknowledge(2)).isTrue();

    assertThat(window.unacknowledged()).containsExactly(new Numbered<>(3, "c", 1));
  }

  @Test
  void acknowledge_repeatedOrOld_forgetsNothing() {
    window.offer(List.of("a", "b", "c"), 1);
    window.takeSendable();
    window.acknowledge(2);

    assertThat(window.acknowledge(2)).isFalse();
    assertThat(window.acknowledge(1)).isFalse();
    assertThat(window.unacknowledged()).hasSize(1);
  }

  @Test
  void acknowledge_numberNotYetSent_leavesTheWaitingOnes() {
    window.offer(List.of("a", "b", "c", "d"), 1);
    window.takeSendable();

    window.acknowledge(99);

    assertThat(window.unacknowledged()).isEmpty();
    assertThat(taken()).containsExactly("d");
  }

  @Test
  void unacknowledged_severalSent_areInOrderWithTheirFirstNumbers() {
    window.offer(List.of("a", "b", "c", "d"), 1);
    var sent = window.takeSendable();

    assertThat(window.unacknowledged()).isEqualTo(sent);
  }

  @Test
  void isIdle_sentAndAcknowledged_isTrueBeforeAndAfterOnly() {
    assertThat(window.isIdle()).isTrue();
    window.offer(List.of("a"), 1);
    window.takeSendable();
    assertThat(window.isIdle()).isFalse();

    window.acknowledge(1);

    assertThat(window.isIdle()).isTrue();
  }

  private List<String> taken() {
    return window.takeSendable().stream().map(Numbered::message).toList();
  }
}
