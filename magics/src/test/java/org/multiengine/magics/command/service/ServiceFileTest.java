package org.multiengine.magics.command.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceFileTest {

  private final Path cluster;
  private final Path folder;
  private final Path socket;

  ServiceFileTest(@TempDir Path temporary) throws IOException {
    cluster = Files.createDirectory(temporary.resolve("cluster"));
    folder =
        Files.createDirectory(
            temporary.resolve("sockets"),
            PosixFilePermissions.asFileAttribute(ServiceFile.FOLDER_MODE));
    socket = folder.resolve("host");
  }

  @BeforeEach
  void write() throws IOException {
    ServiceFile.write(cluster, socket);
  }

  private static void setMode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void find_asWritten_returnsTheSocket() {
    assertThat(ServiceFile.findSocket(cluster)).isEqualTo(socket);
  }

  @Test
  void find_noFile_returnsNothing() {
    assertThat(ServiceFile.findSocket(folder)).isNull();
  }

  @Test
  void find_fileThatOthersMayWrite_returnsNothing() throws IOException {
    setMode(ServiceFile.in(cluster), "rw-rw----");

    assertThat(ServiceFile.findSocket(cluster)).isNull();
  }

  @Test
  void find_folderThatOthersMayEnter_returnsNothing() throws IOException {
    setMode(folder, "rwx--x--x");

    assertThat(ServiceFile.findSocket(cluster)).isNull();
  }

  @Test
  void find_linkToAFile_returnsNothing() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createSymbolicLink(ServiceFile.in(other), ServiceFile.in(cluster));

    assertThat(ServiceFile.findSocket(other)).isNull();
  }

  @Test
  void find_folderOfAnotherUser_returnsNothing() throws IOException {
    Files.writeString(ServiceFile.in(cluster), "/proc/1/root");

    assertThat(ServiceFile.findSocket(cluster)).isNull();
  }

  @Test
  void find_somethingElseWritten_returnsNothing() throws IOException {
    Files.writeString(ServiceFile.in(cluster), "x\0" + "y".repeat(1000));

    assertThat(ServiceFile.findSocket(cluster)).isNull();
  }

  @Test
  void remove_fileOfALaterHost_keepsIt() throws IOException {
    ServiceFile.remove(cluster, folder.resolve("earlier"));

    assertThat(ServiceFile.findSocket(cluster)).isEqualTo(socket);
  }
}
