package org.multiengine.core.namespace.python;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;

/** Python for tests, which are skipped if it is missing. */
public final class Pythons {

  private static final String MISSING = missing();

  private Pythons() {}

  private static String missing() {
    try {
      new PythonLanguage().require(Map.of());
      return "";
    } catch (KernelError none) {
      return none.errorMessage();
    }
  }

  /** Skips the test if there is no Python. */
  public static void require() {
    assumeTrue(MISSING.isEmpty(), MISSING);
  }

  /** Skips the test if NumPy is missing. */
  public static void requireNumpy(Namespace namespace) {
    try {
      namespace.evaluate("import numpy", "NumPy");
    } catch (ScriptError missing) {
      assumeTrue(false, "NumPy is missing: " + missing.errorMessage());
    }
  }
}
