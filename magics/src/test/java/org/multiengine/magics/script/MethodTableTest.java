package org.multiengine.magics.script;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.magics.script.Signature.Parameter;
import org.multiengine.magics.script.Signature.Presence;

final class MethodTableTest {

  @Test
  void names_ofAllEntries_areMethodsOfTheClient() {
    assertThat(MethodTable.ENTRIES.keySet()).allMatch(Members::isMember);
  }

  @Test
  void names_ofAllEntries_areNotThoseOfPendingForms() {
    assertThat(MethodTable.ENTRIES.keySet()).noneMatch(Members::isPending);
  }

  @Test
  void parameters_ofScatter_haveTheNamesOfIPython() {
    Signature scatter = requireNonNull(MethodTable.ENTRIES.get("scatter")).signature();

    assertThat(scatter.names()).containsExactly("key", "seq", "dist", "flatten");
    assertThat(scatter.parameters())
        .extracting(Parameter::presence)
        .isEqualTo(
            List.of(Presence.REQUIRED, Presence.REQUIRED, Presence.DEFAULTED, Presence.DEFAULTED));
  }
}
