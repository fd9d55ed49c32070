package org.multiengine.actors.internal.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkFrame;

final class ReportersTest {

  private static final ActorTestKit testKit = TestSystems.plain();

  private final ActorRef<LinkFrame> relay = testKit.<LinkFrame>createTestProbe().ref();
  private final TestReports reports =
      new TestReports(relay, testKit.<EngineRegistrar.Assigned>createTestProbe().ref());
  private final Reporters reporters = new Reporters();

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @Test
  void isNews_doubledOrLateReport_isFalse() {
    NodeReport first = reports.of("a", 1);
    NodeReport second = reports.of("a", 1);

    assertThat(reporters.isNews(second)).isTrue();
    assertThat(reporters.isNews(second)).isFalse();
    assertThat(reporters.isNews(first)).isFalse();
    assertThat(reporters.isNews(reports.of("a", 1))).isTrue();
  }

  @Test
  void isNews_processHasEnded_isFalse() {
    reporters.isNews(reports.of("a", 1));

    reporters.ended("a", List.of());

    assertThat(reporters.isNews(reports.of("a", 1))).isFalse();
  }

  @Test
  void isNews_processOfAnEntryHasEnded_isFalse() {
    reporters.ended("a", List.of(relay));

    assertThat(reporters.isNews(reports.of("a", 1))).isFalse();
  }

  @Test
  void isHostOf_reportNamesItsHost_isTrueForThatHostOnly() {
    reporters.isNews(TestReports.with(reports.of("a", 1), 0, "host-1"));

    assertThat(reporters.isHostOf("a", "host-1")).isTrue();
    assertThat(reporters.isHostOf("a", "host-2")).isFalse();
    assertThat(reporters.isHostOf("b", "host-2")).isTrue();
  }

  @Test
  void retain_nodeHasGone_forgetsItsRelay() {
    reporters.isNews(TestReports.with(reports.of("a", 1), 0, "host-1"));

    reporters.retain(kept -> false);

    assertThat(reporters.isHostOf("a", "host-2")).isTrue();
  }
}
