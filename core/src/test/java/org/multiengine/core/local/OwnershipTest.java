package org.multiengine.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnershipTest {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path folder;
  private final Path file;

  OwnershipTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.file = Files.createTempFile(folder, "", "");
    Files.setPosixFilePermissions(file, OWNER_ONLY);
  }

  @Test
  void isOurs_ownFile_isAndLeavesNothingBeside() throws IOException {
    assertThat(Ownership.isOurs(file, OWNER_ONLY)).isTrue();
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void isOurs_otherPermissions_isNot() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(Ownership.isOurs(file, OWNER_ONLY)).isFalse();
  }

  @Test
  void isOurs_ofAnotherUser_isNot() throws IOException {
    assumeThat(System.getProperty("user.name")).isEqualTo("root"); // who alone can give files away
    Files.setOwner(
        file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

    assertThat(Ownership.isOurs(file, OWNER_ONLY)).isFalse();
  }

  @Test
  void isPrivateFolder_ownFolder_isAndLeavesNothingInside() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));

    assertThat(Ownership.isPrivateFolder(own)).isTrue();
    assertThat(own).isEmptyDirectory();
  }

  @Test
  void isPrivateFolder_othersMayEnter_isNot() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx--x--x"));

    assertThat(Ownership.isPrivateFolder(own)).isFalse();
  }

  @Test
  void isPrivateFolder_ofAnotherUser_isNot() throws IOException {
    assumeThat(System.getProperty("user.name")).isEqualTo("root"); // who alone can give files away
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwx------"));
    Files.setOwner(
        other,
        other.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

    assertThat(Ownership.isPrivateFolder(other)).isFalse();
  }
}
