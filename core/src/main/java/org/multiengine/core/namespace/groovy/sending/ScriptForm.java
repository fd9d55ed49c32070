package org.multiengine.core.namespace.groovy.sending;

import groovy.lang.Script;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.groovy.script.EngineScript;
import org.multiengine.core.value.ObjectForm;

/**
 * The form of a script: the fields that its text declares with {@code @Field}. Its names are not
 * sent. On an engine, a script sees the names of the engine.
 */
final class ScriptForm implements ObjectForm {

  @Override
  public boolean isSentByClientsOnly() {
    return true;
  }

  @Override
  public List<Part> partsOf(Object value, boolean byClient) {
    List<Part> parts = new ArrayList<>();
    for (Field field : fieldsOf(value.getClass())) {
      parts.add(new Part(field.getName(), Fields.get(field, value)));
    }
    return parts;
  }

  @Override
  public void fill(Object created, List<@Nullable Object> parts) {
    Script script = (Script) created;
    script.setMetaClass(InvokerHelper.getMetaClass(script.getClass()));
    script.setBinding(ReceivedNames.current());
    List<Field> fields = fieldsOf(script.getClass());
    for (int i = 0; i < Math.min(fields.size(), parts.size()); i++) {
      Fields.set(fields.get(i), script, parts.get(i));
    }
  }

  private static List<Field> fieldsOf(Class<?> type) {
    return Fields.of(type).stream().filter(field -> !isOfScripts(field)).toList();
  }

  private static boolean isOfScripts(Field field) {
    return field.getDeclaringClass() == Script.class
        || field.getDeclaringClass() == EngineScript.class;
  }
}
