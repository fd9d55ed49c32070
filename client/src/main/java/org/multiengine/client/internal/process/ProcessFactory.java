package org.multiengine.client.internal.process;

import akka.actor.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.multiengine.actors.internal.door.SocketFolder;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.task.mark.BeginMarks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the operating system's processes of a host, and gives them their credentials and their
 * script. Safe for use by several threads.
 */
public final class ProcessFactory {

  /**
   * The places that the processes connect to.
   *
   * @param host the address of the host, through which the processes join its cluster
   * @param sockets the folder of their sockets for clients
   * @param door the address of the host's door
   */
  public record Surroundings(Address host, SocketFolder sockets, String door) {}

  private static final Logger LOG = LoggerFactory.getLogger(ProcessFactory.class);

  private final EngineRecipe recipe;
  private final EngineLogs logs;
  private final EngineCommand command;
  private final Function<String, List<String>> slotOptions;
  private final EngineProcesses processes;
  private final SocketFolder sockets;
  private final ProcessCredentials credentials;
  private final byte[] startup;

  /**
   * Creates a factory.
   *
   * @param recipe what the processes are made of
   * @param logs the files for their output
   * @param slotOptions returns options for the JVM of a slot, in addition to those of the recipe
   * @param processes receives the processes
   */
  public ProcessFactory(
      EngineRecipe recipe,
      EngineLogs logs,
      Surroundings around,
      Function<String, List<String>> slotOptions,
      EngineProcesses processes) {
    this.recipe = recipe;
    this.slotOptions = slotOptions;
    this.logs = logs;
    this.command = new EngineCommand(recipe, around.host(), logs, around.sockets(), around.door());
    this.processes = processes;
    this.sockets = around.sockets();
    this.credentials = new ProcessCredentials(recipe.keys());
    this.startup = recipe.startup().text().getBytes(StandardCharsets.UTF_8);
  }

  /** Starts a process, which then waits for {@link #feed}. Called by one thread at a time. */
  public EngineProcess start(String slot, int engines) throws IOException {
    int port = recipe.address().enginePort(processes::isTaken);
    EngineProcess process =
        EngineProcess.start(slot, commandLine(slot, engines, port), logs.open(slot));
    processes.add(process, port);
    credentials.started(process);
    return process;
  }

  private List<String> commandLine(String slot, int engines, int port) {
    List<String> line = command.of(slot, engines, port, startup.length);
    line.addAll(line.lastIndexOf("-cp"), slotOptions.apply(slot));
    return line;
  }

  /**
   * Sends a new process its credentials and its script; waits until the process has read them. Ends
   * the process if this fails.
   */
  public void feed(EngineProcess process) throws IOException {
    try {
      credentials.feed(process, startup);
    } catch (IOException | RuntimeException e) {
      process.requestEnd(); // it would wait for its credentials for ever
      throw e;
    }
  }

  /** Returns the attempts at tasks that the process of a slot had begun; empty if not known. */
  public String begunIn(String slot) {
    Path socket = sockets.socket(slot);
    try {
      return socket == null ? "" : BeginMarks.read(BeginMarks.beside(socket));
    } catch (IOException e) {
      LOG.warn("it is not known which tasks the process of slot {} had begun", slot, e);
      return "";
    }
  }

  /** Sends new credentials to processes if those they have expire soon. Does not wait. */
  public void renewCredentials(List<EngineProcess> running) {
    try {
      credentials.renew(running);
    } catch (IOException | KernelError e) {
      LOG.error("the certificates of engine processes cannot be renewed", e);
    }
  }
}
