package org.multiengine.magics.command.process;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version of the program and of the system it runs on. */
public final class Version implements IVersionProvider {

  /** Returns the version of this program. */
  public static String number() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(from a checkout)" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "multiengine " + number(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
