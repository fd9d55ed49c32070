package org.multiengine.actors.internal.membership;

import java.util.Collection;
import java.util.Optional;

/** The cluster roles of nodes: what a node is for. */
public final class NodeRoles {

  /** A node that may run the registrar and the coordinator of the engines' sharding. */
  public static final String HOST = "host";

  /** A node that holds engines. */
  public static final String ENGINE = "engine";

  /** Every host and every node that holds engines: those that take part in sharding. */
  public static final String MULTIENGINE = "multiengine";

  /** A node that has clients. */
  public static final String CLIENT = "client";

  private static final String SLOT_PREFIX = "slot-";
  private static final String DOOR_PREFIX = "door-";

  private NodeRoles() {}

  /** Returns whether a role is that of a slot. */
  public static boolean isSlot(String role) {
    return role.startsWith(SLOT_PREFIX);
  }

  /** Returns the role of the node that holds the engines of a slot. */
  public static String slot(String slot) {
    return SLOT_PREFIX + slot;
  }

  /**
   * Returns the role of the host at whose door clients connect.
   *
   * @param address the address of the door as {@code host:port}
   */
  public static String door(String address) {
    return DOOR_PREFIX + address;
  }

  /** Returns the address of the door of a node or of its host, by its roles; empty if none. */
  public static Optional<String> doorOf(Collection<String> roles) {
    return named(roles, DOOR_PREFIX);
  }

  /** Returns the slot of a node by its roles; empty if it has none. */
  public static Optional<String> slotOf(Collection<String> roles) {
    return named(roles, SLOT_PREFIX);
  }

  private static Optional<String> named(Collection<String> roles, String prefix) {
    return roles.stream()
        .filter(role -> role.startsWith(prefix))
        .map(role -> role.substring(prefix.length()))
        .findFirst();
  }
}
