package org.multiengine.magics.jupyter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MessageCodecTest {

  private final MessageCodec codec =
      new MessageCodec(new MessageSigner(MessageSigner.DEFAULT_SCHEME, "secret"));

  private static Message message() {
    return new Message(
        List.of(bytes("front end")),
        Message.object().put("msg_type", "execute_request").put("session", "s"),
        Message.object(),
        Message.object(),
        Message.object().put("code", "a = 'ä'"),
        List.of(bytes("buffer")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void decode_encodedMessage_isTheSame() throws WireError {
    Message decoded = codec.decode(codec.encode(message()));

    assertThat(decoded.type()).isEqualTo("execute_request");
    assertThat(decoded.session()).isEqualTo("s");
    assertThat(decoded.content().path("code").asText()).isEqualTo("a = 'ä'");
    assertThat(decoded.identities()).containsExactly(bytes("front end"));
    assertThat(decoded.buffers()).containsExactly(bytes("buffer"));
  }

  @Test
  void decode_changedContent_isRefused() {
    List<byte[]> frames = new ArrayList<>(codec.encode(message()));
    frames.set(6, bytes("{\"code\":\"b\"}"));

    assertThatThrownBy(() -> codec.decode(frames)).hasMessageContaining("signature");
  }

  @Test
  void decode_messageOfAnotherKey_isRefused() {
    var other = new MessageCodec(new MessageSigner(MessageSigner.DEFAULT_SCHEME, "another"));

    assertThatThrownBy(() -> codec.decode(other.encode(message()))).isInstanceOf(WireError.class);
  }

  @Test
  void decode_sameMessageTwice_isRefused() throws WireError {
    List<byte[]> frames = codec.encode(message());
    codec.decode(frames);

    assertThatThrownBy(() -> codec.decode(frames)).hasMessageContaining("twice");
  }

  @Test
  void decode_withoutKey_checksNothing() throws WireError {
    var open = new MessageCodec(new MessageSigner(MessageSigner.DEFAULT_SCHEME, ""));
    List<byte[]> frames = open.encode(message());

    assertThat(frames.get(2)).isEmpty();
    assertThat(open.decode(frames).type()).isEqualTo("execute_request");
    assertThat(open.decode(frames).type()).isEqualTo("execute_request");
  }

  @Test
  void decode_notAMessage_isRefused() {
    assertThatThrownBy(() -> codec.decode(List.of(bytes("x")))).isInstanceOf(WireError.class);
    assertThatThrownBy(() -> codec.decode(List.of())).isInstanceOf(WireError.class);
  }

  @Test
  void decode_partThatIsNoObject_isRefused() {
    var signer = new MessageSigner(MessageSigner.DEFAULT_SCHEME, "secret");
    List<byte[]> parts = List.of(bytes("[]"), bytes("{}"), bytes("{}"), bytes("{}"));
    List<byte[]> frames = new ArrayList<>(List.of(bytes("<IDS|MSG>"), signer.sign(parts)));
    frames.addAll(parts);

    assertThatThrownBy(() -> codec.decode(frames)).hasMessageContaining("JSON object");
  }
}
