package org.multiengine.core.namespace.python;

import org.junit.jupiter.api.BeforeAll;
import org.multiengine.core.namespace.LanguageContract;
import org.multiengine.core.namespace.LanguageTexts;

final class PythonContractTest extends LanguageContract {

  PythonContractTest() {
    super(
        new PythonLanguage(),
        new LanguageTexts(
            "a = 5",
            "a * 2",
            "print('before')\n1 / 0",
            "ZeroDivisionError",
            "1 / 0",
            "import sys; print('o'); print('e', file=sys.stderr)",
            "print(1)\n(",
            "print('looping')\nwhile True: pass",
            "import time; print('looping'); time.sleep(60)",
            "def twice(x):\n  return x * factor",
            "twice(21)",
            "lambda x: x + 1",
            "lambda x: 1 / (x - 2)",
            "'a\\'\\n'",
            "\"a'\\n\""));
  }

  @BeforeAll
  static void requirePython() {
    Pythons.require();
  }

  /** Each namespace is a process, of which a small machine has room for some. */
  @Override
  protected int namespacesInOneProcess() {
    return 8;
  }
}
