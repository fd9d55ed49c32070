package org.multiengine.test.cluster.security;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.client.EngineEvent;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.core.ResultList;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.HostProcess;

/**
 * Tests peers of a running cluster that send what no client sends. Their connections end, and the
 * calls of another client go on.
 */
@Tag("fault")
@Timeout(120)
@TestMethodOrder(OrderAnnotation.class)
final class HostileBytesTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The length that begins the longest frame that there could be. */
  private static final byte[] LONGEST = {0x7f, -1, -1, -1, 1, 2, 3, 4};

  private static HostProcess host;
  private static MultiEngineClient mec;
  private static ConnectionData data;
  private static Path sockets;
  private static String process;
  private static String slot;
  private static int calls;

  private final List<EngineEvent> events = new CopyOnWriteArrayList<>();
  private PendingResult<ResultList> running;

  /** The ways to a door. */
  private enum Wire {
    SOCKET_OF_ENGINES,
    SOCKET_OF_HOST,
    TLS;

    RawCaller call() throws IOException, GeneralSecurityException {
      return switch (this) {
        case SOCKET_OF_ENGINES -> RawCaller.local(sockets.resolve(slot));
        case SOCKET_OF_HOST -> RawCaller.local(sockets.resolve("host"));
        case TLS -> RawCaller.secured(door(), credentials(), true);
      };
    }
  }

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    host = HostProcess.start(folder.resolve("home"), "-n", "2");
    data = ConnectionData.read(host.clientFile());
    sockets = Path.of("/tmp", "multiengine-127.0.0.1-" + door().getPort());
    mec = MultiEngineClient.connect(host.clientFile());
    mec.execute("calls = 0");
    try (RawCaller caller = Wire.TLS.call()) {
      caller.send(hello(Map.of("service", "CONTROL")));
      assertThat(caller.next()).doesNotContain("refusal");
      JsonNode row = JSON.readTree(caller.next()).get("processes").get(0);
      process = row.get("process").asText();
      slot = row.get("slot").asText();
    }
  }

  @AfterAll
  static void stop() {
    mec.close();
    host.close();
  }

  private static InetSocketAddress door() {
    String door = data.doors().get(0);
    int port = Integer.parseInt(door.substring(door.lastIndexOf(':') + 1));
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static Credentials credentials() {
    return requireNonNull(data.access()).client();
  }

  private static String hello(Map<String, Object> fields) throws IOException {
    Map<String, Object> all = new HashMap<>();
    all.put("door", 1);
    all.put("versions", Versions.own().byName());
    all.putAll(fields);
    return JSON.writeValueAsString(all);
  }

  private static String linkTo(String name) throws IOException {
    return hello(Map.of("service", "LINK", "process", name, "session", "s" + System.nanoTime()));
  }

  @BeforeEach
  void beginCall() {
    var unused = mec.onEngines(events::add);
    running = mec.executeAsync("sleep 100; calls++; calls");
    calls++;
  }

  @AfterEach
  void callsGoOn() throws Exception {
    for (var result : running.get(LIMIT)) {
      assertThat(result.display()).isEqualTo("" + calls);
    }
    assertThat(mec.execute("calls").get(0).display()).isEqualTo("" + calls);
    assertThat(events).isEmpty();
  }

  private static String answers(Wire wire, byte[] bytes)
      throws IOException, GeneralSecurityException {
    try (RawCaller caller = wire.call()) {
      caller.send(bytes);
      return caller.rest();
    }
  }

  private static String answers(Wire wire, String... frames)
      throws IOException, GeneralSecurityException {
    try (RawCaller caller = wire.call()) {
      for (String frame : frames) {
        caller.send(frame);
      }
      return caller.rest();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void bytes_thatAreNoFrame_endTheConnection(Wire wire) throws Exception {
    byte[] random = new byte[4_096];
    new Random(1).nextBytes(random);
    random[0] = -1;

    assertThat(answers(wire, random)).isEmpty();
    assertThat(answers(wire, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
        .isEmpty();
    assertThat(answers(wire, LONGEST)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void frame_thatIsNoHello_isRefused(Wire wire) throws Exception {
    assertThat(answers(wire, "no JSON")).contains("no hello");
    assertThat(answers(wire, "[]")).contains("no hello");
    assertThat(answers(wire, "null")).contains("no hello");
    assertThat(answers(wire, "{\"versions\":{\"a\":null}}")).contains("refusal");
    assertThat(answers(wire, "[".repeat(60_000))).contains("no hello");
    assertThat(answers(wire, "{}")).contains("other versions");
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void hello_ofAnotherProtocol_isRefused(Wire wire) throws Exception {
    assertThat(answers(wire, hello(Map.of("door", 99)))).contains("other versions");
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void hello_toAProcessThatDoesNotExist_isRefused(Wire wire) throws Exception {
    assertThat(answers(wire, linkTo("akka://multiengine@127.0.0.1:1#1")))
        .contains("akka://multiengine@127.0.0.1:1#1");
    assertThat(answers(wire, linkTo("../host"))).contains("refusal");
    assertThat(answers(wire, hello(Map.of("service", "LINK")))).contains("refusal");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SOCKET_OF_ENGINES")
  @Order(1)
  void hello_thatClaimsAnOrigin_isRefusedByTheHost(Wire wire) throws Exception {
    String hello =
        hello(
            Map.of("service", "LINK", "process", process, "session", "s", "origin", "10.0.0.1:7"));

    assertThat(answers(wire, hello)).contains("this process is not");
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  @Fault(
      value = "10.5 hostile bytes at each door, before and after a link",
      outcome = "that connection ends; one line in the log for each kind")
  void link_thenGarbage_ends(Wire wire) throws Exception {
    try (RawCaller caller = wire.call()) {
      caller.send(linkTo(process));
      assertThat(caller.next()).doesNotContain("refusal");

      caller.send("no frame of a link");

      assertThat(caller.rest()).hasSizeLessThan(10);
    }
    try (RawCaller caller = wire.call()) {
      caller.send(linkTo(process));
      assertThat(caller.next()).doesNotContain("refusal");

      caller.send(LONGEST);

      assertThat(caller.rest()).hasSizeLessThan(10);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SOCKET_OF_ENGINES")
  @Order(1)
  void control_thenGarbage_ends(Wire wire) throws Exception {
    String control = hello(Map.of("service", "CONTROL"));

    assertThat(answers(wire, control, "no order")).contains("\"versions\"");
    assertThat(answers(wire, control, "{\"type\":\"done\",\"order\":1}")).contains("\"versions\"");
    assertThat(answers(wire, control, "{\"type\":\"java.lang.Runtime\"}")).contains("\"versions\"");
  }

  @Test
  @Order(1)
  void tls_withoutCertificate_ends() throws Exception {
    try (RawCaller caller = RawCaller.secured(door(), credentials(), false)) {
      caller.send(linkTo(process));

      assertThat(caller.rest()).isEmpty();
    } catch (IOException refused) {
      assertThat(refused).hasMessageContaining("certificate");
    }
  }

  @Test
  @Order(1)
  void tls_bytesThatAreNoTls_endTheConnection() throws Exception {
    try (RawCaller caller = RawCaller.plain(door())) {
      caller.send(LONGEST);

      assertThat(caller.rest()).hasSizeLessThan(100);
    }
  }

  @Test
  @Order(2)
  void logs_nameEachKindOfRefusalOnce() throws IOException {
    String ofHost = host.output();
    assertThat(lines(ofHost, "refused \\d+ connections?; last reason: .* no hello"))
        .hasSizeBetween(2, 4);
    assertThat(lines(ofHost, "refused \\d+ connections?; last reason: .*(is not|no member)"))
        .hasSizeBetween(2, 4);
    assertThat(lines(ofHost, "refused \\d+ connections?; last reason: .*type ControlMessage"))
        .hasSizeBetween(2, 4);
    assertThat(lines(ofHost, "no connection with .*certificate")).hasSize(1);
    assertThat(ofHost).doesNotContain("failed and is closed");
    Path log = host.connectionFile().resolveSibling("engine-" + slot + ".log");
    String ofEngines = Files.readString(log);
    assertThat(lines(ofEngines, "refused \\d+ connections?; last reason: .* no hello"))
        .hasSizeBetween(1, 2);
    assertThat(lines(ofEngines, "sends a frame that cannot be read")).hasSize(3);
  }

  private static List<String> lines(String text, String pattern) {
    Pattern line = Pattern.compile(pattern);
    List<String> found = new ArrayList<>();
    try (Stream<String> all = text.lines()) {
      all.filter(each -> line.matcher(each).find()).forEach(found::add);
    }
    return found;
  }
}
