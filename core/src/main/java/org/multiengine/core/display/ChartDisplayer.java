package org.multiengine.core.display;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Shows charts of XChart as images, and other values that have the same public methods: {@code int
 * getWidth()}, {@code int getHeight()} and {@code void paint(Graphics2D, int, int)}. XChart itself
 * is not needed to compile this class.
 */
final class ChartDisplayer implements Displayer {

  private static final int MAX_PIXELS_OF_SIDE = 4_000;

  private final Displayer images = new ImageDisplayer();

  @Override
  public @Nullable MimeBundle display(Object value) {
    try {
      Class<?> type = value.getClass();
      Method paint = type.getMethod("paint", Graphics2D.class, int.class, int.class);
      Object width = type.getMethod("getWidth").invoke(value);
      Object height = type.getMethod("getHeight").invoke(value);
      if (width instanceof Integer columns
          && height instanceof Integer rows
          && isShown(columns)
          && isShown(rows)) {
        return painted(value, paint, columns, rows);
      }
      return null;
    } catch (NoSuchMethodException none) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the chart cannot be painted: " + e.getCause(), e);
    }
  }

  private static boolean isShown(int pixels) {
    return pixels > 0 && pixels <= MAX_PIXELS_OF_SIDE;
  }

  private @Nullable MimeBundle painted(Object chart, Method paint, int width, int height)
      throws ReflectiveOperationException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      paint.invoke(chart, graphics, width, height);
    } finally {
      graphics.dispose();
    }
    return images.display(image);
  }
}
