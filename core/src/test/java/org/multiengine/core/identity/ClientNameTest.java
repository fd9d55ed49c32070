package org.multiengine.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClientNameTest {

  @Test
  void of_sameUserTwice_areDifferentNames() {
    assertThat(ClientName.of("ada")).isNotEqualTo(ClientName.of("ada"));
  }

  @Test
  void parse_whatWasWritten_isTheSame() {
    ClientName name = ClientName.of("a/da");

    assertThat(ClientName.parse(name.toString())).isEqualTo(name);
  }

  @Test
  void parse_noUser_isEmpty() {
    assertThat(ClientName.parse("audit")).isEqualTo(new ClientName("", "audit"));
    assertThat(new ClientName("", "audit")).hasToString("audit");
  }

  @Test
  void user_overTheLimit_isCut() {
    assertThat(new ClientName("a".repeat(ClientName.MAX_USER + 1), "1").user())
        .hasSize(ClientName.MAX_USER);
  }
}
