package org.multiengine.core.namespace.groovy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts that differ each time: their classes must go. */
@Tag("long")
@Timeout(1_800)
final class SnippetLeakTest {

  private static final int TEXTS = 100_000;
  private static final int WARM = 5_000;

  /** A text is one class or two; 512 texts are kept on purpose. */
  private static final int ALLOWED_CLASSES = 3_000;

  private static int loadedClasses() {
    System.gc();
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  @Test
  void texts_aHundredThousandDifferentOnes_leaveNoClasses() throws Exception {
    Session session = new Session();
    try {
      run(session, 0, WARM);
      int before = loadedClasses();

      run(session, WARM, TEXTS);

      assertThat(session.namespace.get("a")).isEqualTo(TEXTS);
      assertThat(loadedClasses() - before).isLessThan(ALLOWED_CLASSES);
    } finally {
      session.close();
    }
  }

  private static void run(Session session, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      session.run("a = [" + i + "].collect { it + 1 }[0]");
    }
  }
}
