package org.multiengine.core.namespace.groovy.sending;

import groovy.lang.Closure;
import groovy.lang.Script;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.value.ObjectForm;
import org.multiengine.core.value.ObjectForms;

/** The forms of Groovy's closures and scripts. The service loader creates it. */
public final class GroovyForms implements ObjectForms {

  private static final ObjectForm CLOSURE = new ClosureForm();
  private static final ObjectForm SCRIPT = new ScriptForm();

  /** Creates the forms. */
  public GroovyForms() {}

  @Override
  public @Nullable ObjectForm formOf(Class<?> type) {
    if (Closure.class.isAssignableFrom(type)) {
      return CLOSURE;
    }
    return Script.class.isAssignableFrom(type) ? SCRIPT : null;
  }
}
