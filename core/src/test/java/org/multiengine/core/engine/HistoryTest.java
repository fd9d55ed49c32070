package org.multiengine.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.identity.EngineId;

final class HistoryTest {

  private static final int RECORDS = 3;

  private final History history = new History(RECORDS, 1000);

  @Test
  void nextNumber_severalTimes_countsFromOne() {
    assertThat(history.nextNumber()).isEqualTo(1);
    assertThat(history.nextNumber()).isEqualTo(2);
  }

  @Test
  void nextNumber_recordsDropped_goesOn() {
    succeed(RECORDS + 2);

    assertThat(history.nextNumber()).isEqualTo(RECORDS + 3);
  }

  @Test
  void latest_nothingRun_isAnIndexError() {
    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(history::latest)
        .withMessageStartingWith("index None out of range");
  }

  @Test
  void latest_severalSuccesses_isTheLast() {
    succeed(2);

    assertThat(history.latest().number()).isEqualTo(2);
  }

  @Test
  void latest_failureAfterSuccess_isTheSuccess() {
    succeed(1);
    fail(1);

    assertThat(history.latest().number()).isEqualTo(1);
  }

  @Test
  void latest_failuresOnly_isTheLastFailure() {
    fail(2);

    assertThat(history.latest().number()).isEqualTo(2);
    assertThat(history.latest().traceback()).isNotNull();
  }

  @Test
  void latest_successOlderThanTheLimit_isStillKept() {
    succeed(1);
    fail(RECORDS + 2);

    assertThat(history.latest().number()).isEqualTo(1);
  }

  @Test
  void get_keptNumber_isThatRecord() {
    succeed(3);

    assertThat(history.get(2).number()).isEqualTo(2);
  }

  @Test
  void get_failedCommand_isItsRecordWithTheTraceback() {
    succeed(1);
    fail(1);

    assertThat(history.get(2).traceback()).isEqualTo("no");
  }

  @Test
  void get_lastSuccessOlderThanTheLimit_isStillKept() {
    succeed(2);
    fail(RECORDS + 2);

    assertThat(history.get(2).number()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void get_numberNeverGiven_isAnIndexError(int number) {
    succeed(2);

    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> history.get(number))
        .withMessage("index " + number + " out of range");
  }

  @Test
  void get_nothingRun_isAnIndexError() {
    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> history.get(1))
        .withMessage("index 1 out of range");
  }

  @Test
  void get_commandStillRunning_isAnIndexError() {
    succeed(1);
    int running = history.nextNumber();

    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> history.get(running))
        .withMessage("index 2 out of range");
  }

  @Test
  void add_asManyAsTheLimit_keepsThemAll() {
    succeed(RECORDS);

    assertThat(history.get(1).number()).isEqualTo(1);
  }

  @Test
  void add_oneMoreThanTheLimit_dropsTheOldestAndSaysSo() {
    succeed(RECORDS + 1);

    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> history.get(1))
        .withMessage("index 1 out of range: the record is no longer kept, the oldest is 2");
    assertThat(history.get(2).number()).isEqualTo(2);
  }

  @Test
  void add_asManyBytesAsTheLimit_keepsThemAll() {
    addPrinted(200);
    addPrinted(300);

    assertThat(history.get(1).number()).isEqualTo(1);
  }

  @Test
  void add_moreBytesThanTheLimit_dropsTheOldest() {
    addPrinted(200);
    addPrinted(301);

    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> history.get(1))
        .withMessageContaining("no longer kept");
    assertThat(history.get(2).number()).isEqualTo(2);
  }

  @Test
  void add_recordLargerThanTheLimit_staysAsTheOnlyOne() {
    addPrinted(1);
    addPrinted(5000);

    assertThat(history.get(2).stdout()).hasSize(5000);
    assertThatExceptionOfType(IndexError.class).isThrownBy(() -> history.get(1));
  }

  @Test
  void add_afterALargeRecordHasGone_countsOnlyThoseKept() {
    addPrinted(5000);
    addPrinted(250);
    addPrinted(250);

    assertThat(history.get(2).number()).isEqualTo(2);
  }

  @Test
  void clear_someRecords_forgetsThemAndStartsAtOne() {
    succeed(2);

    history.clear();

    assertThatExceptionOfType(IndexError.class).isThrownBy(history::latest);
    assertThatExceptionOfType(IndexError.class)
        .isThrownBy(() -> history.get(1))
        .withMessage("index 1 out of range");
    assertThat(history.nextNumber()).isEqualTo(1);
  }

  @Test
  void clear_bytesAtTheLimit_givesThemBack() {
    addPrinted(500);
    history.clear();

    addPrinted(200);
    addPrinted(300);

    assertThat(history.get(1).number()).isEqualTo(1);
  }

  private void succeed(int times) {
    for (int i = 0; i < times; i++) {
      addPrinted(1);
    }
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      add("", "no");
    }
  }

  /** Adds a record that counts two bytes for each character. */
  private void addPrinted(int characters) {
    add("x".repeat(characters), null);
  }

  private void add(String stdout, @Nullable String traceback) {
    history.add(
        new CommandRecord(
            new EngineId(0),
            history.nextNumber(),
            "",
            stdout,
            "",
            null,
            traceback,
            Instant.EPOCH,
            Instant.EPOCH));
  }
}
