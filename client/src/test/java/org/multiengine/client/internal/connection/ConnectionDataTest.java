package org.multiengine.client.internal.connection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.internal.security.ClusterKeys;
import org.multiengine.actors.internal.security.NodeKind;
import org.multiengine.client.internal.machine.ProcessIdentity;
import org.multiengine.core.error.KernelError;

final class ConnectionDataTest {

  private static final String ADDRESS = "akka://multiengine@127.0.0.1:4711";

  private final Path folder;

  ConnectionDataTest(@TempDir Path temporary) {
    this.folder = temporary;
  }

  private static final ProcessIdentity OWN = ProcessIdentity.own();

  private static ConnectionData file(@Nullable ProcessIdentity process) {
    var validity = new ClusterKeys.Validity(Duration.ofDays(9), Duration.ofDays(1));
    ClusterKeys keys = ClusterKeys.inMemory(validity, List.of("127.0.0.1"));
    var access = new ConnectionData.Access(keys.of(NodeKind.CLIENT), keys.authority());
    return new ConnectionData(
        "c",
        ADDRESS,
        List.of(ADDRESS),
        List.of("127.0.0.1:4712"),
        process,
        2,
        Map.of("java", "17"),
        Map.of(0, "0"),
        access,
        Map.of());
  }

  @Test
  void write_file_isReadTheSame() {
    ConnectionData file = file(OWN);

    file.write(folder.resolve("connection.json"));

    assertThat(ConnectionData.read(folder.resolve("connection.json"))).isEqualTo(file);
  }

  @Test
  void forClients_file_keepsTheAuthorityToItself() throws IOException {
    Path written = folder.resolve("client.json");

    file(OWN).forClients().write(written);

    ConnectionData.Access access = requireNonNull(ConnectionData.read(written).access());
    assertThat(access.authority()).isNull();
    assertThat(access.client().key()).contains("PRIVATE KEY");
    assertThat(Files.readString(written).split("BEGIN PRIVATE KEY", -1)).hasSize(2);
  }

  private static ProcessIdentity process(String machine, String boot, long pid, String start) {
    return new ProcessIdentity(machine, "far", boot, OWN.namespace(), pid, start);
  }

  @Test
  void hostIsAlive_loopbackOfAnotherMachine_isNotDenied() {
    ConnectionData far = file(process("another", OWN.boot(), OWN.pid(), OWN.start()));

    assertThat(far.hostIsAlive()).isTrue();
    assertThat(far.findProcess()).isEmpty();
    assertThat(far.isOfThisMachine()).isFalse();
    assertThat(far.machine()).isEqualTo("far");
  }

  @Test
  void hostIsAlive_processOfThisMachine_isFound() {
    assertThat(file(OWN).hostIsAlive()).isTrue();
    assertThat(file(OWN).findProcess()).contains(ProcessHandle.current());
    assertThat(file(OWN).isOfThisMachine()).isTrue();
  }

  @Test
  void hostIsAlive_processHasAnotherStart_isAnotherOne() {
    ConnectionData earlier = file(process(OWN.machine(), OWN.boot(), OWN.pid(), OWN.start() + "0"));

    assertThat(earlier.hostIsAlive()).isFalse();
    assertThat(earlier.findProcess()).isEmpty();
  }

  @Test
  void hostIsAlive_machineWasStartedAgain_hasEnded() {
    assertThat(file(process(OWN.machine(), "before", OWN.pid(), OWN.start())).hostIsAlive())
        .isFalse();
  }

  @Test
  void hostIsAlive_hostIsNotStartedYet_isNotDenied() {
    assertThat(file(null).hostIsAlive()).isTrue();
    assertThat(file(null).findProcess()).isEmpty();
    assertThat(file(null).pid()).isZero();
  }

  @Test
  void read_fileThatKnowsTheHostByItsNumberAlone_isRefusedWithWhatToDo() throws IOException {
    Path old = folder.resolve("old.json");
    Files.writeString(
        old, "{\"name\": \"c\", \"address\": \"" + ADDRESS + "\", \"pid\": 7, \"started\": 1}");

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> ConnectionData.read(old))
        .withMessageContaining("an earlier version")
        .withMessageContaining("remove the file");
  }

  private Path withoutDoors(String more) throws IOException {
    Path file = folder.resolve("without-doors.json");
    Files.writeString(file, "{\"name\": \"c\", \"address\": \"" + ADDRESS + "\"" + more + "}");
    return file;
  }

  private static String processOf(long pid) {
    return ", \"process\": {\"machine\": \"m\", \"host\": \"h\", \"boot\": \"b\","
        + " \"namespace\": \"n\", \"pid\": "
        + pid
        + ", \"start\": \"s\"}";
  }

  @Test
  void read_fileOfAHostWithoutDoors_isRefusedWithWhatToDo() throws IOException {
    Path file = withoutDoors(processOf(7));

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> ConnectionData.read(file))
        .withMessageContaining("an earlier version")
        .withMessageContaining("where clients connect to the cluster 'c'")
        .withMessageContaining("remove the file");
  }

  @Test
  void read_fileOfAnApplication_needsNoDoors() throws IOException {
    Path file = withoutDoors(processOf(7) + ", \"settings\": {\"akka.a\": \"b\"}");

    assertThat(ConnectionData.read(file).doors()).isEmpty();
  }

  @Test
  void toString_file_showsNoKey() {
    assertThat(file(OWN).toString()).doesNotContain("PRIVATE");
  }

  @Test
  void read_fileOfAnEarlierVersion_hasNoAccess() throws IOException {
    Path old = folder.resolve("old.json");
    Files.writeString(
        old, "{\"name\": \"c\", \"address\": \"" + ADDRESS + "\", \"version\": \"0\"}");

    ConnectionData read = ConnectionData.read(old);

    assertThat(read.access()).isNull();
    assertThat(read.seedNodes()).containsExactly(ADDRESS);
  }
}
