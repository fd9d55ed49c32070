package org.multiengine.magics.script;

import groovy.lang.MissingPropertyException;

/** A script has used an unknown property. The text suggests similar names. */
public final class UnknownProperty extends MissingPropertyException {

  private static final long serialVersionUID = 1L;

  private final String text;

  UnknownProperty(String name, Class<?> type, String text) {
    super(name, type);
    this.text = text;
  }

  @Override
  public String getMessage() {
    return text;
  }
}
