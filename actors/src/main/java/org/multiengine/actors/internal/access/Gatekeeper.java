package org.multiengine.actors.internal.access;

import org.multiengine.actors.access.Access;
import org.multiengine.actors.access.Decision;
import org.multiengine.actors.access.Guard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the guards of a node, that of its settings and that of its application, and has the audit
 * log written. Safe for use by several threads.
 */
public final class Gatekeeper {

  private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);

  private final AccessSettings settings;
  private final AuditLog log;
  private volatile Guard guard;
  private volatile boolean guarded;

  /** Makes one that has no guard but that of the settings. */
  public Gatekeeper(AccessSettings settings) {
    this.settings = settings;
    this.log = new AuditLog(settings.auditCharacters());
    this.guard = settings.guard();
    this.guarded = settings.isLimited();
  }

  /** Sets the guard of the application, in place of the one before; the settings' stays. */
  public void guard(Guard ofApplication) {
    guard = settings.guard().and(ofApplication);
    guarded = true;
  }

  /** Tells whether requests need not be shown to {@link #decide}: all pass, and none is logged. */
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

  /** Decides whether a request may pass; a guard that throws refuses. */
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
      LOG.error("the guard has failed on {}, which is refused", access.request().method(), e);
      return Decision.refused("the guard has failed: " + e.getClass().getSimpleName());
    }
  }
}
