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
 * @param clients which clients may use the engines of this node
 * @param role the cluster role that their nodes must have; empty for any
 * @param kinds what they may do
 * @param audit when the audit log is written
 * @param auditCharacters how much of a request's text a line of it has
 */
public record AccessSettings(
    Clients clients, String role, Set<Access.Kind> kinds, Audit audit, int auditCharacters) {

  /** Which clients may use engines. */
  public enum Clients {
    /** Those of all nodes of the cluster. */
    EVERYONE,
    /** Those of the engines' own JVM. */
    LOCAL,
    /** None. */
    NOBODY
  }

  /** When the audit log is written. */
  public enum Audit {
    /** Always. */
    ON,
    /** Never. */
    OFF,
    /** While the settings or the application limit who may do what. */
    GUARDED
  }

  /** Copies the kinds. */
  public AccessSettings {
    kinds = Set.copyOf(kinds);
  }

  /**
   * Reads them.
   *
   * @throws ConfigException if a value is none of those that are known; names them
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

  private static <E extends Enum<E>> E value(Config config, String path, Class<E> type) {
    return value(config, path, config.getString(path), type);
  }

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
            + "' is none of "
            + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
  }

  /** Tells whether these let less pass than everything. */
  boolean isLimited() {
    return clients != Clients.EVERYONE
        || !role.isEmpty()
        || kinds.size() < Access.Kind.values().length;
  }

  Guard guard() {
    Guard ofClients =
        switch (clients) {
          case EVERYONE -> Guard.everyone();
          case LOCAL -> Guard.local();
          case NOBODY -> Guard.nobody("access to these engines is switched off");
        };
    Guard ofRole = role.isEmpty() ? ofClients : ofClients.and(Guard.local().or(Guard.ofRole(role)));
    return kinds.size() == Access.Kind.values().length ? ofRole : ofRole.and(Guard.only(kinds));
  }
}
