package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.namespace.Languages;
import org.multiengine.magics.script.ScriptClient;

final class DocumentationTest extends ClusterOfConsole {

  private final LocalNames names =
      new LocalNames(Languages.named("groovy").createNamespace(), SettingsOfTests.with());
  private final Documentation documentation = new Documentation(names);

  @BeforeEach
  void giveClient() {
    names.give("mec", new ScriptClient(client));
  }

  @AfterEach
  void closeNames() {
    names.close();
  }

  @Test
  void of_client_isThatOfItsClass() {
    assertThat(documentation.of("mec"))
        .startsWith("Type:     org.multiengine.client.MultiEngineClient\n")
        .contains("Value:    MultiEngineClient[targets=all", "mec.execute(\"a = 5\");", "activate")
        .doesNotContain("{@", "<p>", "<pre>");
  }

  @Test
  void of_member_hasSignatureAndText() {
    assertThat(documentation.of("mec.execute"))
        .startsWith("execute(String code) -> ResultList\n    Runs a text on the engines.");
  }

  @Test
  void of_memberInIPythonsSpelling_isFound() {
    assertThat(documentation.of("mec.queue_status")).startsWith("queueStatus() -> ");
  }

  @Test
  void of_value_isCutWhereItIsLong() {
    names.put("a", "x".repeat(5_000));

    assertThat(documentation.of("a").lines())
        .anyMatch(line -> line.matches("Value: {4}'x{199}\\.\\.\\."));
  }

  @Test
  void of_manyMembers_countsThoseLeftOut() {
    assertThat(documentation.of("mec")).containsPattern(" and \\d+ more\\z");
  }

  @Test
  void of_null_isNull() {
    names.put("a", null);

    assertThat(documentation.of("a")).isEqualTo("Value:    null");
    assertThatThrownBy(() -> documentation.of("a.size")).hasMessage("null has no size");
  }

  @Test
  void of_unknownName_suggests() {
    names.put("sample", List.of());

    assertThatThrownBy(() -> documentation.of("sampel"))
        .isInstanceOf(NameError.class)
        .hasMessage("name sampel is not defined here; did you mean sample?");
  }

  @Test
  void of_unknownMember_suggests() {
    assertThatThrownBy(() -> documentation.of("mec.exceute"))
        .isInstanceOf(NameError.class)
        .hasMessageStartingWith("MultiEngineClient has no exceute; did you mean execute");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mec.", "mec._", "mec.__", ".", "..", "", "mec.a.b", "$", "3"})
  void of_odd_isAnErrorWithAText(String subject) {
    assertThatThrownBy(() -> documentation.of(subject))
        .isInstanceOf(KernelError.class)
        .hasMessageMatching("(?s).+ (has no|is not defined here).*");
  }
}
