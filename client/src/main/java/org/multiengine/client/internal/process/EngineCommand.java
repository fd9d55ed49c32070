package org.multiengine.client.internal.process;

import akka.actor.Address;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.multiengine.actors.internal.door.SocketFolder;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.process.EngineMain;
import org.multiengine.client.internal.join.HostAddress;

/**
 * The command line of the engine processes of a host. The JVM chooses the garbage collector, G1 on
 * most machines: it does not move large arrays, which the serial collector copies and compacts.
 */
final class EngineCommand {

  private final EngineRecipe recipe;
  private final Address host;
  private final EngineLogs logs;
  private final SocketFolder sockets;
  private final String door;

  /**
   * Creates the command line.
   *
   * @param recipe what the processes are made of
   * @param host the address of the host, through which the processes join its cluster
   * @param logs the files for reports of JVMs that crash
   * @param sockets the folder of their sockets for clients
   * @param door the address of the host's door
   */
  EngineCommand(
      EngineRecipe recipe, Address host, EngineLogs logs, SocketFolder sockets, String door) {
    this.recipe = recipe;
    this.host = host;
    this.logs = logs;
    this.sockets = sockets;
    this.door = door;
  }

  /**
   * Returns the command line of a process.
   *
   * @param slot the slot of the process
   * @param engines how many engines the process holds
   * @param port the port it listens on; 0 for any free port
   * @param startupBytes the length of the start-up script that it is sent
   */
  List<String> of(String slot, int engines, int port, int startupBytes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(defaultOptions());
    // HotSpot expands what follows a percent sign in the name.
    command.add("-XX:ErrorFile=" + logs.crashReport(slot).toString().replace("%", "%%"));
    command.addAll(recipe.javaOptions());
    command.addAll(node(slot, port));
    command.add("-Dmultiengine.engine.slot=" + slot);
    command.add("-Dmultiengine.engine.count=" + engines);
    command.add("-Dmultiengine.engine.secured=" + (recipe.keys() != null));
    command.add("-Dmultiengine.engine.startup.bytes=" + startupBytes);
    command.add("-Dmultiengine.engine.startup.name=" + recipe.startup().name());
    command.add("-Dmultiengine.door.socket=" + sockets.prepare(slot));
    command.add("-cp");
    command.add(recipe.classPath());
    command.add(EngineMain.class.getName());
    return command;
  }

  private List<String> node(String slot, int port) {
    List<String> options = new ArrayList<>();
    HostAddress address = recipe.address();
    options.add("-Dakka.cluster.seed-nodes.0=" + host);
    options.add("-Dakka.remote.artery.canonical.hostname=" + address.advertised());
    options.add("-Dakka.remote.artery.canonical.port=" + port);
    options.add("-Dakka.remote.artery.bind.hostname=" + address.bind().getHostAddress());
    String[] roles = {
      NodeRoles.ENGINE, NodeRoles.MULTIENGINE, NodeRoles.slot(slot), NodeRoles.door(door)
    };
    for (int i = 0; i < roles.length; i++) {
      options.add("-Dakka.cluster.roles." + i + "=" + roles[i]);
    }
    return options;
  }

  /** Returns options for all processes; an engine that is out of memory ends at once. */
  private static List<String> defaultOptions() {
    List<String> options = new ArrayList<>();
    options.add("-XX:+ExitOnOutOfMemoryError");
    options.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + parallelism());
    return options;
  }

  /**
   * Returns the parallelism of the common pool, at least 2: with 1, JDKs before 25 start a thread
   * for every asynchronous callback.
   */
  private static int parallelism() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }
}
