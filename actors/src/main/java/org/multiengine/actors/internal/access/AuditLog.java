package org.multiengine.actors.internal.access;

import java.util.stream.Collectors;
import org.multiengine.actors.access.Access;
import org.multiengine.actors.access.Decision;
import org.multiengine.core.request.TaskRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The log {@code org.multiengine.audit}. It has a line for each request that was refused, and for
 * each allowed request of a kind above {@link Access.Kind#ASK}. A line names the caller, the
 * request and the engines, both as text and as key-value pairs.
 */
final class AuditLog {

  /** The name of the log. */
  static final String NAME = "org.multiengine.audit";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);

  private final int maxCharacters;

  /**
   * Creates the log.
   *
   * @param maxCharacters the number of characters of a request's text that a line may contain
   */
  AuditLog(int maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  /** Logs a decision: at level INFO if the request is allowed, at level WARN if it is refused. */
  void log(Access access, Decision decision) {
    Level level = decision.isAllowed() ? Level.INFO : Level.WARN;
    LOG.atLevel(level)
        .addKeyValue("event", decision.isAllowed() ? "access-allowed" : "access-refused")
        .addKeyValue("user", oneLine(access.caller().user()))
        .addKeyValue("client", oneLine(access.caller().client().id()))
        .addKeyValue(access.request() instanceof TaskRequest ? "task" : "call", access.call())
        .addKeyValue("node", access.caller().node())
        .addKeyValue("method", access.request().method())
        .log(text(access, decision));
  }

  /** Returns the text of a log line. */
  String text(Access access, Decision decision) {
    return oneLine(access.caller().toString())
        + ": "
        + shortened(oneLine(access.request().text()))
        + (access.request() instanceof TaskRequest ? " as task " + access.call() : "")
        + " on engines "
        + access.engines()
        + ": "
        + (decision.isAllowed() ? "allowed" : oneLine("refused: " + decision.reason()));
  }

  /**
   * Returns a text with control characters and separators escaped. Otherwise the author of a
   * request could forge lines of the log.
   */
  static String oneLine(String text) {
    return text.codePoints()
        .mapToObj(c -> Character.isISOControl(c) || isSeparator(c) ? escaped(c) : string(c))
        .collect(Collectors.joining());
  }

  private static boolean isSeparator(int c) {
    int type = Character.getType(c);
    return type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.FORMAT;
  }

  private static String escaped(int c) {
    return c == '\n' ? "\\n" : "\\u%04x".formatted(c);
  }

  private static String string(int c) {
    return new String(Character.toChars(c));
  }

  /** Returns a text cut to the maximum length, with the number of characters left out. */
  private String shortened(String text) {
    int left = text.length() - maxCharacters;
    return left <= 0 ? text : text.substring(0, maxCharacters) + "... (" + left + " more)";
  }
}
