package org.multiengine.magics.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Tells which version of the program this is and what it runs on. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    @Nullable String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "multiengine " + (version == null ? "(from a checkout)" : version),
      "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
