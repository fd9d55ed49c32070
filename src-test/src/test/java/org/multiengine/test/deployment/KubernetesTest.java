package org.multiengine.test.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.client.join.PortRange;
import org.multiengine.magics.command.Main;
import picocli.CommandLine;

final class KubernetesTest {

  private static final int GIB = 1024;

  private final Manifests manifests = Manifests.read();
  private final JsonNode container = manifests.container();
  private final List<String> arguments = manifests.arguments(1);

  private static void assertAccepted(List<String> words) {
    assertThatCode(() -> new CommandLine(new Main()).parseArgs(words.toArray(String[]::new)))
        .as(words.toString())
        .doesNotThrowAnyException();
  }

  @Test
  void fields_ofAllObjects_areThoseOfTheApi() {
    var fields = new ApiFields();

    assertThat(manifests.objects())
        .hasSize(3)
        .allSatisfy(o -> assertThat(fields.faults(o)).isEmpty());
  }

  @Test
  void selectors_ofAllObjects_matchTheLabelsOfThePods() {
    JsonNode labels = manifests.set().path("template").path("metadata").path("labels");

    assertThat(labels).isNotEmpty();
    assertThat(manifests.one("Service").path("spec").path("selector")).isEqualTo(labels);
    assertThat(manifests.set().path("selector").path("matchLabels")).isEqualTo(labels);
    assertThat(
            manifests.one("PodDisruptionBudget").path("spec").path("selector").path("matchLabels"))
        .isEqualTo(labels);
  }

  @Test
  void service_ofTheSet_givesPodsNamesBeforeTheyAreReady() {
    JsonNode service = manifests.one("Service");

    assertThat(manifests.set().path("serviceName"))
        .isEqualTo(service.path("metadata").path("name"));
    assertThat(service.path("spec").path("clusterIP").asText()).isEqualTo("None");
    assertThat(service.path("spec").path("publishNotReadyAddresses").asBoolean()).isTrue();
  }

  @Test
  void ports_ofServiceContainerAndHost_areTheSame() {
    JsonNode port = manifests.one("Service").path("spec").path("ports").path(0);

    assertThat(Manifests.option(arguments, "--port")).isEqualTo(port.path("port").asText());
    assertThat(container.path("ports").path(0).path("containerPort")).isEqualTo(port.path("port"));
    assertThat(container.path("ports").path(0).path("name")).isEqualTo(port.path("targetPort"));
  }

  @Test
  void doorPorts_ofServiceContainerHostAndKeys_areTheSame() throws IOException {
    JsonNode port = manifests.one("Service").path("spec").path("ports").path(1);

    assertThat(Manifests.option(arguments, "--door-port")).isEqualTo(port.path("port").asText());
    assertThat(container.path("ports").path(1).path("containerPort")).isEqualTo(port.path("port"));
    assertThat(container.path("ports").path(1).path("name")).isEqualTo(port.path("targetPort"));
    assertThat(Manifests.comment())
        .anyMatch(line -> line.endsWith(" --door-port " + port.path("port").asText()));
  }

  @Test
  void seedNodes_ofAllHosts_areThePodsTheFirstOneFirst() {
    String at = ".multiengine.default.svc.cluster.local";
    int pods = manifests.set().path("replicas").asInt();

    assertThat(Manifests.option(arguments, "--seed-nodes").split(","))
        .containsExactly(
            IntStream.range(0, pods)
                .mapToObj(number -> "multiengine-" + number + at + ":25520")
                .toArray(String[]::new));
    assertThat(Manifests.option(arguments, "--advertise")).isEqualTo("multiengine-1" + at);
  }

  @Test
  void volumes_mounted_areThereAndHoldWhatTheHostReads() throws IOException {
    List<String> volumes = new ArrayList<>(names(manifests.pod().path("volumes")));
    manifests
        .set()
        .path("volumeClaimTemplates")
        .forEach(claim -> volumes.add(claim.path("metadata").path("name").asText()));
    String secret =
        manifests.pod().path("volumes").path(0).path("secret").path("secretName").asText();

    assertThat(names(container.path("volumeMounts"))).containsExactlyInAnyOrderElementsOf(volumes);
    assertThat(Manifests.option(arguments, "--join"))
        .isEqualTo(mountPath("keys") + "/connection.json");
    assertThat(Manifests.comment())
        .anyMatch(
            line ->
                line.contains("secret generic " + secret + " --from-file=connection.json=keys/"));
  }

  @Test
  void home_ofTheHost_isAVolumeThatItsUserCanWrite() throws IOException {
    Dockerfile image = Dockerfile.read();
    JsonNode user = manifests.pod().path("securityContext");

    assertThat(image.environment()).containsEntry("MULTIENGINE_HOME", mountPath("home"));
    assertThat(image.last("USER"))
        .isEqualTo(user.path("runAsUser").asText() + ":" + user.path("runAsGroup").asText());
    assertThat(user.path("fsGroup")).isEqualTo(user.path("runAsGroup"));
  }

  @Test
  void host_command_isAccepted() {
    assertAccepted(arguments);
    assertThat(arguments).noneMatch(argument -> argument.contains("$("));
  }

  @ParameterizedTest
  @ValueSource(strings = {"startupProbe", "livenessProbe", "readinessProbe"})
  void probe_command_isAccepted(String probe) {
    List<String> command = Manifests.texts(container.path(probe).path("exec").path("command"));

    assertThat(command).startsWith("multiengine", "health");
    assertAccepted(command.subList(1, command.size()));
  }

  @Test
  void keys_inTheComment_areForTheSameHosts() throws IOException {
    List<String> comment = Manifests.comment().stream().map(String::strip).toList();
    String at = comment.stream().filter(line -> line.startsWith("at=")).findFirst().orElseThrow();
    String line =
        comment.stream().filter(one -> one.startsWith("multiengine ")).findFirst().orElseThrow();
    List<String> words = List.of(line.replace("$at", at.substring(3)).split(" "));

    assertAccepted(words.subList(1, words.size()));
    assertThat(words).contains(Manifests.option(arguments, "--seed-nodes"));
  }

  @Test
  void enginePorts_ofAHost_leaveRoomForRestartsAndItsOwn() {
    int engines = Integer.parseInt(Manifests.option(arguments, "--engines"));
    PortRange ports = PortRange.parse(Manifests.option(arguments, "--engine-ports"));

    assertThat(ports.last() - ports.first() + 1).isGreaterThanOrEqualTo(2 * engines);
    assertThat(ports.first()).isGreaterThan(25520);
  }

  @Test
  void memory_ofAPod_holdsTheHeaps() {
    int engines = Integer.parseInt(Manifests.option(arguments, "--engines"));
    String limit = container.path("resources").path("limits").path("memory").asText();

    assertThat(Manifests.option(arguments, "--java-opts")).isEqualTo("-Xmx1g");
    assertThat(manifests.environment(0).get("JAVA_OPTS")).contains("-Xmx512m");
    assertThat(GIB * Integer.parseInt(limit.replace("Gi", "")))
        .isGreaterThanOrEqualTo((engines * GIB) + 512 + (engines + 1) * 512);
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(one -> names.add(one.path("name").asText()));
    return names;
  }

  private String mountPath(String volume) {
    for (JsonNode mount : container.path("volumeMounts")) {
      if (mount.path("name").asText().equals(volume)) {
        return mount.path("mountPath").asText();
      }
    }
    throw new AssertionError("nothing is mounted from " + volume);
  }
}
