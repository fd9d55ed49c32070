package org.multiengine.magics.command.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandWordsTest {

  private static CommandWords words(String line) {
    return Objects.requireNonNull(CommandWords.of(line.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"exec id", "status", "health", "list", "engine add", "--help", "start -h", "-V"})
  void line_ofAShortCommand_isForTheHost(String line) {
    assertThat(CommandWords.of(line.split(" "))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "stop", "console", "run a.groovy", "exec @file", "logs -f", "x"})
  void line_ofAnotherCommand_isForTheProcess(String line) {
    assertThat(CommandWords.of(line.split(" "))).isNull();
  }

  @Test
  void line_empty_isForTheProcess() {
    assertThat(CommandWords.of(new String[0])).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec --name work id", "exec --name=work id", "exec id --name=work"})
  void cluster_named_isTheFolderOfTheName(String line) {
    assertThat(words(line).cluster()).endsWithRaw(Path.of("clusters", "work"));
  }

  @Test
  void cluster_notNamed_isTheDefault() {
    assertThat(words("status").cluster()).endsWithRaw(Path.of("clusters", "default"));
  }

  @Test
  void cluster_ofAConnectionFile_isItsFolder() {
    assertThat(words("status --connect /a/connection.json").cluster()).isEqualTo(Path.of("/a"));
    assertThat(words("status --connect=b/connection.json").cluster())
        .isEqualTo(Path.of("b").toAbsolutePath());
  }

  @Test
  void cluster_ofAnotherFile_isUnknown() {
    assertThat(words("status --connect /a/client.json").cluster()).isNull();
  }

  @Test
  void cluster_ofAWrongName_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> words("status --name ../up").cluster());
  }
}
