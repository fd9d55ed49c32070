package org.multiengine.test.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.multiengine.magics.command.Main;
import picocli.CommandLine;

final class DockerfileTest {

  private static final Set<String> KNOWN =
      Set.of(
          "FROM",
          "COPY",
          "RUN",
          "ENV",
          "VOLUME",
          "USER",
          "WORKDIR",
          "EXPOSE",
          "STOPSIGNAL",
          "HEALTHCHECK",
          "ENTRYPOINT",
          "CMD");

  private final Dockerfile image;

  DockerfileTest() throws IOException {
    this.image = Dockerfile.read();
  }

  /**
   * Returns the words of a command in its form without a shell. A shell would not forward signals.
   */
  private static List<String> words(String json) throws IOException {
    return new ObjectMapper().readValue(json, new TypeReference<List<String>>() {});
  }

  private static void assertAccepted(List<String> words) {
    assertThatCode(() -> new CommandLine(new Main()).parseArgs(words.toArray(String[]::new)))
        .as(words.toString())
        .doesNotThrowAnyException();
  }

  @Test
  void instructions_all_areKnownAndBeginWithAnImage() {
    assertThat(image.instructions().get(0).word()).isEqualTo("FROM");
    assertThat(image.instructions()).allMatch(instruction -> KNOWN.contains(instruction.word()));
  }

  @Test
  void copies_fromStages_nameStagesThatAreThere() {
    Matcher stage = Pattern.compile("--from=(\\S+) ").matcher(String.join("\n", image.all("COPY")));

    assertThat(stage.find()).isTrue();
    assertThat(image.all("FROM")).anyMatch(from -> from.endsWith(" AS " + stage.group(1)));
  }

  @Test
  void user_ofTheImage_isNotRootAndANumber() {
    assertThat(image.last("USER")).matches("[1-9]\\d*:[1-9]\\d*");
  }

  @Test
  void home_ofTheCommand_isAVolumeOfThatUser() {
    String home = image.environment().get("MULTIENGINE_HOME");

    assertThat(image.last("VOLUME")).isEqualTo(home);
    assertThat(image.all("RUN"))
        .anyMatch(run -> run.contains("chown " + image.last("USER") + " " + home));
  }

  @Test
  void command_ofTheImage_isAcceptedAndGetsSignals() throws IOException {
    assertThat(words(image.last("ENTRYPOINT"))).containsExactly("multiengine");
    assertAccepted(words(image.last("CMD")));
    assertThat(image.last("STOPSIGNAL")).isEqualTo("SIGTERM");
  }

  @Test
  void health_ofTheImage_isAskedByACommandThatIsAccepted() throws IOException {
    String check = image.last("HEALTHCHECK");
    List<String> words = words(check.substring(check.indexOf(" CMD ") + 5));

    assertThat(words.subList(0, 2)).containsExactly("multiengine", "health");
    assertAccepted(words.subList(1, words.size()));
    assertThat(check.substring(0, check.indexOf(" CMD ")).split(" "))
        .allMatch(option -> option.matches("--(interval|timeout|start-period|retries)=\\d+s?"));
  }

  @Test
  void classDataArchive_ofTheImage_isWrittenToTheInstallation() {
    assertThat(image.all("RUN"))
        .anyMatch(run -> run.matches("MULTIENGINE_HOME=(\\S+) \\1/bin/multiengine archive"));
    assertAccepted(List.of("archive"));
  }
}
