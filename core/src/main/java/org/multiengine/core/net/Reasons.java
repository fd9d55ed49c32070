package org.multiengine.core.net;

import java.io.IOException;

/** The texts for the ends of connections. */
final class Reasons {

  private Reasons() {}

  /** Returns the reason for which a connection ended by an exception. */
  static String of(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
