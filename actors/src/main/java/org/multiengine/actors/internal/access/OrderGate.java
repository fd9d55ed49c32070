package org.multiengine.actors.internal.access;

import org.jspecify.annotations.Nullable;
import org.multiengine.actors.access.Access;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Decides on orders of clients to the hosts of a cluster, which count as requests of kind {@link
 * Access.Kind#CONTROL}, and writes the audit log. These clients are no members of the cluster, so
 * that they have the role {@link NodeRoles#CLIENT} alone, as they have for engines.
 *
 * <p>Safe for use by several threads.
 */
public final class OrderGate {

  private static final Logger AUDIT = LoggerFactory.getLogger(AuditLog.NAME);

  private final AccessSettings settings;

  /** Creates a gate with the settings of the host. */
  public OrderGate(AccessSettings settings) {
    this.settings = settings;
  }

  /**
   * Decides on an order and logs the decision if orders are to be audited.
   *
   * @param client the client, as text for people
   * @param order the order, as text for people
   * @return why the order is refused; null if it is allowed
   */
  public @Nullable String refusal(String client, String order) {
    String refusal = refusal();
    boolean audited =
        switch (settings.audit()) {
          case ON -> true;
          case OFF -> false;
          case GUARDED -> settings.isLimited();
        };
    if (audited) {
      AUDIT
          .atLevel(refusal == null ? Level.INFO : Level.WARN)
          .addKeyValue("event", refusal == null ? "access-allowed" : "access-refused")
          .addKeyValue("node", AuditLog.oneLine(client))
          .addKeyValue("method", order)
          .log(
              "{}: {}: {}",
              AuditLog.oneLine(client),
              order,
              refusal == null ? "allowed" : "refused: " + refusal);
    }
    return refusal;
  }

  private @Nullable String refusal() {
    if (settings.clients() != AccessSettings.Clients.EVERYONE) {
      return "the settings of the host do not let clients of other processes control the cluster";
    }
    if (!settings.role().isEmpty() && !settings.role().equals(NodeRoles.CLIENT)) {
      return "the settings of the host demand the role '"
          + settings.role()
          + "', and clients that are not members of the cluster have the role '"
          + NodeRoles.CLIENT
          + "' alone";
    }
    return settings.kinds().contains(Access.Kind.CONTROL)
        ? null
        : "requests of kind 'control' are not allowed by the settings of the host";
  }
}
