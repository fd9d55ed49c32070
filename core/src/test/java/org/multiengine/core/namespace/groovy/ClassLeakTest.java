package org.multiengine.core.namespace.groovy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.groovy.classes.ScriptCache;

final class ClassLeakTest {

  private static final int TEXTS = 300;

  private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
  private final ScriptCache cache = new ScriptCache(16, 100_000);

  @Test
  void distinctTexts_leaveNoClasses() throws ScriptError {
    try (var session = new Session(new GroovyLanguage(cache).createNamespace())) {
      run(session, 0);
      long before = classes.getUnloadedClassCount();

      run(session, TEXTS);

      // Each text is two classes; those of the texts still in the cache may stay.
      await()
          .atMost(20, SECONDS)
          .untilAsserted(
              () -> {
                System.gc();
                assertThat(classes.getUnloadedClassCount() - before)
                    .isGreaterThan(2 * (TEXTS - 32));
              });
    }
  }

  private static void run(Session session, int first) throws ScriptError {
    for (int i = first; i < first + TEXTS; i++) {
      session.run("a = 5 + " + i + "; f = { z -> z + " + i + " }; f(1)");
    }
  }
}
