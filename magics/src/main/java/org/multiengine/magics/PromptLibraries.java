package org.multiengine.magics;

import java.nio.file.Path;
import java.util.List;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.code.Libraries;

/** Libraries that are added at a prompt: to the engines and to the scripts of the prompt itself. */
public final class PromptLibraries {

  private PromptLibraries() {}

  /**
   * Adds jars.
   *
   * @throws org.multiengine.core.error.KernelError if a file is no jar, or another version of a
   *     library is here or on an engine
   */
  public static void add(MultiEngineClient client, List<Path> jars) {
    for (Path jar : jars) {
      Libraries.shared().add(String.valueOf(jar.getFileName()), Libraries.read(jar));
    }
    client.addLibraries(jars.toArray(Path[]::new));
  }
}
