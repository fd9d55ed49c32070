package org.multiengine.client.internal.cluster;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.join.Membership;
import org.multiengine.client.internal.machine.ProcessIdentity;

/** Describes the cluster of a node as it is at a time, for connection files. */
public final class HostDescription {

  private final ActorSystem<?> system;
  private final String name;
  private final Membership membership;

  /**
   * Creates the description of a host that starts now.
   *
   * @param system the host's node
   * @param name the cluster's name
   */
  public HostDescription(ActorSystem<?> system, String name) {
    this.system = system;
    this.name = name;
    this.membership = new Membership(system);
  }

  /**
   * Returns the contents of a connection file now.
   *
   * @param access the credentials of the cluster; null for none
   * @param settings the settings that nodes must share with the host
   */
  public ConnectionData now(ConnectionData.@Nullable Access access, Map<String, String> settings) {
    EngineDirectory directory = Multiengine.get(system).directory();
    Map<Integer, String> slots = new TreeMap<>();
    directory.slots().forEach((id, slot) -> slots.put(id.value(), slot));
    return new ConnectionData(
        name,
        Cluster.get(system).selfMember().address().toString(),
        membership.hosts(),
        membership.doors(),
        ProcessIdentity.own(),
        directory.ids().size(),
        Versions.own().byName(),
        slots,
        access,
        settings);
  }
}
