package org.multiengine.actors.internal.door.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.multiengine.actors.internal.door.ControlMessage;
import org.multiengine.actors.internal.door.DialTasks;
import org.multiengine.actors.internal.door.DoorSettings;
import org.multiengine.actors.internal.door.Hello;
import org.multiengine.actors.internal.door.SocketFolder;
import org.multiengine.actors.internal.door.Welcome;
import org.multiengine.actors.internal.link.RemoteEnd;
import org.multiengine.actors.internal.link.RemoteEnds;
import org.multiengine.core.net.Connection;
import org.multiengine.core.net.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's link to the engines of one process. A connection that breaks is opened again, and the
 * link goes on, as long as the process is registered and for a limited time.
 *
 * <p>Safe for use by several threads.
 */
final class ProcessLink implements RemoteEnd.Owner, Greeting.Outcome {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessLink.class);

  private final ControlMessage.ProcessRow process;
  private final Dialler dialler;
  private final DialTasks tasks;
  private final DoorSettings settings;
  private final Consumer<ProcessLink> onEnd;
  private final String session = UUID.randomUUID().toString();
  private final RemoteEnd end;
  private boolean accepted;
  private int failures;
  private boolean ended;
  private long lostNanos = System.nanoTime();

  /**
   * Creates a link and begins to connect it.
   *
   * @param onEnd is called when the link has ended for good
   */
  ProcessLink(
      ControlMessage.ProcessRow process,
      Dialler dialler,
      RemoteEnds ends,
      DialTasks tasks,
      DoorSettings settings,
      Consumer<ProcessLink> onEnd) {
    this.process = process;
    this.dialler = dialler;
    this.tasks = tasks;
    this.settings = settings;
    this.onEnd = onEnd;
    boolean onThisMachine = dialler.socket(process.door(), socket()) != null;
    this.end = ends.add(new RemoteEnd.Peer(process.process(), Set.of(), onThisMachine), this);
  }

  private String socket() {
    return process.slot().isEmpty() ? SocketFolder.HOST : process.slot();
  }

  ControlMessage.ProcessRow process() {
    return process;
  }

  /** Returns the end that stands for the process. */
  RemoteEnd end() {
    return end;
  }

  /** Begins to connect. */
  void start() {
    tasks.run(this::dial);
  }

  private void dial() {
    Hello hello;
    synchronized (this) {
      if (ended) {
        return;
      }
      hello = Hello.link(tasks.versions(), process.process(), session, accepted);
    }
    var greeting = new Greeting(this);
    try {
      greeting.send(dialler.dial(process.door(), socket(), greeting), hello);
    } catch (IOException e) {
      broken(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Listener accepted(Connection connection) {
    synchronized (this) {
      accepted = true;
      failures = 0;
    }
    return end.open(connection);
  }

  @Override
  public void refused(Welcome refusal) {
    if (refusal.last()) {
      end.end(reason(refusal));
    } else {
      broken(String.valueOf(refusal.refusal()));
    }
  }

  private synchronized String reason(Welcome refusal) {
    return accepted
        ? "its process gave up the link while the connection was lost for "
            + sinceLost().toSeconds()
            + " s (multiengine.door.resume-within): "
            + refusal.refusal()
        : "its process has refused the link: " + refusal.refusal();
  }

  private synchronized Duration sinceLost() {
    return Duration.ofNanos(System.nanoTime() - lostNanos);
  }

  @Override
  public void broken(RemoteEnd lost, String reason) {
    synchronized (this) {
      lostNanos = System.nanoTime();
    }
    broken(reason);
  }

  /** Connects again after a while, or gives up. */
  @Override
  public void broken(String reason) {
    int inARow;
    Duration lost;
    synchronized (this) {
      if (ended) {
        return;
      }
      lost = sinceLost();
      inARow = ++failures;
    }
    if (lost.compareTo(settings.resumeWithin()) > 0) {
      end.end("it could not be reached for " + lost.toSeconds() + " s: " + reason);
      return;
    }
    LOG.debug("{} cannot be reached: {}", process.process(), reason);
    tasks.afterFailures(inARow, this::dial);
  }

  @Override
  public void ended(RemoteEnd gone, String reason) {
    synchronized (this) {
      ended = true;
    }
    LOG.debug("the link to {} has ended: {}", process.process(), reason);
    onEnd.accept(this);
  }
}
