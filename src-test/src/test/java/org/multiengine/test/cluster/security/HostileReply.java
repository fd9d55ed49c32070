package org.multiengine.test.cluster.security;

/** A class that engines have and clients refuse. Its initialisation sets a system property. */
public final class HostileReply {

  /** The system property that the initialisation sets. */
  public static final String MARK = "org.multiengine.test.hostile";

  static {
    System.setProperty(MARK, "initialised");
  }

  /** A value to send. */
  public final int number = 1;
}
