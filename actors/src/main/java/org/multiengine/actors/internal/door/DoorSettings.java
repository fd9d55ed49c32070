package org.multiengine.actors.internal.door;

import com.typesafe.config.Config;
import java.time.Duration;
import org.multiengine.core.net.Connections;

/**
 * The settings {@code multiengine.door} of both sides.
 *
 * @param resumeWithin how long a link whose connection is lost may go on without one
 * @param limits when a connection is kept alive, and when it is given up or closed
 * @param handshakeLimit how long connection and handshake may take
 * @param maxHandshakes how many connections may be in their handshakes at a time
 * @param maxConnections how many connections a door may have at a time
 * @param maxLinks how many links to clients a process may have
 * @param maxBacklogBytes how much one side of a connection that is passed on may be behind
 */
public record DoorSettings(
    Duration resumeWithin,
    Connections.Limits limits,
    Duration handshakeLimit,
    int maxHandshakes,
    int maxConnections,
    int maxLinks,
    long maxBacklogBytes) {

  /** Reads the settings of a whole configuration. */
  public static DoorSettings of(Config config) {
    Config door = config.getConfig("multiengine.door");
    return new DoorSettings(
        door.getDuration("resume-within"),
        new Connections.Limits(
            door.getDuration("keep-alive"), door.getDuration("silence"), maxUnread(config)),
        door.getDuration("handshake-limit"),
        door.getInt("max-handshakes"),
        door.getInt("max-connections"),
        door.getInt("max-links"),
        door.getBytes("max-backlog"));
  }

  /**
   * Returns how many bytes a peer may leave unread: at least twice as many as the limits allow to
   * be on the way to a peer that reads.
   */
  private static long maxUnread(Config config) {
    long onTheWay =
        Math.max(
            config.getBytes("multiengine.link.max-in-flight-bytes"),
            config.getBytes("multiengine.door.max-backlog"));
    return Math.max(config.getBytes("multiengine.door.max-unread"), 2 * onTheWay);
  }
}
