package org.multiengine.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the samples print, each run as its command runs it, with less to do. */
final class SamplesTest {

  static final List<String> KOTLIN =
      List.of(
          "[10, 20, 30, 40]",
          "[Circle(radius=1.0, area=3.141592653589793),"
              + " Circle(radius=2.0, area=12.566370614359172)]",
          "[11, 22, 33]",
          "[5, 6]",
          "[{2=3, 3=1}, {4=1, 2=1, 3=1, 8=1}]");

  static final List<String> SCALA =
      List.of(
          "[10, 20, 30, 40]",
          "[Circle(1.0,3.141592653589793), Circle(2.0,12.566370614359172)]",
          "[11, 22, 33]",
          "[5, 6]");

  private static List<String> words(String line) {
    return List.of(line.strip().split("[ ,]+", -1));
  }

  private static List<Double> numbers(String line) {
    return words(line).stream().map(Double::valueOf).toList();
  }

  /** Runs a sample and returns the lines it has printed. */
  private static List<String> run(String... args) throws Throwable {
    return Printed.by(() -> Samples.run(args));
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }

  /** The shop has a test class of its own. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHOP")
  void everySample_hasATestOfItsName(Sample sample) {
    assertThat(SamplesTest.class.getDeclaredMethods())
        .filteredOn(method -> method.isAnnotationPresent(Test.class))
        .extracting(Method::getName)
        .anyMatch(name -> name.startsWith(sample.word() + "_"));
  }

  @ParameterizedTest
  @EnumSource
  void everySample_isInTheTableWithItsCommandAndHasAReadme(Sample sample) throws Exception {
    String command = "mvn -q -Psample -Dsample=" + sample.word();
    Path table = Path.of("..", "samples", "README.md");
    String row =
        Files.readAllLines(table).stream()
            .filter(line -> line.endsWith("`" + command + "` |"))
            .findFirst()
            .orElseThrow();

    String readme = row.substring(row.indexOf('(') + 1, row.indexOf(')'));

    assertThat(Files.readString(table.resolveSibling(readme))).contains(command);
  }

  @Test
  void list_noName_namesEverySample() throws Throwable {
    assertThat(run())
        .extracting(line -> words(line).get(0))
        .containsExactlyElementsOf(Stream.of(Sample.values()).map(Sample::word).toList());
  }

  @Test
  void name_ofNoSample_isRefusedWithThoseThereAre() {
    assertThatExceptionOfType(Options.Wrong.class)
        .isThrownBy(() -> Samples.run("pie"))
        .withMessageContaining("there is no sample pie; there are pi, words,");
  }

  @Test
  void option_unknown_isRefusedWithThoseThereAre() {
    assertThatExceptionOfType(Options.Wrong.class)
        .isThrownBy(() -> Samples.run("pi", "--dart", "5"))
        .withMessage(
            "unexpected: --dart; the options are --engines ENGINES, --processes PROCESSES,"
                + " --rounds ROUNDS, --darts DARTS");
  }

  @Test
  void option_noNumber_isRefused() {
    assertThatExceptionOfType(Options.Wrong.class)
        .isThrownBy(() -> Samples.run("pi", "--darts", "0"))
        .withMessage("--darts takes a number from 1 to 999999999, not 0");
  }

  @Test
  void pi_someDarts_isNear() throws Throwable {
    List<String> lines = run("pi", "--rounds", "20", "--darts", "50000");

    assertThat(lines).contains("20 of 20 rounds");
    assertThat(last(lines)).startsWith("pi is about ");
    assertThat(Double.parseDouble(last(lines).replace("pi is about ", "")))
        .isCloseTo(Math.PI, within(0.01));
  }

  @Test
  void words_ofSomeFiles_areAsManyAsCountedHere(@TempDir Path folder) throws Throwable {
    Map<String, Integer> expected = new HashMap<>();
    for (int file = 1; file <= 7; file++) {
      List<String> words = words("ant bee cat bee file ".repeat(file));
      words.forEach(word -> expected.merge(word, 1, Integer::sum));
      Files.writeString(folder.resolve(file + ".txt"), String.join(", ", words).replace("b", "B"));
    }

    List<String> lines = run("words", "--folder", folder.toString(), "--top", "5");

    assertThat(lines.get(0)).isEqualTo("4 different words in 7 files");
    assertThat(lines.subList(1, lines.size()).stream().map(SamplesTest::words))
        .hasSize(4)
        .allSatisfy(
            word -> assertThat(expected).containsEntry(word.get(1), Integer.valueOf(word.get(0))));
  }

  @Test
  void histogram_ofAllEngines_hasEveryNumberInItsBin() throws Throwable {
    List<List<Double>> bins =
        run("histogram", "--engines", "3", "--numbers", "20000", "--bins", "8").stream()
            .map(line -> numbers(line.replace("*", "")))
            .toList();

    double[] all =
        IntStream.range(0, 3)
            .boxed()
            .flatMapToDouble(engine -> Arrays.stream(normal(engine, 20_000)))
            .toArray();
    assertThat(bins.stream().map(bin -> bin.get(1).longValue())).isEqualTo(counts(all, 8));
    assertThat(bins.get(0).get(0)).isCloseTo(Arrays.stream(all).min().orElseThrow(), within(0.001));
  }

  private static double[] normal(int seed, int numbers) {
    var random = new SplittableRandom(seed);
    return IntStream.range(0, numbers).mapToDouble(i -> random.nextGaussian()).toArray();
  }

  private static List<Long> counts(double[] numbers, int bins) {
    double low = Arrays.stream(numbers).min().orElseThrow();
    double width = (Arrays.stream(numbers).max().orElseThrow() - low) / bins;
    Map<Integer, Long> counts =
        Arrays.stream(numbers)
            .mapToObj(number -> Math.min(bins - 1, (int) ((number - low) / width)))
            .collect(Collectors.groupingBy(bin -> bin, Collectors.counting()));
    return IntStream.range(0, bins).mapToObj(bin -> counts.getOrDefault(bin, 0L)).toList();
  }

  /** Call and put differ by what the stock and the strike are worth now; the former is 100. */
  @Test
  void pricing_callsAndPuts_areNearWhatTheoryHas() throws Throwable {
    List<String> lines = run("pricing", "--paths", "2000");

    assertThat(lines).hasSize(26);
    for (String line : lines.subList(1, 26)) {
      List<Double> prices = numbers(line);
      double stock = prices.get(2) - prices.get(3) + prices.get(0) * Math.exp(-0.05);
      assertThat(stock).as(line).isCloseTo(100, within(3.0));
      assertThat(prices.get(4)).as(line).isPositive().isLessThan(prices.get(2));
    }
    assertThat(numbers(lines.get(13)).subList(0, 2)).containsExactly(100.0, 0.25);
    assertThat(numbers(lines.get(13)).get(2)).as("Black-Scholes").isCloseTo(12.336, within(1.5));
  }

  @Test
  void merge_streamsOfAllEngines_isSortedAndComplete() throws Throwable {
    List<String> lines =
        run("merge", "--engines", "3", "--events", "50", "--piece", "7", "--show", "500");

    List<String> events = lines.subList(0, lines.size() - 1);
    assertThat(last(lines)).isEqualTo("150 events");
    assertThat(events).hasSize(150).doesNotHaveDuplicates();
    assertThat(events.stream().map(event -> Double.valueOf(words(event).get(0)))).isSorted();
    assertThat(
            events.stream()
                .collect(
                    Collectors.groupingBy(
                        event -> event.replaceAll(".*engine ", ""), Collectors.counting())))
        .isEqualTo(Map.of("0", 50L, "1", 50L, "2", 50L));
  }

  @Test
  void spider_site_isFetchedWhollyAndOnce() throws Throwable {
    List<String> lines = run("spider", "--pages", "6");

    assertThat(lines)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 13)
                .mapToObj(
                    page -> page <= 6 ? "200 /" + page + ", 3 links" : "404 /" + page + ", 0 links")
                .toList());
  }

  @Test
  void eigenvalues_mean_isNearWignersLaw() throws Throwable {
    List<String> lines = run("eigenvalues", "--matrices", "40", "--size", "60");

    List<String> words = words(last(lines));
    assertThat(Double.parseDouble(words.get(1))).isBetween(7.5, 9.0);
    assertThat(Double.parseDouble(last(words))).isEqualTo(8.9443);
  }

  @Test
  void sweep_chart_isAPicture(@TempDir Path folder) throws Throwable {
    Path file = folder.resolve("charts/sweep.png");

    List<String> lines = run("sweep", "--steps", "60", "--chart", file.toString());

    assertThat(lines)
        .contains(
            "r = 2.500: 1 values", "r = 3.250: 2 values", "r = 3.500: 4 values", file.toString());
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(1200);
    assertThat(Arrays.stream(picture.getRGB(0, 0, 1200, 800, null, 0, 1200)).distinct().count())
        .isGreaterThan(2);
  }

  @Test
  void kotlin_lambdas_runOnEngines() throws Throwable {
    assertThat(run("kotlin", "--engines", "2")).isEqualTo(KOTLIN);
  }

  @Test
  void scala_lambdas_runOnEngines() throws Throwable {
    assertThat(run("scala", "--engines", "2")).isEqualTo(SCALA);
  }
}
