package org.multiengine.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;

/** Records of commands that took no time. */
public final class Records {

  private Records() {}

  public static CommandRecord record(int engine, int number, String input) {
    return printed(engine, number, input, "", "");
  }

  static CommandRecord printed(int engine, int number, String input, String stdout, String stderr) {
    return record(engine, number, input, stdout, stderr, null, null);
  }

  static CommandRecord displayed(String input, String display) {
    return record(0, 1, input, "", "", display, null);
  }

  static CommandRecord failed(String input, String traceback) {
    return record(0, 1, input, "", "", null, traceback);
  }

  private static CommandRecord record(
      int engine,
      int number,
      String input,
      String stdout,
      String stderr,
      @Nullable String display,
      @Nullable String traceback) {
    return new CommandRecord(
        new EngineId(engine),
        number,
        input,
        stdout,
        stderr,
        display,
        traceback,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
