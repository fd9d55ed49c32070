package org.multiengine.bench.contender;

/**
 * What starts a {@link Contender} with four engines. Those of other JVM systems are found as
 * services; they are there with {@code -Pbench} only.
 */
public interface Entrant {

  /** Returns the name in tables. */
  String label();

  /** Returns why it cannot take part on this machine, or an empty text if it can. */
  default String absence() {
    return "";
  }

  /** Returns whether its client is another program, which starts without this JVM. */
  default boolean isForeign() {
    return false;
  }

  /** Starts it and waits until its engines take work. */
  Contender start() throws Exception;
}
