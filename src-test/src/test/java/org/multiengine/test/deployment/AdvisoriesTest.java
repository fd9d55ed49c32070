package org.multiengine.test.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that no library in the archive has a published vulnerability, and the list of them. */
final class AdvisoriesTest {

  private static final Pattern REVIEWED = Pattern.compile("(?m)^# Reviewed: (\\S+)$");

  private static List<String> advisories(String library, String version) throws IOException {
    return Advisory.readAll().stream()
        .filter(advisory -> advisory.appliesTo(library, version))
        .map(Advisory::id)
        .toList();
  }

  @Test
  void libraries_ofTheArchive_haveNoPublishedVulnerability() throws IOException {
    Path bom = Path.of("../magics/target/sbom.json");
    assumeThat(bom).as("bill of materials: run mvn verify").exists();
    JsonNode libraries = new ObjectMapper().readTree(bom.toFile()).path("components");

    assertThat(libraries.size()).isGreaterThan(40);
    for (JsonNode library : libraries) {
      String name = library.path("group").asText() + ":" + library.path("name").asText();
      String version = library.path("version").asText();
      assertThat(advisories(name, version)).as("advisories for %s %s", name, version).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "com.fasterxml.jackson.core:jackson-databind, 2.15.4, CVE-2026-54512",
    "com.fasterxml.jackson.core:jackson-core, 2.15.4, CVE-2026-18401",
    "org.lz4:lz4-java, 1.8.0, CVE-2025-12183",
    "at.yawk.lz4:lz4-java, 1.10.1, CVE-2026-106451",
    "ch.qos.logback:logback-core, 1.5.38, CVE-2026-19880"
  })
  void advisories_forAnAffectedVersion_nameTheVulnerability(
      String library, String version, String id) throws IOException {
    assertThat(advisories(library, version)).contains(id);
  }

  @Test
  void advisories_areSortedAndNotLaterThanTheReview() throws IOException {
    Matcher reviewed = REVIEWED.matcher(Files.readString(Advisory.LIST));
    assertThat(reviewed.find()).isTrue();
    YearMonth last = YearMonth.from(LocalDate.parse(reviewed.group(1)));

    assertThat(Advisory.readAll())
        .isSortedAccordingTo(
            Comparator.comparing(Advisory::artifact)
                .thenComparing(Advisory::published)
                .thenComparing(Advisory::id))
        .doesNotHaveDuplicates()
        .allMatch(advisory -> advisory.id().matches("CVE-\\d{4}-\\d{4,}|GHSA(-\\w{4}){3}"))
        .allMatch(advisory -> !advisory.published().isAfter(last))
        .hasSizeGreaterThan(50);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "[2.19.0,2.21.7) 2.19.0 true",
        "[2.19.0,2.21.7) 2.21.6 true",
        "[2.19.0,2.21.7) 2.21.7 false",
        "[2.19.0,2.21.7) 2.18.11 false",
        "(1.0,2.0] 1.0 false",
        "(1.0,2.0] 2 true",
        "(,1.10.1) 1.9 true",
        "(,1.10.1) 1.10.1 false",
        "[3,) 10.0 true",
        "(,) 0.1 true"
      })
  void range_ofAVersion_containsWhatIsBetweenItsBounds(
      String range, String version, boolean contained) {
    assertThat(VersionRange.parse(range).contains(version)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.21.7", "[2.19.0]", "<2.21.7", "[1,2,3)"})
  void range_withoutTwoBounds_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VersionRange.parse(text))
        .withMessageContaining(text);
  }
}
