package org.multiengine.magics.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileNamesTest {

  private final Path folder;

  FileNamesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void makeFiles() throws Exception {
    Files.createDirectory(folder.resolve("jobs"));
    for (String name : new String[] {"one.groovy", "two-2.groovy", ".hidden", "with blank"}) {
      Files.createFile(folder.resolve(name));
    }
  }

  @Test
  void of_folder_listsWhatCanBeTyped() {
    assertThat(FileNames.of(new FakeShell(), folder + "/"))
        .containsExactly(folder + "/jobs/", folder + "/one.groovy", folder + "/two-2.groovy");
  }

  @Test
  void of_lastWord_isTheOneThatCounts() {
    assertThat(FileNames.of(new FakeShell(), "--px " + folder + "/on"))
        .contains(folder + "/one.groovy");
  }

  @Test
  void of_dot_listsHiddenFiles() {
    assertThat(FileNames.of(new FakeShell(), folder + "/.")).contains(folder + "/.hidden");
  }

  @Test
  void of_noSuchFolder_isEmpty() {
    assertThat(FileNames.of(new FakeShell(), folder + "/nosuch/x")).isEmpty();
    assertThat(FileNames.of(new FakeShell(), "\u0000/")).isEmpty();
  }

  @Test
  void of_nothing_listsTheCurrentFolder() {
    assertThat(FileNames.of(new FakeShell(), "")).contains("pom.xml", "src/");
  }
}
