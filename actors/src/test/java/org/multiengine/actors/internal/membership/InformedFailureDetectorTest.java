package org.multiengine.actors.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import com.typesafe.config.Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class InformedFailureDetectorTest {

  private static final ActorTestKit TEST_KIT = ActorTestKit.create();

  @AfterAll
  static void shutDown() {
    TEST_KIT.shutdownTestKit();
  }

  private static InformedFailureDetector detector(String address) {
    return detector(TEST_KIT, address);
  }

  private static InformedFailureDetector detector(ActorTestKit kit, String address) {
    Config config = NodeConfig.load().getConfig("akka.cluster.failure-detector");
    var events = Adapter.toClassic(kit.system()).eventStream();
    var detector = new InformedFailureDetector(config, events);
    detector.address_$eq(address);
    detector.heartbeat();
    return detector;
  }

  @Test
  void isAvailable_processHasEnded_isNoLonger() {
    InformedFailureDetector ended = detector("akka://multiengine@127.0.0.1:1");
    InformedFailureDetector other = detector("akka://multiengine@127.0.0.1:2");

    InformedFailureDetector.ended("akka://multiengine@127.0.0.1:1");

    assertThat(ended.isAvailable()).isFalse();
    assertThat(other.isAvailable()).isTrue();
  }

  @Test
  void isAvailable_laterNodeAtTheSameAddress_is() {
    InformedFailureDetector.ended("akka://multiengine@127.0.0.1:3");

    assertThat(detector("akka://multiengine@127.0.0.1:3").isAvailable()).isTrue();
  }

  @Test
  void ended_moreThanTheLimit_forgetsTheOldest() {
    InformedFailureDetector first = detector("akka://multiengine@127.0.0.9:0");
    InformedFailureDetector second = detector("akka://multiengine@127.0.0.9:1");

    for (int i = 0; i <= InformedFailureDetector.MAX_REMEMBERED_ENDS; i++) {
      InformedFailureDetector.ended("akka://multiengine@127.0.0.9:" + i);
    }

    assertThat(first.isAvailable()).isTrue();
    assertThat(second.isAvailable()).isFalse();
  }

  @Test
  void isAvailable_withAJudge_isWhatTheJudgeDecides() {
    ActorTestKit judged = ActorTestKit.create();
    try {
      String address = "akka://multiengine@127.0.0.1:4";
      InformedFailureDetector.judge(judged.system(), (node, heard) -> !node.equals(address));

      assertThat(detector(judged, address).isAvailable()).isFalse();
      assertThat(detector(judged, address + "0").isAvailable()).isTrue();
      assertThat(detector(address).isAvailable()).isTrue(); // of another system
    } finally {
      judged.shutdownTestKit();
    }
  }

  @Test
  void isAvailable_processHasEnded_isNotWhateverTheJudgeDecides() {
    ActorTestKit judged = ActorTestKit.create();
    try {
      InformedFailureDetector.judge(judged.system(), (node, heard) -> true);
      InformedFailureDetector ended = detector(judged, "akka://multiengine@127.0.0.1:5");

      InformedFailureDetector.ended("akka://multiengine@127.0.0.1:5");

      assertThat(ended.isAvailable()).isFalse();
    } finally {
      judged.shutdownTestKit();
    }
  }
}
