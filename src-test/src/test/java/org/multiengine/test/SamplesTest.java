package org.multiengine.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.samples.Samples;

/** Runs each sample as its command does; {@link ShopTest} runs the one that is an application. */
final class SamplesTest {

  private static final Pattern SPACE = Pattern.compile(" +");
  private static final Path README = Path.of("..", "samples", "README.md");

  private static List<String> run(String... arguments) throws IOException, InterruptedException {
    PipedRun run = PipedRun.of(Children.java(Samples.class.getName(), arguments), "");
    assertThat(run.errors()).isEmpty();
    assertThat(run.status()).isZero();
    return run.output().lines().toList();
  }

  private static double lastNumber(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private static List<String> words(String line) {
    return List.of(SPACE.split(line.strip()));
  }

  static Stream<String> names() throws IOException, InterruptedException {
    return run("list").stream().map(line -> words(line).get(0));
  }

  @ParameterizedTest
  @MethodSource("names")
  void sample_listed_isInTheTableWithItsCommandAndHasAReadme(String name) throws IOException {
    assertThat(Files.readString(README)).contains("`mvn -q -Psample -Dsample=" + name + "`");
    String place =
        Files.readAllLines(README).stream()
            .filter(line -> line.contains("-Dsample=" + name + "`"))
            .map(line -> line.substring(line.indexOf('(') + 1, line.indexOf(')')))
            .findFirst()
            .orElseThrow();
    assertThat(Files.readString(README.resolveSibling(place)))
        .contains("mvn -q -Psample -Dsample=" + name);
  }

  @Test
  void sample_thatIsNotThere_namesThoseThatAre() throws Exception {
    PipedRun run = PipedRun.of(Children.java(Samples.class.getName(), "nope"), "");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.errors()).contains("there is no sample nope; there are pi, words");
  }

  @Test
  void pi_ofManyDarts_isNearPi() throws Exception {
    List<String> lines = run("pi", "--rounds", "20", "--darts", "100000");

    assertThat(lines).contains("20 of 20 rounds");
    assertThat(lastNumber(lines.get(lines.size() - 1))).isCloseTo(Math.PI, within(0.01));
  }

  @Test
  void words_ofSeveralFiles_areCountedTogether(@TempDir Path folder) throws Exception {
    for (int i = 0; i < 6; i++) {
      Files.writeString(folder.resolve("f" + i), "to be or not to be " + "be ".repeat(i));
    }

    assertThat(run("words", "--folder", folder.toString(), "--top", "2"))
        .containsExactly("4 different words in 6 files", "    27  be", "    12  to");
  }

  @Test
  void histogram_ofAllEngines_countsEachNumberOnce() throws Exception {
    List<String> lines = run("histogram", "--numbers", "1000", "--bins", "10");

    assertThat(lines).hasSize(10);
    assertThat(lines.stream().mapToLong(line -> Long.parseLong(words(line).get(1))).sum())
        .isEqualTo(4000);
  }

  @Test
  void pricing_ofTheGrid_keepsPutCallParity() throws Exception {
    List<double[]> rows =
        run("pricing", "--paths", "2000").stream()
            .skip(1)
            .map(line -> words(line).stream().mapToDouble(Double::valueOf).toArray())
            .toList();

    assertThat(rows).hasSize(25);
    for (int row = 0; row < 25; row += 5) {
      double parity = rows.get(row)[2] - rows.get(row)[3];
      assertThat(rows.subList(row, row + 5))
          .allSatisfy(one -> assertThat(one[2] - one[3]).isCloseTo(parity, within(2.0)));
    }
  }

  @Test
  void merge_ofStreams_isSortedAndComplete() throws Exception {
    List<String> lines = run("merge", "--events", "500", "--piece", "7", "--show", "2000");

    assertThat(lines).last().isEqualTo("2000 events");
    List<Double> times =
        lines.stream().limit(2000).map(line -> Double.valueOf(words(line).get(0))).toList();
    assertThat(times).hasSize(2000).isSorted();
  }

  @Test
  void spider_ofASite_visitsEachPageOnce() throws Exception {
    List<String> lines = run("spider", "--pages", "5");

    assertThat(lines).doesNotHaveDuplicates();
    assertThat(lines.stream().filter(line -> line.startsWith("200 "))).hasSize(5);
  }

  @Test
  void eigenvalues_ofRandomMatrices_followWignersLaw() throws Exception {
    String line = run("eigenvalues", "--matrices", "20", "--size", "40").get(0);

    assertThat(line).matches("mean [0-9.]+, by Wigner's law [0-9.]+");
    double mean = Double.parseDouble(words(line).get(1).replace(",", ""));
    assertThat(mean).isCloseTo(lastNumber(line), within(0.2 * lastNumber(line)));
  }

  @Test
  void sweep_ofAParameter_drawsAPicture(@TempDir Path folder) throws Exception {
    Path chart = folder.resolve("chart.png");

    List<String> lines = run("sweep", "--steps", "50", "--chart", chart.toString());

    assertThat(lines).contains("r = 2.500: 1 values").last().isEqualTo(chart.toString());
    assertThat(ImageIO.read(chart.toFile()).getWidth()).isGreaterThan(100);
  }

  @Test
  void kotlin_lambdas_runInProcessesWithoutKotlin() throws Exception {
    assertThat(run("kotlin"))
        .startsWith(
            "[10, 20, 30, 40]",
            "[Circle(radius=1.0, area=3.141592653589793), Circle(radius=2.0,"
                + " area=12.566370614359172)]",
            "[11, 22, 33]",
            "[5, 6]");
  }

  @Test
  void scala_lambdas_runInProcessesWithoutScala3() throws Exception {
    assertThat(run("scala"))
        .containsExactly(
            "[10, 20, 30, 40]",
            "[Circle(1.0,3.141592653589793), Circle(2.0,12.566370614359172)]",
            "[11, 22, 33]",
            "[5, 6]");
  }
}
