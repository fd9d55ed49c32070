package org.multiengine.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Report;

final class OutputFeedTest {

  private static final int ROOM_FOR_TWO = 2 * (OutputFeed.PIECE_CHARACTERS + 5);

  /** What the feed has given to its executor; a test runs it when it likes. */
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  private final List<String> heard = new ArrayList<>();

  private OutputFeed feed(int maxCharacters) {
    return new OutputFeed(
        (engine, text, toStderr) -> heard.add(engine + (toStderr ? "!" : ":") + text),
        tasks::add,
        maxCharacters);
  }

  private static void add(OutputFeed feed, int engine, String text) {
    feed.add(new EngineId(engine), new Report.Printed(false, text));
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @Test
  void add_beforeTheExecutorRuns_tellsNobody() {
    add(feed(ROOM_FOR_TWO), 0, "first");

    assertThat(heard).isEmpty();
    assertThat(tasks).hasSize(1);
  }

  @Test
  void add_severalPieces_areToldInOrderByOneTask() {
    OutputFeed feed = feed(ROOM_FOR_TWO);
    add(feed, 0, "first");
    add(feed, 1, "other");
    assertThat(tasks).hasSize(1);

    runTasks();

    assertThat(heard).containsExactly("0:first", "1:other");
  }

  @Test
  void add_afterAllIsTold_isToldByAnotherTask() {
    OutputFeed feed = feed(ROOM_FOR_TWO);
    add(feed, 0, "first");
    runTasks();
    add(feed, 0, "again");
    runTasks();

    assertThat(heard).containsExactly("0:first", "0:again");
  }

  @Test
  void add_upToTheLimit_dropsNothing() {
    OutputFeed feed = feed(ROOM_FOR_TWO);
    add(feed, 0, "aaaaa");
    add(feed, 0, "bbbbb");

    runTasks();

    assertThat(heard).containsExactly("0:aaaaa", "0:bbbbb");
  }

  @Test
  void add_aboveTheLimit_dropsTheOldestAndSaysHowMuch() {
    OutputFeed feed = feed(ROOM_FOR_TWO);
    add(feed, 0, "aaaaa");
    add(feed, 1, "bbbbb");
    add(feed, 0, "ccccc");
    add(feed, 0, "ddddd");

    runTasks();

    assertThat(heard)
        .containsExactly(
            "0!\n[... output not shown: 5 characters]\n",
            "1!\n[... output not shown: 5 characters]\n",
            "0:ccccc",
            "0:ddddd");
  }

  @Test
  void add_aboveTheLimitAgain_countsFromTheLastNote() {
    OutputFeed feed = feed(ROOM_FOR_TWO);
    add(feed, 0, "x".repeat(1_000));
    runTasks();
    add(feed, 0, "y".repeat(2_000));
    runTasks();

    assertThat(heard)
        .containsExactly(
            "0!\n[... output not shown: 1000 characters]\n",
            "0!\n[... output not shown: 2000 characters]\n");
  }

  @Test
  void add_manyTinyPieces_areBoundedToo() {
    OutputFeed feed = feed(10 * (OutputFeed.PIECE_CHARACTERS + 1));
    for (int i = 0; i < 10_000; i++) {
      add(feed, 0, "x");
    }

    runTasks();

    assertThat(heard).hasSize(11).first().asString().contains(": 9990 characters]");
  }

  @Test
  void tell_listenerThrows_goesOnWithTheRest() {
    var told = new ArrayList<String>();
    var feed =
        new OutputFeed(
            (engine, text, toStderr) -> {
              told.add(text);
              throw new AssertionError("meant to fail");
            },
            tasks::add,
            ROOM_FOR_TWO);
    add(feed, 0, "a");
    add(feed, 0, "b");

    runTasks();

    assertThat(told).containsExactly("a", "b");
  }

  @Test
  void whenDelivered_nothingWaits_runsAtOnce() {
    feed(ROOM_FOR_TWO).whenDelivered(() -> heard.add("end"));

    assertThat(heard).containsExactly("end");
  }

  @Test
  void whenDelivered_somethingWaits_runsAfterIt() {
    OutputFeed feed = feed(ROOM_FOR_TWO);
    add(feed, 0, "a");
    feed.whenDelivered(() -> heard.add("end"));
    assertThat(heard).isEmpty();

    runTasks();

    assertThat(heard).containsExactly("0:a", "end");
  }
}
