package org.multiengine.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.internal.machine.ProcessIdentity;

/** The files of clusters that belong to applications, as the command stop treats them. */
final class StopTest {

  private final Path file;
  private final Path clientFile;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  StopTest(@TempDir Path folder) {
    this.file = folder.resolve("connection.json");
    this.clientFile = folder.resolve("client.json");
  }

  private void connectionOfApplication(ProcessIdentity process) throws IOException {
    Files.writeString(
        file,
        """
        {"name": "shop", "address": "akka://shop@127.0.0.1:1", "process": %s, "engines": 2,
         "settings": {"akka.actor.provider": "cluster"}}
        """
            .formatted(new ObjectMapper().writeValueAsString(process)));
    Files.writeString(clientFile, "{}");
  }

  private int stop() {
    return Main.run(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        "stop",
        "--connect",
        file.toString());
  }

  @Test
  void stop_applicationRuns_refusesAndKeepsTheFiles() throws IOException {
    connectionOfApplication(ProcessIdentity.own());

    assertThat(stop()).isOne();
    assertThat(err.toString()).contains("belongs to an application");
    assertThat(file).exists();
  }

  @Test
  void stop_applicationWasKilled_removesItsFiles() throws IOException {
    ProcessIdentity here = ProcessIdentity.own();
    connectionOfApplication(
        new ProcessIdentity(
            here.machine(), here.host(), here.boot(), here.namespace(), here.pid(), "1"));

    assertThat(stop()).as(err.toString()).isZero();
    assertThat(out.toString()).contains("The cluster 'shop' had already ended");
    assertThat(file).doesNotExist();
    assertThat(clientFile).doesNotExist();
  }
}
