package org.multiengine.core.display;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Shows images as PNG. */
final class ImageDisplayer implements Displayer {

  @Override
  public @Nullable MimeBundle display(Object value) {
    if (!(value instanceof BufferedImage image)) {
      return null;
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MimeBundle.plain("image of " + image.getWidth() + " x " + image.getHeight() + " pixels")
        .with(MimeBundle.PNG, bytes.toByteArray());
  }
}
