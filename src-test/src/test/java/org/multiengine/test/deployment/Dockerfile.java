package org.multiengine.test.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instructions of the Dockerfile of samples/deployment.
 *
 * @param instructions in their order
 */
record Dockerfile(List<Instruction> instructions) {

  private static final Pattern LINE = Pattern.compile("([A-Z]+) +(\\S.*)");
  private static final Pattern SETTING = Pattern.compile("(\\w+)=(\\S+)");

  /** An instruction: its word, and the rest of its line. */
  record Instruction(String word, String rest) {}

  static Dockerfile read() throws IOException {
    String text =
        String.join(
            "\n",
            Files.readAllLines(Manifests.FOLDER.resolve("Dockerfile")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList());
    List<Instruction> instructions = new ArrayList<>();
    for (String line : text.replaceAll("\\\\\n\\s*", "").lines().toList()) {
      if (!line.isBlank()) {
        Matcher matcher = LINE.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        instructions.add(new Instruction(matcher.group(1), matcher.group(2)));
      }
    }
    return new Dockerfile(instructions);
  }

  /** Returns the rest of each instruction with this word. */
  List<String> all(String word) {
    return instructions.stream()
        .filter(instruction -> instruction.word.equals(word))
        .map(Instruction::rest)
        .toList();
  }

  String last(String word) {
    List<String> all = all(word);
    return all.get(all.size() - 1);
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    Matcher settings = SETTING.matcher(String.join(" ", all("ENV")));
    while (settings.find()) {
      environment.put(settings.group(1), settings.group(2));
    }
    return environment;
  }
}
