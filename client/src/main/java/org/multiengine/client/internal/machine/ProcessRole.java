package org.multiengine.client.internal.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cluster role of a client's node that names its process: {@code process-PID-START}. The start
 * distinguishes the process from a later one with the same id.
 */
public final class ProcessRole {

  private static final Pattern ROLE = Pattern.compile("process-(\\d{1,18})-(\\d{1,18})");

  /** The difference that two readings of the start of one process may have. */
  private static final Duration START_PRECISION = Duration.ofSeconds(1);

  private ProcessRole() {}

  /** Returns the role of this process. */
  public static String own() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return "process-" + self.pid() + "-" + started;
  }

  /** Returns the process that a role names if it is another running process of this machine. */
  public static Optional<ProcessHandle> find(String role) {
    Matcher named = ROLE.matcher(role);
    if (!named.matches()) {
      return Optional.empty();
    }
    Instant started = Instant.ofEpochMilli(Long.parseLong(named.group(2)));
    return ProcessHandle.of(Long.parseLong(named.group(1)))
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(
            process -> process.info().startInstant().filter(at -> near(at, started)).isPresent());
  }

  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(START_PRECISION) <= 0;
  }
}
