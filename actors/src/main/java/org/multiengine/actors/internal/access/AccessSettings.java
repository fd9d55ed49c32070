package org.multiengine.actors.internal.access;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.multiengine.actors.access.Access;
import org.multiengine.actors.access.Guard;

/**
 * The settings {@code multiengine.access}.
 *
 * @param clients the clients that may use the engines of this node
 * @param role the cluster role that the nodes of remote clients must have; empty for any
 * @param kinds the kinds of requests that are allowed
 * @param audit when the audit log is written
 * @param auditCharacters the number of characters of a request's text that a log line may contain
 */
public record AccessSettings(
    Clients clients, String role, Set<Access.Kind> kinds, Audit audit, int auditCharacters) {

  /** The clients that may use the engines. */
  public enum Clients {
    /** Clients on any node of the cluster. */
    EVERYONE,
    /** Clients in the engines' own JVM. */
    LOCAL,
    /** No clients. */
    NOBODY
  }

  /** When the audit log is written. */
  public enum Audit {
    /** Always. */
    ON,
    /** Never. */
    OFF,
    /** While the settings or a guard of the application restrict access. */
    GUARDED
  }

  /** Makes the set of kinds immutable. */
  public AccessSettings {
    kinds = Set.copyOf(kinds);
  }

  /**
   * Reads the settings.
   *
   * @param config the configuration at {@code multiengine.access}
   * @throws ConfigException if a value is unknown; the message lists the known ones
   */
  public static AccessSettings of(Config config) {
    Set<Access.Kind> kinds = EnumSet.noneOf(Access.Kind.class);
    config
        .getStringList("kinds")
        .forEach(kind -> kinds.add(value(config, "kinds", kind, Access.Kind.class)));
    return new AccessSettings(
        value(config, "clients", Clients.class),
        config.getString("role"),
        kinds,
        value(config, "audit", Audit.class),
        config.getInt("audit-characters"));
  }

  /** Returns the constant that the setting at a path names. */
  private static <E extends Enum<E>> E value(Config config, String path, Class<E> type) {
    return value(config, path, config.getString(path), type);
  }

  /** Returns the constant whose name equals a text, ignoring case. */
  private static <E extends Enum<E>> E value(
      Config config, String path, String text, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw new ConfigException.BadValue(
        config.origin(),
        "multiengine.access." + path,
        "'"
            + text
            + "' is not one of "
            + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
  }

  /** Returns whether the settings refuse any request. */
  boolean isLimited() {
    return clients != Clients.EVERYONE
        || !role.isEmpty()
        || kinds.size() < Access.Kind.values().length;
  }

  /** Returns the guard that enforces the settings. */
  Guard guard() {
    Guard ofClients =
        switch (clients) {
          case EVERYONE -> Guard.everyone();
          case LOCAL -> Guard.local();
          case NOBODY -> Guard.nobody("access to these engines is disabled");
        };
    Guard ofRole = role.isEmpty() ? ofClients : ofClients.and(Guard.local().or(Guard.ofRole(role)));
    return kinds.size() == Access.Kind.values().length ? ofRole : ofRole.and(Guard.only(kinds));
  }
}
