package org.multiengine.actors.internal.link.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ExtendedActorSystem;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.membership.NodeRoles;

final class LinkFrameSerializerTest {

  private static final ActorTestKit testKit = TestSystems.node(NodeRoles.CLIENT);

  private final LinkFrameSerializer serializer =
      new LinkFrameSerializer((ExtendedActorSystem) Adapter.toClassic(testKit.system()));
  private final ActorRef<LinkFrame> sender =
      ActorRefResolver.get(testKit.system())
          .resolveActorRef("akka://other@127.0.0.1:1/user/peer#7");

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  private LinkFrame frameOf(int bytes) {
    var layout = new LinkControl.Layout(bytes, bytes);
    var part = new LinkControl.Part(5, layout, ByteBuffer.allocate(bytes));
    return new LinkFrame(sender, 1, 7, 3, 3, part);
  }

  @Test
  void toBinary_buffer_isReadBack() {
    LinkFrame frame = frameOf(1000);
    ByteBuffer buffer = ByteBuffer.allocateDirect(2000);

    serializer.toBinary(frame, buffer);
    buffer.flip();

    assertThat(serializer.fromBinary(buffer, serializer.manifest(frame))).isEqualTo(frame);
  }

  @Test
  void fromBinary_inTheNameOfAnActorOfThisNode_isRefused() {
    ActorRef<LinkFrame> own = testKit.<LinkFrame>createTestProbe().ref();
    byte[] forged = serializer.toBinary(new LinkFrame(own, 1, 1, 0, 0, null));

    assertThatThrownBy(() -> serializer.fromBinary(forged, "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in the name of");
  }

  @Test
  void toBinary_part_takesLittleMoreThanItsBytes() {
    assertThat(serializer.toBinary(frameOf(100_000)).length).isLessThan(100_200);
  }

  @Test
  void fromBinary_lengthPastTheEnd_isRefusedBeforeMemoryIsTaken() {
    byte[] bytes = serializer.toBinary(frameOf(16));
    int length = bytes.length - 16 - Integer.BYTES;
    ByteBuffer.wrap(bytes).putInt(length, Integer.MAX_VALUE);

    assertThatThrownBy(() -> serializer.fromBinary(bytes, "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void fromBinary_truncated_isRefused() {
    byte[] bytes = serializer.toBinary(frameOf(16));

    assertThatThrownBy(() -> serializer.fromBinary(Arrays.copyOf(bytes, bytes.length - 1), "1"))
        .isInstanceOf(RuntimeException.class);
  }
}
