package org.multiengine.magics.script;

import groovy.lang.MissingPropertyException;

/** A script has used a property that is not there; the text names those that are near. */
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
