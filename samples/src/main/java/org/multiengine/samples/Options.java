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
 * The command line of a sample: {@code --engines 4}, the default, has engines in this JVM, {@code
 * --processes 4} has each in a process of its own; a sample may have further options, each with a
 * value.
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

  /** The libraries that samples bring and a cluster does not have. */
  private static final Pattern LIBRARY =
      Pattern.compile("(kotlin-stdlib|scala3-library|ejml|xchart).*");

  /** The command line has what a sample does not know; the message tells what it does. */
  public static final class Wrong extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Makes an error with a message for the user. */
    public Wrong(String message) {
      super(message);
    }
  }

  private final Map<String, String> values = new HashMap<>();

  private Options() {}

  /**
   * Reads a command line.
   *
   * @param args names and values in turn
   * @param names the options of this sample, without the dashes
   * @throws Wrong if there is another one, or one without a value
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

  /** Returns the value of an option, or another one if it is not there. */
  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /**
   * Returns the number that is the value of an option, or another one if it is not there.
   *
   * @throws Wrong if it is no positive number
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

  /** Starts the engines that the command line asks for, by default four in this JVM. */
  public LocalCluster start() {
    return values.containsKey(PROCESSES)
        ? startProcesses(number(PROCESSES, 1))
        : LocalCluster.start(number(ENGINES, 4));
  }

  /** Starts the engines that the command line asks for, by default some in processes. */
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
   * As in a cluster that runs already, engines have no classes of the program but those it sends.
   */
  private static boolean isOfSamples(Path entry) {
    URL home = Options.class.getProtectionDomain().getCodeSource().getLocation();
    return entry.toUri().getPath().equals(home.getPath())
        || LIBRARY.matcher(entry.getFileName().toString()).matches();
  }
}
