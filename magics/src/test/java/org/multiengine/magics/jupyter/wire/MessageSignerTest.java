package org.multiengine.magics.jupyter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MessageSignerTest {

  /** Test case 2 of RFC 4231, whose data is divided into parts. */
  @Test
  void sign_knownData_isTheSignatureOfTheStandard() {
    var signer = new MessageSigner("hmac-sha256", "Jefe");
    List<byte[]> parts = List.of(bytes("what do ya want "), bytes("for nothing?"));

    assertThat(new String(signer.sign(parts), StandardCharsets.US_ASCII))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void isValid_anotherSignature_isFalse() {
    var signer = new MessageSigner("hmac-sha256", "Jefe");
    List<byte[]> parts = List.of(bytes("a"));

    assertThat(signer.isValid(signer.sign(parts), parts)).isTrue();
    assertThat(signer.isValid(bytes(""), parts)).isFalse();
  }

  @Test
  void create_unknownScheme_isRefused() {
    assertThatThrownBy(() -> new MessageSigner("hmac-sha7", "k"))
        .hasMessage("unknown signature scheme: hmac-sha7");
    assertThatThrownBy(() -> new MessageSigner("rsa", "k")).hasMessageContaining("rsa");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
