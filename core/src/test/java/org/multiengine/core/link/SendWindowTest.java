package org.multiengine.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.multiengine.core.link.TestMessage.largeOf;
import static org.multiengine.core.link.TestMessage.small;
import static org.multiengine.core.link.TestMessage.smallOf;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.link.SendWindow.Limits;
import org.multiengine.core.link.SendWindow.Numbered;

final class SendWindowTest {

  private final SendWindow<String> window = new SendWindow<>(new Limits(3, 100, 4, 200));

  @Test
  void takeSendable_creditForAll_numbersThemFromOneInOrder() {
    offer(List.of("a", "b"), 10);
    offer(List.of("c"), 20);

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
    offer(List.of("a"), 1);
    window.takeSendable();

    assertThat(window.takeSendable()).isEmpty();
  }

  @Test
  void takeSendable_moreThanTheLimit_givesAsManyAsTheLimit() {
    offer(List.of("a", "b", "c", "d"), 1);

    assertThat(taken()).containsExactly("a", "b", "c");
  }

  @Test
  void takeSendable_asManyBytesAsTheLimit_givesThemAll() {
    offer(List.of("a", "b"), 50);

    assertThat(taken()).containsExactly("a", "b");
  }

  @Test
  void takeSendable_moreBytesThanTheLimit_keepsTheRest() {
    offer(List.of("a", "b"), 51);

    assertThat(taken()).containsExactly("a");
  }

  @Test
  void takeSendable_largeMessageAlone_passes() {
    offer(List.of("large"), 5000);

    assertThat(taken()).containsExactly("large");
  }

  @Test
  void takeSendable_largeMessageBehindOthers_waitsUntilItIsAlone() {
    offer(List.of("a"), 1);
    offer(List.of("large"), 150);

    assertThat(taken()).containsExactly("a");
    window.acknowledge(1);
    assertThat(taken()).containsExactly("large");
  }

  @Test
  void takeSendable_smallBehindLarge_doesNotOvertakeIt() {
    offer(List.of("a"), 60);
    offer(List.of("b"), 60);
    offer(List.of("c"), 1);

    assertThat(taken()).containsExactly("a");
    window.acknowledge(1);
    assertThat(taken()).containsExactly("b", "c");
  }

  @Test
  void takeSendable_someAcknowledged_givesAsManyMore() {
    offer(List.of("a", "b", "c", "d"), 1);
    window.takeSendable();

    window.acknowledge(1);

    assertThat(window.takeSendable()).containsExactly(new Numbered<>(4, "d", 1));
  }

  @Test
  void offer_asManyAsMayWait_areTaken() {
    offer(List.of("a", "b", "c"), 1);
    offer(List.of("d"), 1);

    assertThat(taken()).hasSize(3);
  }

  @Test
  void offer_oneMoreThanMayWait_isRefused() {
    offer(List.of("a", "b", "c", "d"), 1);

    assertThatExceptionOfType(QueueFull.class)
        .isThrownBy(() -> offer(List.of("e"), 1))
        .withMessageStartingWith("4 messages of 4 bytes wait")
        .returns("multiengine.link.max-waiting", QueueFull::setting)
        .returns(4L, QueueFull::limit);
  }

  @Test
  void offer_asManyBytesAsMayWait_areTaken() {
    offer(List.of("a"), 100);
    offer(List.of("b"), 100);

    assertThat(taken()).containsExactly("a");
  }

  @Test
  void offer_moreBytesThanMayWait_isRefused() {
    offer(List.of("a"), 100);

    assertThatExceptionOfType(QueueFull.class)
        .isThrownBy(() -> offer(List.of("b"), 101))
        .withMessageStartingWith("1 messages of 100 bytes wait")
        .returns("multiengine.link.max-waiting-bytes", QueueFull::setting)
        .returns(200L, QueueFull::limit);
  }

  @Test
  void offer_largeBehindOthers_countsAllItsMessages() {
    offer(List.of("a"), 100);
    window.offer(largeOf(null, "p", "q", "r"));
    offer(List.of("b"), 70);

    assertThatExceptionOfType(QueueFull.class).isThrownBy(() -> offer(List.of("c"), 1));
    window.takeSendable();
    window.acknowledge(1);
    window.takeSendable();
    offer(List.of("c"), 1);
  }

  @Test
  void takeSendable_smallBehindLarge_passes() {
    window.offer(largeOf(null, "p", "q"));
    offer(List.of("a"), 1);

    assertThat(taken()).containsExactly("a", "p", "q");
  }

  @Test
  void takeSendable_partsUnderWay_letSmallOnesBetween() {
    window.offer(largeOf(null, "p", "q", "r", "s"));
    window.takeSendable();
    offer(List.of("a"), 1);

    window.acknowledge(2);

    assertThat(taken()).containsExactly("a", "s");
  }

  @Test
  void takeSendable_manySmall_letsLargeGoOn() {
    var wide = new SendWindow<String>(new Limits(100, 1000, 100, 1000));
    wide.offer(largeOf(null, "p"));
    IntStream.range(0, 20).forEach(i -> wide.offer(small("a", 1)));

    assertThat(wide.takeSendable().get(16).message()).isEqualTo("p");
  }

  @Test
  void takeSendable_smallOfTheSameGroup_waitsForLarge() {
    window.offer(largeOf("ann", "p", "q"));
    window.offer(smallOf("ann", "a"));
    window.offer(smallOf("bob", "b"));

    assertThat(taken()).containsExactly("b", "p", "q");
    window.acknowledge(3);
    assertThat(taken()).containsExactly("a");
  }

  @Test
  void takeSendable_manySmallOfTheSameGroup_areNotPassedByLarge() {
    var wide = new SendWindow<String>(new Limits(100, 1000, 100, 1000));
    List<String> names = IntStream.range(0, 40).mapToObj(Integer::toString).toList();
    names.forEach(name -> wide.offer(smallOf("ann", name)));
    wide.offer(largeOf("ann", "p", "q"));

    List<String> taken = wide.takeSendable().stream().map(Numbered::message).toList();

    assertThat(taken.subList(0, 40)).isEqualTo(names);
    assertThat(taken.subList(40, 42)).containsExactly("p", "q");
  }

  @Test
  void takeSendable_severalLargeOfAGroup_keepItsOrder() {
    var wide = new SendWindow<String>(new Limits(100, 1000, 100, 1000));
    wide.offer(largeOf("ann", "p"));
    wide.offer(smallOf("ann", "a"));
    wide.offer(largeOf("ann", "q"));
    wide.offer(smallOf("ann", "b"));

    assertThat(wide.takeSendable().stream().map(Numbered::message))
        .containsExactly("p", "a", "q", "b");
  }

  @Test
  void withdraw_largeInPartSent_sendsNoMoreOfIt() {
    var large = largeOf("ann", "p", "q", "r", "s");
    window.offer(large);
    window.offer(smallOf("ann", "a"));
    window.takeSendable();

    assertThat(window.withdraw(each -> each == large)).isSameAs(large);

    window.acknowledge(3);
    assertThat(taken()).containsExactly("a");
    assertThat(window.waiting()).isZero();
  }

  @Test
  void withdraw_largeBehindAnotherOfItsGroup_leavesTheOthers() {
    var second = largeOf("ann", "q");
    window.offer(largeOf("ann", "p"));
    window.offer(second);
    window.offer(smallOf("ann", "a"));

    assertThat(window.withdraw(each -> each == second)).isSameAs(second);

    assertThat(taken()).containsExactly("p", "a");
  }

  @Test
  void withdraw_smallBehindALargeOfItsGroup_isNotSent() {
    var small = smallOf("ann", "a");
    window.offer(largeOf("ann", "p"));
    window.offer(small);
    window.offer(smallOf("ann", "b"));

    assertThat(window.withdraw(each -> each == small)).isSameAs(small);

    assertThat(taken()).containsExactly("p", "b");
    assertThat(window.waiting()).isZero();
  }

  @Test
  void withdraw_smallOrSent_findsNone() {
    window.offer(largeOf(null, "p"));
    window.takeSendable();
    offer(List.of("a"), 1);

    assertThat(window.withdraw(any -> true)).isNull();
  }

  @Test
  void offer_noneWaits_takesAMessageOfAnySize() {
    offer(List.of("a", "b", "c"), 1);
    window.takeSendable();

    offer(List.of("large"), 5000);

    window.acknowledge(3);
    assertThat(taken()).containsExactly("large");
  }

  @Test
  void offer_thoseWaitingHaveBeenSent_hasRoomAgain() {
    offer(List.of("a", "b", "c"), 60);
    window.takeSendable();
    window.acknowledge(1);
    window.takeSendable();

    offer(List.of("d", "e"), 70);

    window.acknowledge(2);
    assertThat(taken()).containsExactly("c");
  }

  @Test
  void acknowledge_severalAtOnce_forgetsThemAll() {
    offer(List.of("a", "b", "c"), 1);
    window.takeSendable();

    assertThat(window.acknowledge(2)).isTrue();

    assertThat(window.unacknowledged()).containsExactly(new Numbered<>(3, "c", 1));
  }

  @Test
  void acknowledge_repeatedOrOld_forgetsNothing() {
    offer(List.of("a", "b", "c"), 1);
    window.takeSendable();
    window.acknowledge(2);

    assertThat(window.acknowledge(2)).isFalse();
    assertThat(window.acknowledge(1)).isFalse();
    assertThat(window.unacknowledged()).hasSize(1);
  }

  @Test
  void acknowledge_numberNotYetSent_leavesTheWaitingOnes() {
    offer(List.of("a", "b", "c", "d"), 1);
    window.takeSendable();

    window.acknowledge(99);

    assertThat(window.unacknowledged()).isEmpty();
    assertThat(taken()).containsExactly("d");
  }

  @Test
  void unacknowledged_severalSent_areInOrderWithTheirFirstNumbers() {
    offer(List.of("a", "b", "c", "d"), 1);
    var sent = window.takeSendable();

    assertThat(window.unacknowledged()).isEqualTo(sent);
  }

  @Test
  void isIdle_sentAndAcknowledged_isTrueBeforeAndAfterOnly() {
    assertThat(window.isIdle()).isTrue();
    offer(List.of("a"), 1);
    window.takeSendable();
    assertThat(window.isIdle()).isFalse();

    window.acknowledge(1);

    assertThat(window.isIdle()).isTrue();
  }

  private void offer(List<String> messages, long sizeOfEach) {
    messages.forEach(message -> window.offer(small(message, sizeOfEach)));
  }

  private List<String> taken() {
    return window.takeSendable().stream().map(Numbered::message).toList();
  }
}
