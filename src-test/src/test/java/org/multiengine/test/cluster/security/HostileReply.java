package org.multiengine.test.cluster.security;

/** A class that engines have and that clients do not let in; it leaves a mark when initialised. */
public final class HostileReply {

  /** The system property that tells of the initialisation. */
  public static final String MARK = "org.multiengine.test.hostile";

  static {
    System.setProperty(MARK, "initialised");
  }

  /** Something to send. */
  public final int number = 1;
}
