package org.multiengine.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.internal.machine.ProcessIdentity;

final class HealthTest {

  private final Path file;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  HealthTest(@TempDir Path folder) {
    this.file = folder.resolve("connection.json");
  }

  private void connection(ProcessIdentity host, int engines) throws IOException {
    Files.writeString(
        file,
        """
        {"name": "c", "address": "akka://multiengine@127.0.0.1:1", "process": %s, "engines": %d,
         "doors": ["127.0.0.1:2"], "slots": {"0": "0", "1": "1"}}
        """
            .formatted(new ObjectMapper().writeValueAsString(host), engines));
  }

  private int health(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "health";
    all[1] = "--connect";
    all[2] = file.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  private static ProcessIdentity self() {
    return ProcessIdentity.own();
  }

  /** Returns the identity of a process that has ended: its start is not that of the process. */
  private static ProcessIdentity ended() {
    ProcessIdentity here = self();
    return new ProcessIdentity(
        here.machine(), here.host(), here.boot(), here.namespace(), here.pid(), "1");
  }

  @Test
  void health_hostAndAllEngines_isGood() throws IOException {
    connection(self(), 2);

    assertThat(health()).isZero();
    assertThat(out.toString()).isEqualToNormalizingNewlines("healthy: 2 engines take requests\n");
  }

  @Test
  void health_oneEngineIsLost_isNot() throws IOException {
    connection(self(), 1);

    assertThat(health()).isEqualTo(1);
    assertThat(err.toString()).contains("only 1 of 2 engines take requests");
    assertThat(health("--engines", "1")).isZero();
  }

  @Test
  void health_hostHasEnded_isNot() throws IOException {
    connection(ended(), 2);

    assertThat(health()).isEqualTo(1);
    assertThat(err.toString()).contains("has ended");
  }

  @Test
  void health_hostHasNotToldForLong_isNot() throws IOException {
    connection(self(), 2);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));

    assertThat(health()).isEqualTo(1);
    assertThat(err.toString()).contains("has not updated its connection file for 6");
    assertThat(health("--max-age", "120")).isZero();
  }

  @Test
  void health_noCluster_isNot() {
    assertThat(health()).isEqualTo(1);
    assertThat(err.toString()).contains("there is no connection file");
  }
}
