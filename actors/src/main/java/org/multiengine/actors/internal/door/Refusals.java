package org.multiengine.actors.internal.door;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.actors.internal.security.RefusalLog;
import org.multiengine.core.net.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of the connections that a door refuses. Lines are limited for each kind of refusal, so
 * that nobody can fill the log, and no kind hides another.
 *
 * <p>Safe for use by several threads.
 */
final class Refusals {

  /** The kinds of refusals. */
  enum Kind {
    /** There are too many connections. */
    FULL,
    /** The peer is not trusted. */
    UNTRUSTED,
    /** The connection begins with something else than a hello. */
    NO_HELLO,
    /** The hello asks for something that this process does not offer. */
    NOT_OFFERED,
    /** A message on an accepted connection cannot be read. */
    UNREADABLE
  }

  private static final int MAX_LENGTH = 200;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final Map<Kind, RefusalLog> logs = new EnumMap<>(Kind.class);

  Refusals() {
    for (Kind kind : Kind.values()) {
      logs.put(kind, new RefusalLog(System::nanoTime, ""));
    }
  }

  /** Notes that a connection is refused, or ended because its peer is at fault. */
  void note(Kind kind, Connection connection, String reason) {
    String text = connection.peer() + ": " + plain(reason);
    RefusalLog log = logs.get(kind);
    if (log == null || !log.refused(text)) {
      LOG.debug("refused {}", text);
    }
  }

  /** Returns a text of a peer as one short line, so that the peer cannot write lines of its own. */
  static String plain(String text) {
    String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + " ..." : text;
    return CONTROL.matcher(cut).replaceAll(" ");
  }

  /** Returns versions of a peer as short texts. */
  static Versions plain(Versions versions) {
    Map<String, String> plain = new HashMap<>();
    versions.byName().forEach((name, version) -> plain.put(name, plain(version)));
    return new Versions(plain);
  }
}
