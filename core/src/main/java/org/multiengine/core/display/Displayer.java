package org.multiengine.core.display;

import org.jspecify.annotations.Nullable;

/**
 * Turns values of some types into what users look at. {@link java.util.ServiceLoader} finds
 * displayers: a jar on the class path of engines and consoles lists its displayers in {@code
 * META-INF/services/org.multiengine.core.display.Displayer}.
 *
 * <pre>{@code
 * public final class MatrixDisplayer implements Displayer {
 *   @Override
 *   public @Nullable MimeBundle display(Object value) {
 *     return value instanceof Matrix matrix
 *         ? MimeBundle.plain(matrix.toString()).with(MimeBundle.HTML, html(matrix))
 *         : null;
 *   }
 * }
 * }</pre>
 *
 * <p>Implementations are safe for use by several threads. An exception is logged, and the value is
 * shown as text.
 */
@FunctionalInterface
public interface Displayer {

  /** Returns the forms of a value, or null if this displayer does not know its type. */
  @Nullable MimeBundle display(Object value);
}
