package org.multiengine.test.python;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.multiengine.client.DirectView;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.Languages;

/** Python for tests, which are skipped if it is missing. */
final class Pythons {

  private static final String MISSING = missing();

  private Pythons() {}

  private static String missing() {
    try {
      Languages.named("python").require(Map.of());
      return "";
    } catch (KernelError none) {
      return none.errorMessage();
    }
  }

  /** Skips the test if there is no Python. */
  static void require() {
    assumeTrue(MISSING.isEmpty(), MISSING);
  }

  /** Skips the test if engines have no NumPy. */
  static void requireNumpy(DirectView view) {
    try {
      view.execute("import numpy");
    } catch (KernelError none) {
      assumeTrue(false, "NumPy is missing: " + none.errorMessage());
    }
  }
}
