package org.multiengine.actors;

import org.multiengine.actors.internal.registry.Slots;

/** The cluster roles of nodes. */
public final class NodeRoles {

  /** A node that may run the registrar and the coordinator of the engines' sharding. */
  public static final String HOST = "host";

  /** A node that holds engines. */
  public static final String ENGINE = "engine";

  /** Every host and every node that holds engines: those that take part in sharding. */
  public static final String MULTIENGINE = "multiengine";

  /** A node that has clients only. */
  public static final String CLIENT = "client";

  private NodeRoles() {}

  /** Returns the role by which a node says that it is the home of a slot. */
  public static String slot(String slot) {
    return Slots.role(slot);
  }
}
