package org.multiengine.samples.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.samples.Options;

/** Counts the words in the files of a folder. Each engine reads its share of the files. */
public final class WordFrequency {

  private static final Pattern WORD_SEPARATOR = Pattern.compile("[^\\p{L}]+");

  private WordFrequency() {}

  /** Runs the sample on the files in {@code --folder DIR} and shows the {@code --top 10} words. */
  public static void main(String[] args) throws IOException {
    Options options = Options.of(args, "folder", "top");
    List<String> files = files(Path.of(options.text("folder", "samples/guide")));
    try (LocalCluster cluster = options.start();
        MultiEngineClient mec = cluster.connect()) {
      Map<String, Long> counts = count(mec, files);
      System.out.printf("%d different words in %d files%n", counts.size(), files.size());
      counts.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
          .limit(options.number("top", 10))
          .forEach(word -> System.out.printf("%6d  %s%n", word.getValue(), word.getKey()));
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.toAbsolutePath().toString())
          .sorted()
          .toList();
    }
  }

  /**
   * Counts the words of files. The names of the files are scattered, a script counts on each
   * engine, and the counts are merged here.
   */
  private static Map<String, Long> count(MultiEngineClient mec, List<String> files) {
    mec.pushFunction("countWords", WordFrequency::countWords);
    mec.scatter("files", files);
    mec.execute("counts = countWords(files)");
    Map<String, Long> all = new TreeMap<>();
    for (Object counts : mec.pull("counts")) {
      ((Map<?, ?>) counts)
          .forEach((word, count) -> all.merge((String) word, (Long) count, Long::sum));
    }
    return all;
  }

  /** Counts the words of some of the files. Runs on an engine. */
  private static Map<String, Long> countWords(List<String> files) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (String file : files) {
      String text = Files.readString(Path.of(file)).toLowerCase(Locale.ROOT);
      WORD_SEPARATOR
          .splitAsStream(text)
          .filter(word -> !word.isEmpty())
          .forEach(word -> counts.merge(word, 1L, Long::sum));
    }
    return counts;
  }
}
