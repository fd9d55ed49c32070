package org.multiengine.core.identity;

import java.util.Objects;
import java.util.UUID;

/**
 * The name by which a client is told apart from all others, for example {@code ada/f81d4fae-...}.
 *
 * @param user who uses it, as the client says itself: nobody has checked it; may be empty
 * @param id what tells two clients of a user apart
 */
public record ClientName(String user, String id) {

  private static final char SEPARATOR = '/';

  /** The most characters of a user's name that are kept. */
  public static final int MAX_USER = 64;

  /** Checks that there are no nulls, and shortens a long user's name. */
  public ClientName {
    Objects.requireNonNull(id, "id");
    user = user.length() <= MAX_USER ? user : user.substring(0, MAX_USER);
  }

  /** Returns a name that nobody else has. */
  public static ClientName of(String user) {
    return new ClientName(user, UUID.randomUUID().toString());
  }

  /** Returns the name that was written as this text; any text is one, without a user perhaps. */
  public static ClientName parse(String text) {
    int end = text.lastIndexOf(SEPARATOR);
    return end < 0
        ? new ClientName("", text)
        : new ClientName(text.substring(0, end), text.substring(end + 1));
  }

  /** Returns the name as it is written. */
  @Override
  public String toString() {
    return user.isEmpty() ? id : user + SEPARATOR + id;
  }
}
