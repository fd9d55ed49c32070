package org.multiengine.magics.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The help page of each command in terminals of 80 and of 120 columns. The system property {@code
 * update.expected} makes the tests write the expected pages instead of comparing with them.
 */
final class HelpPagesTest {

  private static final Path EXPECTED = Path.of("src/test/resources/help");
  private static final List<Integer> WIDTHS = List.of(80, 120);

  static Stream<Arguments> pages() {
    return WIDTHS.stream()
        .flatMap(width -> commands(width).keySet().stream().map(name -> Arguments.of(name, width)));
  }

  private static Map<String, CommandLine> commands(int width) {
    CommandLine root = Main.commandLine().setUsageHelpAutoWidth(false).setUsageHelpWidth(width);
    Map<String, CommandLine> commands = new LinkedHashMap<>();
    add(root, "multiengine", commands);
    return commands;
  }

  private static void add(CommandLine command, String name, Map<String, CommandLine> commands) {
    commands.put(name, command);
    command.getSubcommands().forEach((each, sub) -> add(sub, name + "-" + each, commands));
  }

  private static String page(String name, int width) {
    return requireNonNull(commands(width).get(name))
        .getUsageMessage(Ansi.OFF)
        .replace("\r\n", "\n");
  }

  private static Path file(String command, int width) {
    return EXPECTED.resolve(command + "-" + width + ".txt");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_ofEachCommand_isTheExpectedOne(String command, int width) throws IOException {
    Path file = file(command, width);
    String page = page(command, width);
    if (System.getProperty("update.expected") != null) {
      Files.createDirectories(EXPECTED);
      Files.writeString(file, page);
    }

    assertThat(file).exists();
    assertThat(page).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_ofEachCommand_fitsItsWidth(String command, int width) {
    assertThat(page(command, width).lines()).allMatch(line -> line.length() <= width);
  }

  @Test
  void expectedPages_areThoseOfCommands() throws IOException {
    List<Path> wanted =
        pages().map(page -> file((String) page.get()[0], (Integer) page.get()[1])).toList();

    try (Stream<Path> files = Files.list(EXPECTED)) {
      assertThat(files).containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  @Test
  void synopsis_ofKeys_showsSeedNodesOnce() {
    String page = page("multiengine-keys", 80);

    assertThat(page.substring(0, page.indexOf("Writes"))).containsOnlyOnce("--seed-nodes");
  }
}
