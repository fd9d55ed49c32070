package org.multiengine.magics.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.core.code.Libraries;
import org.multiengine.magics.command.library.ClassPath;
import org.multiengine.magics.command.process.Logging;
import org.multiengine.magics.command.process.Version;
import org.multiengine.magics.command.terminal.Terminals;
import org.multiengine.magics.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Opens the console. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    description = {
      "Opens a prompt for the engines of a running cluster, or for engines of its own.",
      "",
      "With --embedded, the engines run in the console's own process; without a cluster, the"
          + " console offers to start them. Input can be piped in; the"
          + " exit status is then 1 if any of it failed."
    },
    footer = {
      "",
      "Example:",
      "  multiengine console",
      "  multiengine console --embedded -n 4",
      "  echo 'mec.execute(\"a = 5\")' | multiengine console"
    })
final class ConsoleCommand implements Callable<Integer> {

  private static final Set<String> YES = Set.of("", "y", "yes");
  private static final String CONNECTED =
      "\nmec is the client. Type %quickref for a summary, exit to leave.";
  private static final String UNCONNECTED =
      "\nThere is no client. When the cluster runs, type: mec = client.MultiEngineClient()"
          + "\nOr leave with exit, and type: multiengine console --embedded -n 4";

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = "--embedded",
      description =
          "Starts engines in the console's own process instead of connecting to a cluster.")
  private boolean embedded;

  @Option(
      names = {"-n", "--engines"},
      paramLabel = "N",
      defaultValue = "4",
      description = "Number of engines to start with --embedded (default: ${DEFAULT-VALUE}).")
  private int engines = 4;

  @Option(
      names = "--language",
      paramLabel = "LANGUAGE",
      defaultValue = "groovy",
      description = "Language of the engines started with --embedded (default: ${DEFAULT-VALUE}).")
  private String language = "groovy";

  @Option(
      names = "--classpath",
      paramLabel = "PATHS",
      defaultValue = "",
      description =
          "Jars for scripts of the prompt and, with --embedded, of its engines, separated by a"
              + " colon (Windows: a semicolon); 'libs/*' stands for the jars of a folder.")
  private String classPath = "";

  @Option(names = "--no-banner", description = "Does not print the banner.")
  private boolean noBanner;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    addLibraries();
    if (cluster.isFileGiven()) {
      var unused = cluster.connection(); // refuses a wrong file before the console opens
    }
    return Terminals.areStreamsInteractive() ? onTerminal() : piped();
  }

  private void addLibraries() {
    for (Path jar : ClassPath.parse(classPath).entries()) {
      Libraries.shared().add(String.valueOf(jar.getFileName()), Libraries.read(jar));
    }
  }

  private int onTerminal() throws IOException {
    Path home = ClusterFolder.createHome();
    Logging.toFile(home.resolve("console.log"), "console", Logging.Format.TEXT);
    try (Terminal terminal = Terminals.open();
        Console console =
            Console.onTerminal(terminal, Terminals.isColored(terminal), home.resolve("history"))) {
      return openAtTerminal(console);
    }
  }

  private int piped() {
    var lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    try (Console console = Console.piped(lines, spec.commandLine().getOut())) {
      return open(console);
    }
  }

  /** Runs the console on its own engines or on those of a running cluster. */
  private int open(Console console) {
    return embedded ? overOwnEngines(console) : overRunningCluster(console);
  }

  /**
   * Runs the console at a terminal. If there is no cluster, the user is asked whether engines are
   * to be started in this process.
   */
  private int openAtTerminal(Console console) {
    if (embedded || Files.exists(cluster.file())) {
      return open(console);
    }
    String question = "There is no cluster " + cluster.folder().name() + ". Start " + engines;
    String answer = console.ask(question + " engines in this console? [Y/n] ");
    if (answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT))) {
      return overOwnEngines(console);
    }
    var unused = cluster.connection(); // throws an error that says how to start the cluster
    return open(console);
  }

  /** Runs the console on its own engines. Its first script is compiled while they start. */
  private int overOwnEngines(Console console) {
    CompletableFuture<LocalCluster> starting = inBackground(() -> start(console));
    console.warmUp();
    try (LocalCluster own = join(starting)) {
      return converse(
          console, file -> file == null ? own.connect() : connect(file), own.toString(), false);
    }
  }

  /** Runs the console on a cluster. Its first script is compiled while the client connects. */
  private int overRunningCluster(Console console) {
    console.status("Connecting ...");
    var joining = new AtomicReference<>(inBackground(() -> connect(null)));
    console.warmUp();
    return converse(
        console,
        file -> {
          CompletableFuture<MultiEngineClient> first = joining.getAndSet(null);
          return first != null && file == null ? join(first) : connect(file);
        },
        cluster.file().toString(),
        true);
  }

  private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task, "start").start());
  }

  private MultiEngineClient connect(@Nullable Path file) {
    return MultiEngineClient.connect(file == null ? cluster.file() : file);
  }

  /** Starts engines in this process, and shows how many have started. */
  private LocalCluster start(Console console) {
    return LocalCluster.builder()
        .engines(engines)
        .language(language)
        .onStart(
            (started, total) -> console.status("Starting engines: " + started + " of " + total))
        .start();
  }

  /** Returns the result of work in the background, or throws its error. */
  private static <T> T join(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException error ? error : e;
    }
  }

  private static String engines(Console console) {
    int count = console.engines();
    return ", " + count + (count == 1 ? " engine" : " engines");
  }

  /**
   * Connects the console, greets the user, and runs inputs to their end.
   *
   * @param counted whether the banner has the number of engines, which the text may have already
   */
  private int converse(
      Console console,
      Function<@Nullable Path, MultiEngineClient> toCluster,
      String where,
      boolean counted) {
    boolean connected = console.connect(toCluster);
    console.status("");
    if (!noBanner) {
      console.greet(
          "Multiengine "
              + Version.number()
              + (connected ? ", " + where + (counted ? engines(console) : "") : "")
              + (connected ? CONNECTED : UNCONNECTED));
    }
    return console.run();
  }
}
