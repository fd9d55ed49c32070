package org.multiengine.core.display;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Shows values that have a public method {@code String toHtml()}. */
final class HtmlDisplayer implements Displayer {

  @Override
  public @Nullable MimeBundle display(Object value) {
    try {
      Method method = value.getClass().getMethod("toHtml");
      if (method.getReturnType() != String.class || Modifier.isStatic(method.getModifiers())) {
        return null;
      }
      method.setAccessible(true);
      Object html = method.invoke(value);
      return html == null
          ? null
          : MimeBundle.plain(String.valueOf(value)).with(MimeBundle.HTML, html.toString());
    } catch (NoSuchMethodException none) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("toHtml() has failed: " + e.getCause(), e);
    }
  }
}
