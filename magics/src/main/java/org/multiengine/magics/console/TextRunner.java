package org.multiengine.magics.console;

/** Runs a text that may have magics. */
interface TextRunner {

  /** Runs a text; returns whether it succeeded. */
  boolean run(String text) throws InterruptedException;
}
