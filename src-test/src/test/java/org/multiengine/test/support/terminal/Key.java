package org.multiengine.test.support.terminal;

/** Keys of a terminal that are no letters, with the characters they send. */
public enum Key {
  ENTER("\r"),
  TAB("\t"),
  CTRL_C("\u0003"),
  CTRL_D("\u0004"),
  CTRL_R("\u0012"),
  UP("\u001bOA");

  private final String sent;

  Key(String sent) {
    this.sent = sent;
  }

  /** Returns what the terminal sends when the key is pressed. */
  String sent() {
    return sent;
  }
}
