package org.multiengine.client.internal.machine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cluster role of a client's node that names its process: {@code process-PLACE-PID-START}. The
 * place is the machine since its start, and the container; the start distinguishes the process from
 * a later one with the same number.
 */
public final class ProcessRole {

  private static final String PREFIX = "process-";
  private static final Pattern ROLE =
      Pattern.compile(PREFIX + "([0-9a-f]{32})-(\\d{1,18})-(\\d{1,18})");

  private ProcessRole() {}

  /** Returns the role of this process. */
  public static String own() {
    return of(ProcessIdentity.own());
  }

  static String of(ProcessIdentity process) {
    return PREFIX + process.place() + "-" + process.pid() + "-" + process.start();
  }

  /**
   * Returns the number of the process that a role names if that process was in the same place as
   * this one and has ended.
   */
  public static Optional<Long> findEnded(String role) {
    return inSamePlace(role).filter(process -> process.find().isEmpty()).map(ProcessIdentity::pid);
  }

  /** Returns the process that a role names if it runs in the same place as this one. */
  public static Optional<ProcessHandle> findRunning(String role) {
    return inSamePlace(role).flatMap(ProcessIdentity::find);
  }

  private static Optional<ProcessIdentity> inSamePlace(String role) {
    Matcher named = ROLE.matcher(role);
    ProcessIdentity own = ProcessIdentity.own();
    if (!named.matches() || !named.group(1).equals(own.place())) {
      return Optional.empty();
    }
    return Optional.of(own.inSamePlace(Long.parseLong(named.group(2)), named.group(3)));
  }
}
