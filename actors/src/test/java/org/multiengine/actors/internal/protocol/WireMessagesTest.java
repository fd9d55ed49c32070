package org.multiengine.actors.internal.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.serialization.DisabledJavaSerializer;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.FrameFormat;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.node.Engine;
import org.multiengine.actors.internal.node.NodeRelay;
import org.multiengine.actors.internal.registrar.ClusterCommands;
import org.multiengine.actors.internal.registrar.EngineAddition;
import org.multiengine.actors.internal.registrar.EngineRegistrar;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.error.NameError;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;

final class WireMessagesTest {

  /** A part is at most a third of a frame, so this is how far an estimate may be off. */
  private static final int FRAME_PER_PART = 3;

  private static final int OUR_SERIALIZER = 19680;
  private static final int FRAME_SERIALIZER = 19681;

  private static final ActorTestKit testKit = TestSystems.node(NodeRoles.CLIENT);
  private static final Serialization serialization = SerializationExtension.get(testKit.system());

  /** An actor of another node, because frames within a node are never written. */
  private static final ActorRef<LinkFrame> peer =
      ActorRefResolver.get(testKit.system())
          .resolveActorRef("akka://other@127.0.0.1:1/user/peer#7");

  private static final WireSamples samples =
      new WireSamples(
          peer,
          testKit.<EngineRegistrar.Assigned>createTestProbe().ref(),
          testKit.<EngineAddition.Message>createTestProbe().ref(),
          testKit.<ClusterCommands.Counted>createTestProbe().ref(),
          testKit.<ClusterCommands.Reply>createTestProbe().ref(),
          testKit.<NodeRelay.Measured>createTestProbe().ref(),
          testKit.<EngineRegistrar.Command>createTestProbe().ref());

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  static List<Object> messages() {
    return samples.messages();
  }

  static List<LinkMessage> linkMessages() {
    return WireSamples.linkMessages();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void roundTrip_anyMessage_isEqual(Object message) {
    Object back = testKit.serializationTestKit().verifySerialization(message, true);

    assertThat(back).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void serializer_anyMessage_isOurs(Object message) {
    int expected = message instanceof LinkFrame ? FRAME_SERIALIZER : OUR_SERIALIZER;

    assertThat(serialization.findSerializerFor(message).identifier()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("linkMessages")
  void size_anyMessage_isNotMuchTooSmall(LinkMessage body) {
    byte[] bytes = frame(body);

    assertThat((long) bytes.length).isLessThanOrEqualTo(FRAME_PER_PART * body.size());
  }

  @Test
  void size_statusOfLongQueue_isNotMuchTooSmall() {
    List<String> waiting = Stream.generate(() -> "execute('a = 1')").limit(10_000).toList();
    Outcome status = new Outcome.Queue(new QueueStatus(new EngineId(0), null, waiting));
    var body =
        new RelayMessage.Answers(
            new CallId("ann", 1), List.of(new RelayMessage.Answer(0, status, 0, 0, null)));

    byte[] bytes = frame(body);

    assertThat((long) bytes.length).isLessThanOrEqualTo(FRAME_PER_PART * body.size());
  }

  @Test
  void size_outputInManyPieces_isNotMuchTooSmall() {
    List<Report.Printed> pieces =
        IntStream.range(0, 10_000).mapToObj(i -> new Report.Printed(i % 2 == 0, "x")).toList();
    var body =
        new RelayMessage.Progress(new PartId(new CallId("ann", 1), 0), new Report(0, pieces));

    byte[] bytes = frame(body);

    assertThat((long) bytes.length).isLessThanOrEqualTo(body.size());
  }

  @Test
  void serialize_errorWithoutData_leavesItsDataOut() {
    var failed = Outcome.failed(new NameError("name a is not defined"));
    var body =
        new RelayMessage.Answers(
            new CallId("ann", 1), List.of(new RelayMessage.Answer(0, failed, 0, 0, null)));

    byte[] bytes = frame(body);

    assertThat(new String(bytes, ISO_8859_1)).contains("errorMessage").doesNotContain("details");
  }

  @Test
  void decode_textOfManyMegabytes_isWhole() {
    var request = new Request.Execute("x".repeat(25_000_000));
    var body = new RelayMessage.Submit(new CallId("ann", 1), List.of(), request, false, false);
    var format = new FrameFormat(serialization.system());

    byte[] bytes = format.write(body);

    assertThat(format.read(bytes)).isEqualTo(body);
  }

  @Test
  void samples_classesThatTravel_areAllThere() throws Exception {
    Set<Class<?>> covered = messages().stream().map(Object::getClass).collect(toSet());

    assertThat(covered).containsExactlyInAnyOrderElementsOf(wireClasses());
  }

  @Test
  void samples_messagesOfLinks_areAllThere() {
    Set<Class<?>> covered =
        WireSamples.linkMessages().stream().map(Object::getClass).collect(toSet());

    assertThat(covered)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(records(LinkControl.class), records(RelayMessage.class)).toList());
  }

  @Test
  void samples_requestsAndOutcomes_areAllThere() {
    Set<Class<?>> requests = WireSamples.requests().stream().map(Object::getClass).collect(toSet());
    Set<Class<?>> outcomes = WireSamples.outcomes().stream().map(Object::getClass).collect(toSet());

    assertThat(requests).containsExactlyInAnyOrderElementsOf(records(Request.class).toList());
    assertThat(outcomes).containsExactlyInAnyOrder(Outcome.class.getPermittedSubclasses());
  }

  @Test
  void serialize_javaSerializable_isRefused() {
    assertThatThrownBy(() -> serialization.serialize(new ArrayList<>(List.of(1))).get())
        .isInstanceOf(DisabledJavaSerializer.JavaSerializationException.class);
  }

  @Test
  void deserialize_classThatDoesNotTravel_isRefused() {
    byte[] bytes = serialization.serialize(new Engine.Start()).get();

    assertThatThrownBy(
            () -> serialization.deserialize(bytes, OUR_SERIALIZER, "java.util.HashMap").get())
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] frame(LinkMessage message) {
    return serialization.serialize(new LinkFrame(peer, 1, 1, 0, 0, message)).get();
  }

  /** Returns the records that a sealed interface permits, at any depth. */
  private static Stream<Class<?>> records(Class<?> sealed) {
    return sealed.isSealed()
        ? Stream.of(sealed.getPermittedSubclasses()).flatMap(WireMessagesTest::records)
        : Stream.of(sealed);
  }

  private static Set<Class<?>> wireClasses() throws Exception {
    Path root = classes();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("module-info.class"))
          .map(file -> load(root.relativize(file)))
          .filter(type -> WireMessage.class.isAssignableFrom(type) || type == LinkFrame.class)
          .filter(type -> !Modifier.isAbstract(type.getModifiers()))
          .collect(toSet());
    }
  }

  private static Path classes() throws URISyntaxException {
    return Path.of(WireMessage.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static Class<?> load(Path file) {
    String name = file.toString().replace(file.getFileSystem().getSeparator(), ".");
    try {
      return Class.forName(
          name.substring(0, name.length() - ".class".length()),
          false,
          WireMessage.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new LinkageError(name, e);
    }
  }
}
