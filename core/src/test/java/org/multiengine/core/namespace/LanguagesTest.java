package org.multiengine.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.multiengine.core.error.KernelError;

final class LanguagesTest {

  @Test
  void named_groovy_isInstalled() throws ScriptError {
    Language groovy = Languages.named("groovy");

    assertThat(groovy.version()).startsWith("Groovy ");
    try (Namespace namespace = groovy.createNamespace()) {
      assertThat(namespace.evaluate("1 + 1", "In [1]").value()).isEqualTo(2);
    }
  }

  @Test
  void named_unknownLanguage_saysWhatIsInstalled() {
    assertThatThrownBy(() -> Languages.named("cobol"))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("'cobol'")
        .hasMessageContaining("groovy");
  }
}
