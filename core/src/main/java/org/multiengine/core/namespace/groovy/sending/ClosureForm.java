package org.multiengine.core.namespace.groovy.sending;

import groovy.lang.Closure;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.value.ObjectForm;

/**
 * The form of a closure: its fields, which hold what it has captured, and the functions of its
 * client that it calls by name.
 */
final class ClosureForm implements ObjectForm {

  @Override
  public boolean isSentByClientsOnly() {
    return false;
  }

  @Override
  public List<Part> partsOf(Object value, boolean byClient) {
    List<Part> parts = new ArrayList<>();
    for (Field field : Fields.of(value.getClass())) {
      parts.add(new Part(field.getName(), Fields.get(field, value)));
    }
    if (byClient) {
      UsedFunctions.of((Closure<?>) value)
          .forEach(
              (name, function) -> {
                parts.add(new Part(name, name));
                parts.add(new Part(name, function));
              });
    }
    return parts;
  }

  @Override
  public void fill(Object created, List<@Nullable Object> parts) {
    Closure<?> closure = (Closure<?>) created;
    closure.setMetaClass(InvokerHelper.getMetaClass(closure.getClass()));
    List<Field> fields = Fields.of(closure.getClass());
    for (int i = 0; i < Math.min(fields.size(), parts.size()); i++) {
      Fields.set(fields.get(i), closure, parts.get(i));
    }
    Map<String, Object> carried = ReceivedNames.current().carried();
    for (int i = fields.size(); i + 1 < parts.size(); i += 2) {
      Object function = parts.get(i + 1);
      if (parts.get(i) instanceof String name && function != null) {
        carried.putIfAbsent(name, function);
      }
    }
  }
}
