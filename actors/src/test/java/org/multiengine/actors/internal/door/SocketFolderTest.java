package org.multiengine.actors.internal.door;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SocketFolderTest {

  private static final String DOOR = "127.0.0.1:4711";
  private static final String NAME = "multiengine-127.0.0.1-4711";

  private final Path parent;

  SocketFolderTest(@TempDir Path temporary) {
    this.parent = temporary;
  }

  private SocketFolder open() {
    return SocketFolder.open(parent.toString(), DOOR);
  }

  /** Creates a folder as another process may have done, long ago. */
  private Path folder(String name, String permissions) throws IOException {
    Path folder = Files.createDirectory(parent.resolve(name));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    return makeOld(folder);
  }

  private static Path makeOld(Path folder) throws IOException {
    return Files.setLastModifiedTime(folder, FileTime.from(Instant.EPOCH));
  }

  private static ServerSocketChannel listen(Path socket) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket), 1);
  }

  /** Leaves a socket in a folder as a killed process does. */
  private static Path leave(Path folder, String socket) throws IOException {
    listen(folder.resolve(socket)).close();
    return makeOld(folder);
  }

  @Test
  void open_usableFolder_isOfThisUserAloneUntilItIsClosed() throws IOException {
    SocketFolder folder = open();
    leave(parent.resolve(NAME), "host");
    Path socket = SocketFolder.socket(parent.toString(), DOOR, "host").orElseThrow();

    assertThat(socket).isEqualTo(parent.resolve(NAME).resolve("host"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve(NAME))))
        .isEqualTo("rwx------");

    folder.close();
    assertThat(parent).isEmptyDirectory();
    assertThat(SocketFolder.socket(parent.toString(), DOOR, "host")).isEmpty();
  }

  @Test
  void close_socketsOfProcesses_areRemovedAsWell() throws IOException {
    SocketFolder folder = open();
    leave(parent.resolve(NAME), "0");

    folder.close();

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void prepare_slot_isItsPathWithoutTheSocketOfAnEarlierProcess() throws IOException {
    try (SocketFolder folder = open()) {
      leave(parent.resolve(NAME), "a-0");

      String socket = folder.prepare("a-0");

      assertThat(socket).isEqualTo(parent.resolve(NAME).resolve("a-0").toString());
      assertThat(Path.of(socket)).doesNotExist();
    }
  }

  @Test
  void prepare_slotWithALongName_isShortAndFoundByClients() throws IOException {
    String slot = "a".repeat(1_000);
    try (SocketFolder folder = open()) {
      Path socket = Path.of(folder.prepare(slot));

      try (var process = listen(socket)) {
        assertThat(SocketFolder.socket(parent.toString(), DOOR, slot)).contains(socket);
        assertThat(SocketFolder.socket(parent.toString(), DOOR, slot + "b")).isEmpty();
        assertThat(process.isOpen()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/no/such/folder"})
  void open_noFolderForSockets_isWhereClientsDoNotLook(String setting) {
    try (SocketFolder folder = SocketFolder.open(setting, DOOR)) {
      assertThat(folder.path()).isDirectory();
      assertThat(folder.prepare("0")).isNotEmpty();
      assertThat(SocketFolder.socket(setting, DOOR, "host")).isEmpty();
    }
  }

  @Test
  void open_pathTooLong_isElsewhere() throws IOException {
    Path deep = Files.createDirectory(parent.resolve("d".repeat(90)));

    try (SocketFolder folder = SocketFolder.open(deep.toString(), DOOR)) {
      assertThat(folder.path()).isDirectory().isNotEqualTo(deep);
      assertThat(deep).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @CsvSource({"[fd00::1]:4711, multiengine-fd00__1-4711", "a-b.test:1, multiengine-a-b.test-1"})
  void open_otherAddress_isInTheName(String door, String name) {
    try (SocketFolder folder = SocketFolder.open(parent.toString(), door)) {
      assertThat(folder.prepare("0")).isEqualTo(parent.resolve(name).resolve("0").toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc:1", "4711", "a:b/c", ""})
  void socket_noHostAndPort_isNone(String door) {
    assertThat(SocketFolder.socket(parent.toString(), door, "host")).isEmpty();
  }

  @Test
  void open_hostOfTheSameAddressIsRunning_isElsewhereAndLeavesItAlone() throws IOException {
    try (SocketFolder running = open();
        var host = listen(requireNonNull(running.path()).resolve("host"))) {
      try (SocketFolder another = open()) {
        assertThat(another.path()).isNotEqualTo(running.path());
      }

      assertThat(host.isOpen()).isTrue();
      assertThat(SocketFolder.socket(parent.toString(), DOOR, "host")).isPresent();
    }
  }

  @Test
  void open_folderThatOthersMayEnter_isElsewhereAndLeavesItAlone() throws IOException {
    Path foreign = folder(NAME, "rwxrwxrwx");
    leave(foreign, "host");

    try (SocketFolder folder = open()) {
      assertThat(folder.path()).isNotEqualTo(foreign);
      assertThat(SocketFolder.socket(parent.toString(), DOOR, "host")).isEmpty();
    }
    assertThat(foreign.resolve("host")).exists();
  }

  @Test
  void open_hostOfTheSameAddressWasKilled_takesItsPlace() throws IOException {
    Path left = folder(NAME, "rwx------");
    leave(left, "host");
    leave(left, "0");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now())); // it was killed right now

    try (SocketFolder folder = open()) {
      assertThat(folder.path()).isNotNull();
      assertThat(left.resolve("0")).doesNotExist();
    }
  }

  @Test
  void open_leftoversOfKilledProcesses_areRemoved() throws IOException {
    Path host = leave(folder("multiengine-10.0.0.1-25520", "rwx------"), "host");
    Path empty = folder("multiengine-10.0.0.1-25521", "rwx------");
    Path link = leave(folder("multiengine-1234567890123", "rwx------"), "link");

    open().close();

    assertThat(host).doesNotExist();
    assertThat(empty).doesNotExist();
    assertThat(link).doesNotExist();
  }

  @Test
  void open_foldersInUse_areKept() throws IOException {
    Path host = folder("multiengine-10.0.0.1-25520", "rwx------");
    Path link = folder("multiengine-1234567890123", "rwx------");
    try (var hosts = listen(host.resolve("host"));
        var links = listen(link.resolve("link"))) {
      makeOld(host);
      makeOld(link);

      open().close();

      assertThat(host.resolve("host")).exists();
      assertThat(link.resolve("link")).exists();
      assertThat(hosts.isOpen() && links.isOpen()).isTrue();
    }
  }

  @Test
  void open_foldersThatMayBeOfOthers_areKept() throws IOException {
    Path withFile = folder("multiengine-10.0.0.1-25520", "rwx------");
    Files.createFile(withFile.resolve("host"));
    makeOld(withFile);
    Path forAll = leave(folder("multiengine-10.0.0.1-25521", "rwxr-xr-x"), "host");
    Path emptyWork = folder("multiengine-1234567890123", "rwx------");
    Path work = leave(folder("multiengine-work", "rwx------"), "host");
    Path young = leave(folder("multiengine-10.0.0.1-25522", "rwx------"), "host");
    Files.setLastModifiedTime(young, FileTime.from(Instant.now().plusSeconds(3600)));

    open().close();

    assertThat(withFile.resolve("host")).exists();
    assertThat(forAll.resolve("host")).exists();
    assertThat(emptyWork).exists();
    assertThat(work.resolve("host")).exists();
    assertThat(young.resolve("host")).exists();
  }
}
