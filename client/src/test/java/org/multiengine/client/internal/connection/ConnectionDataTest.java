package org.multiengine.client.internal.connection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.internal.security.ClusterKeys;
import org.multiengine.actors.internal.security.NodeKind;

final class ConnectionDataTest {

  private static final String ADDRESS = "akka://multiengine@127.0.0.1:4711";

  private final Path folder;

  ConnectionDataTest(@TempDir Path temporary) {
    this.folder = temporary;
  }

  private static ConnectionData file(String address, long pid) {
    return file(address, pid, System.currentTimeMillis());
  }

  private static ConnectionData file(String address, long pid, long started) {
    var validity = new ClusterKeys.Validity(Duration.ofDays(9), Duration.ofDays(1));
    ClusterKeys keys = ClusterKeys.inMemory(validity, List.of("127.0.0.1"));
    var access = new ConnectionData.Access(keys.of(NodeKind.CLIENT), keys.authority());
    return new ConnectionData(
        "c",
        address,
        List.of(address),
        pid,
        started,
        2,
        Map.of("java", "17"),
        Map.of(0, "0"),
        access,
        Map.of());
  }

  @Test
  void write_file_isReadTheSame() {
    ConnectionData file = file(ADDRESS, 1);

    file.write(folder.resolve("connection.json"));

    assertThat(ConnectionData.read(folder.resolve("connection.json"))).isEqualTo(file);
  }

  @Test
  void forClients_file_keepsTheAuthorityToItself() throws IOException {
    Path written = folder.resolve("client.json");

    file(ADDRESS, 1).forClients().write(written);

    ConnectionData.Access access = requireNonNull(ConnectionData.read(written).access());
    assertThat(access.authority()).isNull();
    assertThat(access.client().key()).contains("PRIVATE KEY");
    assertThat(Files.readString(written).split("BEGIN PRIVATE KEY", -1)).hasSize(2);
  }

  @Test
  void hostIsAlive_onAnotherMachine_isNotDenied() {
    assertThat(file("akka://multiengine@192.0.2.1:4711", Long.MAX_VALUE).hostIsAlive()).isTrue();
    assertThat(file(ADDRESS, Long.MAX_VALUE).hostIsAlive()).isFalse();
    assertThat(file(ADDRESS, ProcessHandle.current().pid()).hostIsAlive()).isTrue();
  }

  @Test
  void hostIsAlive_processIsYoungerThanTheFile_isAnotherOne() {
    long before = System.currentTimeMillis() - Duration.ofDays(1).toMillis();

    ConnectionData ofAnEarlierLife = file(ADDRESS, ProcessHandle.current().pid(), before);

    assertThat(ofAnEarlierLife.hostIsAlive()).isFalse();
    assertThat(ofAnEarlierLife.process()).isEmpty();
  }

  @Test
  void hostIsAlive_hostIsNotStartedYet_isNotDenied() {
    assertThat(file(ADDRESS, 0, 0).hostIsAlive()).isTrue();
    assertThat(file(ADDRESS, 0, 0).process()).isEmpty();
  }

  @Test
  void toString_file_showsNoKey() {
    assertThat(file(ADDRESS, 1).toString()).doesNotContain("PRIVATE");
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
