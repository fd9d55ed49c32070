package org.multiengine.actors.internal.access;

import org.multiengine.actors.access.Access;
import org.multiengine.actors.access.Decision;
import org.multiengine.actors.access.Guard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks requests against the guards of a node, one from its settings and one from its application,
 * and writes the audit log. Safe for use by several threads.
 */
public final class Gatekeeper {

  private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);

  private final AccessSettings settings;
  private final AuditLog log;
  private volatile Guard guard;
  private volatile boolean guarded;

  /** Creates a gatekeeper that has only the guard of the settings. */
  public Gatekeeper(AccessSettings settings) {
    this.settings = settings;
    this.log = new AuditLog(settings.auditCharacters());
    this.guard = settings.guard();
    this.guarded = settings.isLimited();
  }

  /**
   * Sets the guard of the application, which replaces any earlier one. The guard of the settings
   * stays in force.
   */
  public void guard(Guard ofApplication) {
    guard = settings.guard().and(ofApplication);
    guarded = true;
  }

  /**
   * Returns whether {@link #decide} can be skipped because all requests are allowed and none is
   * logged.
   */
  public boolean isOpen() {
    return !guarded && !isAudited();
  }

  private boolean isAudited() {
    return switch (settings.audit()) {
      case ON -> true;
      case OFF -> false;
      case GUARDED -> guarded;
    };
  }

  /**
   * Decides whether a request is allowed, and logs the decision if it is to be audited. If a guard
   * throws, the request is refused.
   */
  public Decision decide(Access access) {
    Decision decision = ask(access);
    if (isAudited() && (!decision.isAllowed() || access.kind() != Access.Kind.ASK)) {
      log.log(access, decision);
    }
    return decision;
  }

  private Decision ask(Access access) {
    try {
      return guard.decide(access);
    } catch (RuntimeException e) {
      LOG.error("the guard failed on {}; the request is refused", access.request().method(), e);
      return Decision.refused("the guard failed: " + e.getClass().getSimpleName());
    }
  }
}
