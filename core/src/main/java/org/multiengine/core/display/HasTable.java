package org.multiengine.core.display;

/** A value that is shown as a table. */
public interface HasTable {

  /** Returns the table. */
  Table toTable();
}
