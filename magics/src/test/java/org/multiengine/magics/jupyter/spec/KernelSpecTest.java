package org.multiengine.magics.jupyter.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelSpecTest {

  private final Path folder;

  KernelSpecTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void find_kernelWritten_isTheSame() throws IOException {
    var spec =
        new KernelSpec(folder.resolve("local"), "Multiengine", List.of("me", "{connection_file}"));
    spec.write();
    Files.createDirectories(folder.resolve("python3"));
    Files.writeString(folder.resolve("python3/kernel.json"), "{\"argv\": []}");

    assertThat(KernelSpec.find(List.of(folder))).containsExactly(spec);
    assertThat(folder.resolve("local/logo-64x64.png")).isNotEmptyFile();
  }

  @Test
  void delete_kernelWritten_leavesNothing() {
    var spec = new KernelSpec(folder.resolve("local"), "Multiengine", List.of("me"));
    spec.write();
    spec.delete();

    assertThat(folder).isEmptyDirectory();
    assertThat(KernelSpec.find(List.of(folder, folder.resolve("none")))).isEmpty();
  }

  @Test
  void checkedName_wordOfJupyter_isAccepted() {
    assertThat(KernelSpec.checkedName("me-4.local")).isEqualTo("me-4.local");
    assertThatThrownBy(() -> KernelSpec.checkedName("../x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofUser_eachSystem_isThatOfJupyter() {
    Path home = Path.of("/home/ann");

    assertThat(new KernelFolders(Map.of(), "Linux", home).ofUser())
        .isEqualTo(home.resolve(".local/share/jupyter/kernels"));
    assertThat(new KernelFolders(Map.of("XDG_DATA_HOME", "/x"), "Linux", home).ofUser())
        .isEqualTo(Path.of("/x/jupyter/kernels"));
    assertThat(new KernelFolders(Map.of("JUPYTER_DATA_DIR", "/d"), "Linux", home).ofUser())
        .isEqualTo(Path.of("/d/kernels"));
    assertThat(new KernelFolders(Map.of(), "Mac OS X", home).ofUser())
        .isEqualTo(home.resolve("Library/Jupyter/kernels"));
    assertThat(new KernelFolders(Map.of("APPDATA", "/a"), "Windows 11", home).ofUser())
        .isEqualTo(Path.of("/a/jupyter/kernels"));
  }

  @Test
  void words_ofAScript_checkThatItIsStillThere() {
    List<String> words = KernelLauncher.words(Path.of("/opt/me/bin/multiengine"), List.of(), "M");

    assertThat(words).startsWith("/bin/sh", "-c").endsWith("/opt/me/bin/multiengine");
    assertThat(words.get(2)).contains("multiengine jupyter install");
  }

  @Test
  void words_ofClasses_startTheMainClass() {
    assertThat(KernelLauncher.words(null, List.of("-Da=b"), "org.Main"))
        .contains("-Da=b", "-cp")
        .endsWith("org.Main");
  }
}
