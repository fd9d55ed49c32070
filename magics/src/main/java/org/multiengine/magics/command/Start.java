package org.multiengine.magics.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.cluster.ClusterOptionsBuilder;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.join.ConnectionFile;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.command.archive.BackgroundArchive;
import org.multiengine.magics.command.library.ClassPath;
import org.multiengine.magics.command.process.Logging;
import org.multiengine.magics.command.terminal.EndOfHost;
import org.multiengine.magics.command.terminal.LiveStatus;
import org.multiengine.magics.command.terminal.Terminals;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Starts a cluster on this machine. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    description = {
      "Starts a cluster on this machine: a host and its engine processes.",
      "",
      "With --join, adds this machine as a further host to an existing cluster. Stop the host with"
          + " Ctrl-C or 'multiengine stop'; other hosts of the cluster continue to run."
    },
    footer = {
      "",
      "Example:",
      "  multiengine start -n 4 --daemon --java-opts -Xmx2g --classpath 'libs/*'",
      "  multiengine start -n 8 --startup-script imports.groovy",
      "With two machines, copy the connection file from the first to the second:",
      "  multiengine start -n 4 --bind 10.0.0.1 --port 25520",
      "  multiengine start -n 4 --bind 10.0.0.2 --join connection.json"
    })
final class Start implements Callable<Integer> {

  /** Checks a number of engines, or their numbers by language. */
  static final class EngineNumbers implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      if (!text.matches("-?\\d+|\\w+:\\d+(,\\w+:\\d+)*")) {
        throw new TypeConversionException(
            "'" + text + "' is neither a number nor numbers by language, as in python:4,groovy:2");
      }
      return text;
    }
  }

  @Option(
      names = {"-n", "--engines"},
      paramLabel = "N",
      defaultValue = "4",
      converter = EngineNumbers.class,
      description =
          "Number of engines (default: ${DEFAULT-VALUE}), or their numbers by language, as in"
              + " python:4,groovy:2.")
  private String engines = "4";

  @Option(
      names = "--engines-per-process",
      paramLabel = "K",
      defaultValue = "1",
      description = "Number of engines that share a process (default: ${DEFAULT-VALUE}).")
  private int perProcess = 1;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = ClusterFolder.DEFAULT_NAME,
      description = "Name of the cluster (default: ${DEFAULT-VALUE}).")
  private String name = ClusterFolder.DEFAULT_NAME;

  @ArgGroup(heading = "%nMachines and connections:%n", exclusive = false)
  private HostOptions host = new HostOptions();

  @Option(
      names = "--startup-script",
      paramLabel = "FILE",
      description =
          "Script that every engine runs when it starts. The file is read once, on this machine.")
  private @Nullable Path startupScript;

  @Option(
      names = "--language",
      paramLabel = "LANGUAGE",
      defaultValue = "groovy",
      description = "Language of the engines (default: ${DEFAULT-VALUE}).")
  private String language = "groovy";

  @Option(
      names = "--classpath",
      paramLabel = "PATHS",
      defaultValue = "",
      description =
          "Jars and folders of classes for all engines, separated by a colon (Windows: a"
              + " semicolon); 'libs/*' stands for the jars of a folder.")
  private String classPath = "";

  @Option(
      names = "--java-opts",
      paramLabel = "OPTIONS",
      defaultValue = "",
      description = "JVM options for engine processes, separated by spaces.")
  private String javaOptions = "";

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "TEXT",
      description = "Format of the log, TEXT or JSON (default: ${DEFAULT-VALUE}).")
  private Logging.Format logFormat = Logging.Format.TEXT;

  @Option(
      names = "--daemon",
      description =
          "Runs the host in the background; the command returns when the engines are ready.")
  private boolean daemon;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = new ClusterFolder(name);
    requireNotRunning(folder);
    return daemon ? startDaemon(folder) : serve(folder);
  }

  private static void requireNotRunning(ClusterFolder folder)
      throws IOException, InterruptedException {
    Path file = folder.connectionFile();
    if (!Files.exists(file)) {
      return;
    }
    ConnectionFile old = ConnectionFile.read(file);
    boolean here = old.isOfThisMachine();
    if (old.hostIsAlive() && (here || SignOfLife.isSeen(file))) {
      throw new KernelError(
          "the cluster '"
              + folder.name()
              + "' is already running as process "
              + old.pid()
              + (here ? "" : " on the machine '" + old.machine() + "'")
              + "; stop it first, or choose another --name");
    }
  }

  /** Runs the host until it ends: by Ctrl-C, a signal, or a client. */
  private int serve(ClusterFolder folder) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    folder.create();
    Files.deleteIfExists(folder.connectionFile()); // left behind by a host that was killed
    Logging.toFile(folder.log(), folder.name(), logFormat);
    host.warnIfInsecure(spec.commandLine().getErr());
    var end = EndOfHost.install();
    ClusterOptionsBuilder builder = builder(folder);
    int count = builder.build().engines().count();
    LocalCluster cluster = end.started(builder::start);
    Runnable endOfService = ServedCommands.open(cluster, folder);
    end.run(endOfService);
    end.run(BackgroundArchive.start());
    out.println(
        count
            + (count == 1 ? " engine is" : " engines are")
            + " ready in cluster '"
            + folder.name()
            + "'; press Ctrl-C to stop them.");
    out.println("Connection file: " + folder.connectionFile());
    cluster.metricsUrl().ifPresent(url -> out.println("Metrics: " + url));
    var status = new LiveStatus(out, Terminals.isPresent());
    cluster.onEngines(status);
    status.showUntilClosed(cluster);
    endOfService.run();
    cluster.failure().ifPresent(why -> spec.commandLine().getErr().println("multiengine: " + why));
    return cluster.failure().isPresent() ? 1 : 0;
  }

  private ClusterOptionsBuilder builder(ClusterFolder folder) {
    List<String> options = new ArrayList<>(split(javaOptions));
    options.add(Logging.option());
    ClusterOptionsBuilder builder =
        LocalCluster.builder()
            .processes(engines)
            .enginesPerProcess(perProcess)
            .language(language)
            .classPath(ClassPath.parse(classPath).behindOwn())
            .javaOptions(options.toArray(String[]::new))
            .publish(folder);
    host.apply(builder);
    return startupScript == null ? builder : builder.startupScript(startupScript);
  }

  private int startDaemon(ClusterFolder folder) throws IOException, InterruptedException {
    // This reports wrong options here, not in the host's log.
    int count = builder(folder).build().engines().count();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "start",
                "--engines=" + engines,
                "--engines-per-process=" + perProcess,
                "--name=" + name,
                "--language=" + language,
                "--log-format=" + logFormat,
                "--java-opts=" + javaOptions));
    arguments.addAll(host.arguments());
    if (!classPath.isBlank()) {
      arguments.add("--classpath=" + ClassPath.parse(classPath));
    }
    if (startupScript != null) {
      arguments.add("--startup-script=" + startupScript.toAbsolutePath());
    }
    ConnectionFile started = new Daemon(folder).start(arguments);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "Cluster '" + name + "' has " + count + " engines; its host is process " + started.pid());
    out.println("Connection file: " + folder.connectionFile());
    return 0;
  }

  private static List<String> split(String options) {
    return options.isBlank() ? List.of() : List.of(options.strip().split("\\s+"));
  }
}
