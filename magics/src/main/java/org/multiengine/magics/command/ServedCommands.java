package org.multiengine.magics.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.magics.command.service.CommandRequest;
import org.multiengine.magics.command.service.CommandRunner;
import org.multiengine.magics.command.service.CommandService;
import org.multiengine.magics.command.service.CommandSettings;
import org.multiengine.magics.command.service.Program;
import org.multiengine.magics.command.service.ServedCaller;
import org.multiengine.magics.command.service.UnservedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParseResult;

/**
 * The commands that a host runs on its cluster for other processes of its user. What they print is
 * what they print in a process of their own.
 *
 * <p>Safe for use by several threads.
 */
final class ServedCommands implements CommandRunner {

  private static final Logger LOG = LoggerFactory.getLogger(ServedCommands.class);

  /** The commands that need nothing of the calling process but the command line. */
  private static final Set<Class<?>> SERVED =
      Set.of(
          Exec.class,
          Status.class,
          Health.class,
          ListClusters.class,
          AddEngines.class,
          RemoveEngines.class);

  /** The smallest width of help pages, as for a terminal. */
  private static final int MIN_COLUMNS = 55;

  private static final int DEFAULT_COLUMNS = 80;

  private final ClusterFolder folder;
  private final Supplier<MultiEngineClient> clients;
  private final int maxEngines;
  private final String program = Program.identity();
  private final @Nullable FileTime settingsTime = settingsTime();

  ServedCommands(ClusterFolder folder, Supplier<MultiEngineClient> clients, int maxEngines) {
    this.folder = folder;
    this.clients = clients;
    this.maxEngines = maxEngines;
  }

  /**
   * Opens the service of a host's cluster, unless the settings disable it.
   *
   * @return closes the service
   */
  static Runnable open(LocalCluster cluster, ClusterFolder folder) {
    CommandSettings settings = CommandSettings.load();
    if (!settings.isEnabled() || settings.socketFolder().isEmpty()) {
      return () -> {};
    }
    var commands = new ServedCommands(folder, cluster::connect, settings.maxEngines());
    try {
      CommandService service =
          CommandService.open(
              folder.path(), Path.of(settings.socketFolder()), settings.limits(), commands);
      commands.warmUpLater();
      return service::close;
    } catch (IOException | RuntimeException e) {
      LOG.info("commands run in their own processes, because this host has no socket for them", e);
      return () -> {};
    }
  }

  /** Returns the time of the file of settings; null if there is none. */
  private static @Nullable FileTime settingsTime() {
    String file = Program.settings();
    try {
      return file.isEmpty() ? null : Files.getLastModifiedTime(Path.of(file));
    } catch (IOException absent) {
      return null;
    }
  }

  @Override
  public boolean admits(CommandRequest request) {
    FileTime time = settingsTime();
    return !request.arguments().isEmpty()
        && request.program().equals(program)
        && Path.of(request.home()).isAbsolute()
        && request.home().equals(folder.base().toString())
        && request.settings().equals(Program.settings())
        && (time == null ? settingsTime == null : time.equals(settingsTime));
  }

  @Override
  public int run(CommandRequest request, PrintWriter out, PrintWriter err) {
    var caller = new ServedCaller(request, folder.connectionFile(), this::connect);
    CommandLine line = Main.commandLine(caller).setOut(out).setErr(err);
    CommandLine.IExecutionExceptionHandler explain = line.getExecutionExceptionHandler();
    return line.setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(Math.max(request.columns(), MIN_COLUMNS))
        .setColorScheme(Help.defaultColorScheme(request.isColored() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler((error, arguments) -> UNSERVED)
        .setExecutionExceptionHandler(
            (error, command, parsed) ->
                error instanceof UnservedException
                    ? UNSERVED
                    : explain.handleExecutionException(error, command, parsed))
        .setExecutionStrategy(
            parsed ->
                isServed(parsed, request) ? new CommandLine.RunLast().execute(parsed) : UNSERVED)
        .execute(request.arguments().toArray(String[]::new));
  }

  /** Returns whether help is asked for, or a command that runs here. */
  private static boolean isServed(ParseResult parsed, CommandRequest request) {
    ParseResult last = parsed;
    boolean isHelp = isHelp(last);
    while (last.hasSubcommand()) {
      last = last.subcommand();
      isHelp |= isHelp(last);
    }
    return isHelp ? request.columns() > 0 : isServed(last.commandSpec().userObject());
  }

  private static boolean isServed(Object command) {
    return SERVED.contains(command.getClass())
        && !(command instanceof Status status && status.isEndless());
  }

  private static boolean isHelp(ParseResult parsed) {
    return parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
  }

  /** Returns a client, unless results of so many engines could take too much of this host. */
  private MultiEngineClient connect() {
    MultiEngineClient client = clients.get();
    if (client.ids().size() > maxEngines) {
      client.close();
      throw new UnservedException();
    }
    return client;
  }

  /** Runs harmless commands at low priority, so that the first ones of users are quick, too. */
  @SuppressWarnings("ThreadPriorityCheck") // a hint, on which nothing relies
  private void warmUpLater() {
    var warming = new Thread(this::warmUp, "command-warm-up");
    warming.setPriority(Thread.MIN_PRIORITY);
    warming.setDaemon(true);
    warming.start();
  }

  private void warmUp() {
    for (List<String> arguments :
        List.of(
            List.of("status"),
            List.of("status", "--json"),
            List.of("exec", "--help"),
            List.of("exec", "--targets", "0:0", "0"), // on no engine
            List.of("health"))) {
      var nowhere = new PrintWriter(Writer.nullWriter());
      var request =
          new CommandRequest(
              program,
              "",
              folder.path().toString(),
              "",
              "UTF-8",
              false,
              DEFAULT_COLUMNS,
              false,
              arguments);
      int status = run(request, nowhere, nowhere);
      LOG.debug("the command {} was tried and has the exit status {}", arguments, status);
    }
  }
}
