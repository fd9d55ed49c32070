package org.multiengine.core.display;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The displayers of this JVM: those that users have installed, then those of images, of charts, of
 * tables, of lists of maps or records, and of values with a method {@code toHtml()}.
 */
public final class Displayers {

  private static final Logger LOG = LoggerFactory.getLogger(Displayers.class);
  private static final List<Displayer> ALL = load();

  private Displayers() {}

  private static List<Displayer> load() {
    List<Displayer> all = new ArrayList<>();
    ServiceLoader.load(Displayer.class, Displayers.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .forEach(all::add);
    all.add(new ImageDisplayer());
    all.add(new ChartDisplayer());
    all.add(value -> value instanceof HasTable table ? table.toTable().toBundle() : null);
    all.add(new RowsDisplayer());
    all.add(new HtmlDisplayer());
    return List.copyOf(all);
  }

  /** Returns the rich forms of a value, or null if it has only a text. */
  public static @Nullable MimeBundle rich(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof MimeBundle bundle) {
      return bundle;
    }
    for (Displayer displayer : ALL) {
      MimeBundle bundle = display(displayer, value);
      if (bundle != null) {
        return bundle;
      }
    }
    return null;
  }

  /** Calls a displayer. Code of users may throw anything, which must not end a cell. */
  private static @Nullable MimeBundle display(Displayer displayer, Object value) {
    try {
      return displayer.display(value);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.warn("{} cannot display a {}", displayer.getClass().getName(), value.getClass(), e);
      return null;
    }
  }

  /** Returns the forms of a value. A value without rich forms is shown as {@code toString()}. */
  public static MimeBundle of(@Nullable Object value) {
    MimeBundle rich = rich(value);
    return rich == null ? MimeBundle.plain(String.valueOf(value)) : rich;
  }
}
