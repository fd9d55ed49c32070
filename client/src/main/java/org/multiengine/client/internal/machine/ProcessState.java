package org.multiengine.client.internal.machine;

/** The state of a process, as the operating system shows it. */
public enum ProcessState {
  /** The process was stopped by a signal. */
  STOPPED("it is stopped"),
  /** A debugger has stopped the process. */
  TRACED("a debugger has stopped it"),
  /** The process waits for a disk or another device, or for memory. */
  BLOCKED("it waits for a disk or for memory"),
  /** The process runs or waits, or the system does not show its state. */
  OTHER("all its threads wait");

  private static final SystemFiles SYSTEM = SystemFiles.ofThisMachine();

  private final String words;

  ProcessState(String words) {
    this.words = words;
  }

  /** Returns the state of a process of this machine. */
  public static ProcessState of(ProcessHandle process) {
    return of(process, SYSTEM);
  }

  static ProcessState of(ProcessHandle process, SystemFiles system) {
    return switch (system.state(process)) {
      case "T" -> STOPPED;
      case "t" -> TRACED;
      case "D" -> BLOCKED;
      default -> OTHER;
    };
  }

  /** Returns what a process that makes no progress does, for example {@code it is stopped}. */
  public String words() {
    return words;
  }
}
