package org.multiengine.client.internal.machine;

import java.util.Optional;

/**
 * What distinguishes a process from all others, also from those of other machines that share a
 * folder, and from later ones of the same number.
 *
 * @param machine identifies the machine
 * @param host the machine's name, for people
 * @param boot identifies the time since the machine was started
 * @param namespace the space in which the process's number is valid, as that of a container
 * @param pid the process's number
 * @param start when it was started, exactly as the operating system has recorded it
 */
public record ProcessIdentity(
    String machine, String host, String boot, String namespace, long pid, String start) {

  /** What is known of a process from here. */
  public enum State {
    /** It is running on this machine. */
    RUNNING,
    /** It was on this machine and has ended. */
    ENDED,
    /** It is, or was, where its number says nothing here: another machine or container. */
    ELSEWHERE
  }

  private static final SystemFiles SYSTEM = SystemFiles.ofThisMachine();

  /** Returns the identity of this process. */
  public static ProcessIdentity own() {
    return Own.IDENTITY;
  }

  /** Holds the identity of this process, which is read when it is first needed. */
  private static final class Own {
    static final ProcessIdentity IDENTITY = of(ProcessHandle.current(), SYSTEM);
  }

  /** Returns the identity of a process of this machine. */
  public static ProcessIdentity of(ProcessHandle process) {
    return of(process, SYSTEM);
  }

  static ProcessIdentity of(ProcessHandle process, SystemFiles system) {
    return new ProcessIdentity(
        system.machine(),
        system.host(),
        system.boot(),
        system.namespace(),
        process.pid(),
        system.start(process).orElse(""));
  }

  /** Returns a hash of all that two processes share whose numbers can be compared. */
  String place() {
    return SystemFiles.hash(machine + "\n" + boot + "\n" + namespace);
  }

  /** Returns the identity of another process in the same place. */
  ProcessIdentity inSamePlace(long otherPid, String otherStart) {
    return new ProcessIdentity(machine, host, boot, namespace, otherPid, otherStart);
  }

  /** Returns what is known of the process. */
  public State state() {
    return state(own(), SYSTEM);
  }

  State state(ProcessIdentity here, SystemFiles system) {
    if (!machine.equals(here.machine())) {
      return State.ELSEWHERE;
    }
    if (!boot.equals(here.boot())) {
      return State.ENDED;
    }
    if (!namespace.equals(here.namespace())) {
      return State.ELSEWHERE;
    }
    return find(system).isPresent() ? State.RUNNING : State.ENDED;
  }

  /** Returns the process if it is running on this machine. */
  public Optional<ProcessHandle> find() {
    return state() == State.RUNNING ? find(SYSTEM) : Optional.empty();
  }

  /** Returns the process with the number and the start. */
  private Optional<ProcessHandle> find(SystemFiles system) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> !start.isEmpty() && system.start(process).equals(Optional.of(start)));
  }
}
