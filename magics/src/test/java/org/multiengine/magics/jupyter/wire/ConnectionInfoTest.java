package org.multiengine.magics.jupyter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectionInfoTest {

  private static final String PORTS =
      "\"shell_port\": 1, \"control_port\": 2, \"iopub_port\": 3, \"stdin_port\": 4,"
          + " \"hb_port\": 5";

  private final Path folder;

  ConnectionInfoTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("kernel.json"), json);
  }

  @Test
  void read_fileOfJupyter_hasAllFields() throws IOException {
    Path file =
        file(
            "{\"transport\": \"tcp\", \"ip\": \"127.0.0.1\", \"key\": \"k\","
                + " \"signature_scheme\": \"hmac-sha256\", "
                + PORTS
                + "}");

    assertThat(ConnectionInfo.read(file))
        .isEqualTo(
            new ConnectionInfo(
                "127.0.0.1", new ConnectionInfo.Ports(1, 2, 3, 4, 5), "k", "hmac-sha256"));
  }

  @Test
  void read_portMissing_isNamed() throws IOException {
    Path file = file("{" + PORTS.replace("stdin_port", "other") + "}");

    assertThatThrownBy(() -> ConnectionInfo.read(file)).hasMessageEndingWith("has no stdin_port");
  }

  @Test
  void read_transportOfFiles_isRefused() throws IOException {
    Path file = file("{\"transport\": \"ipc\", " + PORTS + "}");

    assertThatThrownBy(() -> ConnectionInfo.read(file)).hasMessageContaining("transport ipc");
  }

  @Test
  void read_noFile_isNamed() {
    assertThatThrownBy(() -> ConnectionInfo.read(folder.resolve("none.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.json");
  }

  @Test
  void address_anyPort_isAStar() throws IOException {
    ConnectionInfo info = ConnectionInfo.read(file("{\"ip\": \"::1\", " + PORTS + "}"));

    assertThat(info.address(0)).isEqualTo("tcp://[::1]:*");
    assertThat(info.address(7)).isEqualTo("tcp://[::1]:7");
  }
}
