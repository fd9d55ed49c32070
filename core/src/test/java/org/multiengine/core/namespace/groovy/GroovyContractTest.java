package org.multiengine.core.namespace.groovy;

import org.multiengine.core.namespace.LanguageContract;
import org.multiengine.core.namespace.LanguageTexts;

final class GroovyContractTest extends LanguageContract {

  GroovyContractTest() {
    super(
        new GroovyLanguage(),
        new LanguageTexts(
            "a = 5",
            "a * 2",
            "println 'before'\nthrow new ArithmeticException('x')",
            "ArithmeticException",
            "throw new ArithmeticException('x')",
            "println 'o'; System.err.println 'e'",
            "println 1\n(",
            "println 'looping'; while (true) { }",
            "println 'looping'; sleep 60000",
            "def twice(x) { x * factor }",
            "twice(21)",
            "{ x -> x + 1 }",
            "{ x -> if (x == 2) throw new ArithmeticException('x') }",
            "'a\\'\\n'",
            "'a\\'\\n'"));
  }
}
