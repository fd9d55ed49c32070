package org.multiengine.core.identity;

import java.util.Objects;
import java.util.UUID;

/**
 * The unique name of a client, for example {@code ada/f81d4fae-...}.
 *
 * @param user the user of the client, as the client states it without any check; may be empty
 * @param id the part that differs between two clients of a user
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

  /** Returns a new unique name. */
  public static ClientName of(String user) {
    return new ClientName(user, UUID.randomUUID().toString());
  }

  /** Returns the name that a text stands for. Any text is a name, perhaps without a user. */
  public static ClientName parse(String text) {
    int end = text.lastIndexOf(SEPARATOR);
    return end < 0
        ? new ClientName("", text)
        : new ClientName(text.substring(0, end), text.substring(end + 1));
  }

  /** Returns the text of the name. */
  @Override
  public String toString() {
    return user.isEmpty() ? id : user + SEPARATOR + id;
  }
}
