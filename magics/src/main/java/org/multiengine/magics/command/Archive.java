package org.multiengine.magics.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.Installation;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.command.archive.ArchiveWriter;
import org.multiengine.magics.command.archive.BackgroundArchive;
import org.multiengine.magics.command.service.HostedCommand;
import org.multiengine.magics.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Writes a class-data archive: the classes in the form to which the JVM has parsed them, so that
 * later starts on this machine need not parse them again.
 */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    description = {
      "Writes an archive of classes that makes later starts faster.",
      "",
      "The archive holds the classes of Multiengine as this Java runtime loads them, and all later"
          + " commands use it. Another Java runtime or another version of Multiengine needs an"
          + " archive of its own."
    },
    footer = {"", "Example:", "  multiengine archive"})
final class Archive implements Callable<Integer> {

  /** The inputs of a typical first session. The archive gets the classes that they load. */
  private static final String SESSION =
      """
      mec.execute('a = 5')
      %px println a; b = [1, 2].collect { it + a }
      mec.map({ it + 1 }, 0..<8)
      mec['c'] = [1.5, 'text']; mec['c']
      mec.scatter('x', 0..<8); mec.gather('x')
      for (i in 0..<2) {
        println "$i"
      }
      %who
      %engines
      mec.execute('1/0')
      """;

  @Option(
      names = "--train",
      hidden = true,
      description = "Runs the session whose classes go into the archive.")
  private boolean train;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return train ? train() : write();
  }

  /** Writes the archive in a process that runs the session. */
  private int write() throws IOException, InterruptedException {
    Path archive =
        Installation.archive()
            .orElseThrow(
                () ->
                    new KernelError(
                        "an archive can be written only for an installed Multiengine; run"
                            + " bin/multiengine archive"));
    new ArchiveWriter(archive, List.of()).write();
    Files.deleteIfExists(BackgroundArchive.failureOf(archive));
    spec.commandLine().getOut().println("Archive: " + archive);
    return 0;
  }

  /** Runs the session, in the process that writes the archive. */
  private static int train() {
    endWithParent();
    trainEmbedded();
    trainSecured();
    return 0;
  }

  /** Ends this process when the one that has started it ends, which closes standard input then. */
  private static void endWithParent() {
    var watch = new Thread(Archive::awaitParent, "end-with-parent");
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitParent() {
    try {
      var unused = System.in.read(); // the parent writes nothing
      Runtime.getRuntime().halt(1);
    } catch (IOException closed) {
      Runtime.getRuntime().halt(1);
    }
  }

  private static void trainEmbedded() {
    var nowhere = new PrintWriter(Writer.nullWriter());
    var lines = new BufferedReader(new StringReader(SESSION));
    try (Console console = Console.piped(lines, nowhere)) {
      console.warmUp();
      try (LocalCluster cluster = LocalCluster.start(2)) {
        console.connect(file -> cluster.connect());
        console.run(); // one of its inputs fails on purpose
      }
    }
  }

  /**
   * Runs a few calls in a secured cluster of two processes. Its nodes load half as many classes
   * again as a node that is alone.
   */
  private static void trainSecured() {
    var folder = new ClusterFolder(ClusterFolder.DEFAULT_NAME);
    folder.create();
    try (LocalCluster cluster = LocalCluster.builder().processes(1).publish(folder).start();
        MultiEngineClient mec = MultiEngineClient.connect(folder.connectionFile())) {
      mec.execute("a = " + cluster.pids().size());
      mec.push(Map.of("b", new double[] {1, 2}));
      mec.pull("b");
      trainServed(cluster, folder);
    }
  }

  /** Has the host run commands, once from this process by the way of the start script. */
  private static void trainServed(LocalCluster cluster, ClusterFolder folder) {
    Runnable endOfService = ServedCommands.open(cluster, folder);
    for (String command : List.of("status", "--help")) {
      var unused =
          HostedCommand.run(
              new String[] {command},
              OutputStream.nullOutputStream(),
              OutputStream.nullOutputStream());
    }
    endOfService.run();
  }
}
