package org.multiengine.test.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A published vulnerability of a library.
 *
 * @param artifact the library, as {@code group:name}
 * @param published the month of publication
 * @param id the number of the CVE or of the GitHub advisory
 * @param affected the affected versions
 * @param subject what is wrong
 */
record Advisory(
    String artifact, YearMonth published, String id, List<VersionRange> affected, String subject) {

  /** The list of this repository. */
  static final Path LIST = Path.of("../.mvn/advisories.txt");

  /** Reads the list. An artifact is on a line of its own, its advisories are indented. */
  static List<Advisory> readAll() throws IOException {
    List<Advisory> advisories = new ArrayList<>();
    String artifact = "";
    for (String line : Files.readAllLines(LIST)) {
      if (line.startsWith(" ")) {
        advisories.add(parse(artifact, line));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        artifact = line;
      }
    }
    return advisories;
  }

  private static Advisory parse(String artifact, String line) {
    String[] fields = line.strip().split(" \\| ", -1);
    if (fields.length != 4 || artifact.isEmpty()) {
      throw new IllegalArgumentException("not an advisory of an artifact: " + line);
    }
    return new Advisory(
        artifact,
        YearMonth.parse(fields[1]),
        fields[0],
        Stream.of(fields[2].split(" ")).map(VersionRange::parse).toList(),
        fields[3]);
  }

  /** Returns whether this advisory applies to a version of a library. */
  boolean appliesTo(String library, String version) {
    return artifact.equals(library) && affected.stream().anyMatch(range -> range.contains(version));
  }
}
