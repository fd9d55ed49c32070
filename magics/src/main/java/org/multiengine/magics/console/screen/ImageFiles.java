package org.multiengine.magics.console.screen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.multiengine.core.error.KernelError;

/** Files with images that a terminal cannot show. Only their owner can read them. */
final class ImageFiles {

  private ImageFiles() {}

  /** Writes a PNG image to a new file in the folder of temporary files. */
  static Path save(byte[] image) {
    try {
      return Files.write(Files.createTempFile("multiengine-", ".png"), image);
    } catch (IOException e) {
      throw new KernelError("the image cannot be saved: " + e, e);
    }
  }
}
