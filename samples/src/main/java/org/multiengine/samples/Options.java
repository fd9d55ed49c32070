package org.multiengine.samples;

import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.multiengine.client.cluster.ClusterOptionsBuilder;
import org.multiengine.client.cluster.LocalCluster;

/**
 * The command line of a sample. With {@code --engines 4}, the default, the engines are in this JVM.
 * With {@code --processes 4} each engine is in a separate process. A sample may have further
 * options, each with a value.
 *
 * <pre>{@code
 * Options options = Options.of(args, "points");
 * try (LocalCluster cluster = options.start();
 *     MultiEngineClient mec = cluster.connect()) {
 *   System.out.println(mec.ids());
 * }
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Options {

  private static final String ENGINES = "engines";
  private static final String PROCESSES = "processes";

  /** Jars of libraries that samples use and a cluster does not have. */
  private static final Pattern LIBRARY =
      Pattern.compile("(kotlin-stdlib|scala3-library|ejml|xchart).*");

  /** The command line has an unknown or wrong option. The message lists the options. */
  public static final class Wrong extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Creates an error with a message for the user. */
    public Wrong(String message) {
      super(message);
    }
  }

  private final Map<String, String> values = new HashMap<>();

  private Options() {}

  /**
   * Parses a command line.
   *
   * @param args names and values in turn
   * @param names the options of this sample, without the dashes
   * @throws Wrong if there is another option, or an option without a value
   */
  public static Options of(String[] args, String... names) {
    List<String> known = Stream.concat(Stream.of(ENGINES, PROCESSES), Stream.of(names)).toList();
    var options = new Options();
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      if (!known.contains(name) || i + 1 == args.length) {
        throw new Wrong("unexpected: " + args[i] + "; the options are " + usage(known));
      }
      options.values.put(name, args[i + 1]);
    }
    return options;
  }

  private static String usage(List<String> names) {
    return names.stream()
        .map(name -> "--" + name + " " + name.toUpperCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /** Returns the value of an option, or a default if the option is not given. */
  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /**
   * Returns the number that is the value of an option, or a default if the option is not given.
   *
   * @throws Wrong if the value is not a positive number
   */
  public int number(String name, int otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw new Wrong("--" + name + " takes a number from 1 to 999999999, not " + value);
    }
    return Integer.parseInt(value);
  }

  /** Starts the engines of the command line, by default four in this JVM. */
  public LocalCluster start() {
    return values.containsKey(PROCESSES)
        ? startProcesses(number(PROCESSES, 1))
        : LocalCluster.start(number(ENGINES, 4));
  }

  /**
   * Starts the engines of the command line.
   *
   * @param otherwise the number of processes if the command line does not mention engines
   */
  public LocalCluster startProcesses(int otherwise) {
    return values.containsKey(ENGINES)
        ? LocalCluster.start(number(ENGINES, 1))
        : processes(number(PROCESSES, otherwise)).start();
  }

  private static ClusterOptionsBuilder processes(int count) {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !isOfSamples(Path.of(entry)))
            .collect(Collectors.joining(File.pathSeparator));
    return LocalCluster.builder().processes(count).classPath(classPath);
  }

  /**
   * Returns whether a class path entry belongs to the samples. Such entries are left out, so that
   * engines have only those classes of the program that it sends, as in a cluster that is running
   * already.
   */
  private static boolean isOfSamples(Path entry) {
    URL home = Options.class.getProtectionDomain().getCodeSource().getLocation();
    return entry.toUri().getPath().equals(home.getPath())
        || LIBRARY.matcher(entry.getFileName().toString()).matches();
  }
}
