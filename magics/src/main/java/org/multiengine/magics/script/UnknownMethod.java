package org.multiengine.magics.script;

import groovy.lang.MissingMethodException;

/** A script has called an unknown method. The text suggests similar names. */
public final class UnknownMethod extends MissingMethodException {

  private static final long serialVersionUID = 1L;

  private final String text;

  UnknownMethod(String name, Class<?> type, Object[] arguments, String text) {
    super(name, type, arguments);
    this.text = text;
  }

  @Override
  public String getMessage() {
    return text;
  }
}
