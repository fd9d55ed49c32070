package org.multiengine.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.local.SharedSegment.Shape;

final class SharedSegmentTest {

  private static final Shape SHAPE = new Shape(3, 100_000);

  private final Path folder;

  SharedSegmentTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void read_slotOfTheOtherSide_givesWhatItWrote() throws IOException {
    SharedSegment writer = SharedSegment.create(folder, SHAPE, Long.MAX_VALUE);
    SharedSegment reader = SharedSegment.open(folder, writer.file(), SHAPE);
    byte[] read = new byte[4];

    writer.write(2, new byte[] {9, 1, 2, 3}, 1, 3);
    reader.read(2, read, 1, 3);

    assertThat(read).containsExactly(0, 1, 2, 3);
  }

  @Test
  void close_bothHaveIt_leavesNoFileAndTheMemory() throws IOException {
    SharedSegment writer = SharedSegment.create(folder, SHAPE, Long.MAX_VALUE);
    SharedSegment reader = SharedSegment.open(folder, writer.file(), SHAPE);
    byte[] read = new byte[1];

    writer.close();
    writer.write(0, new byte[] {7}, 0, 1);
    reader.read(0, read, 0, 1);

    assertThat(read).containsExactly(7);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void create_processSharesTheMost_isRefusedUntilMemoryIsGivenBack() throws IOException {
    SharedSegment first = SharedSegment.create(folder, SHAPE, Long.MAX_VALUE);
    long most = SharedBytes.ofProcess().taken();

    assertThatThrownBy(() -> SharedSegment.create(folder, SHAPE, most))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shares " + most);

    first.unmap();
    SharedSegment next = SharedSegment.create(folder, SHAPE, most);
    assertThat(SharedBytes.ofProcess().taken()).isEqualTo(most);
    next.unmap();
  }

  @Test
  void create_folderIsMissing_takesNothing() {
    long before = SharedBytes.ofProcess().taken();

    assertThatThrownBy(() -> SharedSegment.create(folder.resolve("none"), SHAPE, Long.MAX_VALUE))
        .isInstanceOf(IOException.class);

    assertThat(SharedBytes.ofProcess().taken()).isEqualTo(before);
  }

  @Test
  void unmap_always_givesTheMemoryBackAtOnce() throws IOException {
    SharedSegment segment = SharedSegment.create(folder, SHAPE, Long.MAX_VALUE);
    String name = segment.file().getFileName().toString();
    assertThat(mappings()).anyMatch(line -> line.contains(name));

    segment.unmap();
    segment.unmap();

    assertThat(mappings()).noneMatch(line -> line.contains(name));
    assertThatThrownBy(() -> segment.read(0, new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> segment.write(0, new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  private static List<String> mappings() throws IOException {
    Path maps = Path.of("/proc/self/maps");
    assumeTrue(Files.isReadable(maps));
    return Files.readAllLines(maps);
  }

  @Test
  void create_noFolder_throws() {
    assertThatThrownBy(() -> SharedSegment.create(folder.resolve("none"), SHAPE, Long.MAX_VALUE))
        .isInstanceOf(IOException.class);
  }

  @Test
  void create_file_isForTheUserOnly() throws IOException {
    Path file = SharedSegment.create(folder, SHAPE, Long.MAX_VALUE).file();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void open_fileElsewhere_isRefused(@TempDir Path elsewhere) throws IOException {
    Path file = SharedSegment.create(elsewhere, SHAPE, Long.MAX_VALUE).file();

    assertRefused(file);
  }

  @Test
  void open_fileOfAnotherName_isRefused() throws IOException {
    assertRefused(
        Files.move(
            SharedSegment.create(folder, SHAPE, Long.MAX_VALUE).file(), folder.resolve("other")));
  }

  @Test
  void open_link_isRefused(@TempDir Path elsewhere) throws IOException {
    Path file = SharedSegment.create(elsewhere, SHAPE, Long.MAX_VALUE).file();

    assertRefused(Files.createSymbolicLink(folder.resolve("multiengine-1.segment"), file));
  }

  @Test
  void open_fileOthersMayRead_isRefused() throws IOException {
    Path file = SharedSegment.create(folder, SHAPE, Long.MAX_VALUE).file();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertRefused(file);
  }

  @Test
  void open_fileOfAnotherSize_isRefused() throws IOException {
    assertRefused(SharedSegment.create(folder, new Shape(2, 100_000), Long.MAX_VALUE).file());
  }

  private void assertRefused(Path file) {
    assertThatThrownBy(() -> SharedSegment.open(folder, file, SHAPE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not memory that a process of this user shares");
  }

  @Test
  void write_moreThanASlot_isRefused() throws IOException {
    SharedSegment segment = SharedSegment.create(folder, SHAPE, Long.MAX_VALUE);

    assertThatThrownBy(() -> segment.write(0, new byte[100_001], 0, 100_001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> segment.write(3, new byte[1], 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
