package org.multiengine.magics.jupyter.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jline.utils.WriterOutputStream;
import org.multiengine.core.namespace.Languages;
import org.multiengine.magics.console.InputRunner;
import org.multiengine.magics.jupyter.wire.Channel;
import org.multiengine.magics.jupyter.wire.ConnectionInfo;
import org.multiengine.magics.jupyter.wire.KernelSockets;
import org.multiengine.magics.jupyter.wire.Message;

/**
 * A Jupyter kernel: a console whose screen is the notebook of a front end. It implements version
 * 5.3 of Jupyter's protocol, except for comms.
 *
 * <p>The kernel listens at once. The cluster starts in the background, and the first cell waits for
 * it. Completion, inspection and interrupts are answered while a cell runs. While a kernel is open,
 * the standard output and error of this JVM appear in the notebook.
 */
public final class JupyterKernel implements AutoCloseable {

  private static final int MAX_WAITING_CELLS = 10_000;

  private final KernelSockets sockets;
  private final KernelCluster cluster;
  private final Messages messages = new Messages();
  private final Publisher publisher;
  private final KernelScreen screen;
  private final Questions questions;
  private final QuickRequests quick;
  private final CompletableFuture<InputRunner> runner = new CompletableFuture<>();
  private final BlockingQueue<Cell> cells = new LinkedBlockingQueue<>(MAX_WAITING_CELLS);
  private final ExecutorService shellRequests = executor("jupyter-shell");
  private final ExecutorService controlRequests = executor("jupyter-control");
  private final PrintStream standardOutput = System.out;
  private final PrintStream standardError = System.err;

  private JupyterKernel(KernelSockets sockets, KernelCluster cluster, String version) {
    this.sockets = sockets;
    this.cluster = cluster;
    this.publisher = new Publisher(messages, sockets::publish);
    this.screen = new KernelScreen(publisher);
    this.questions = new Questions(sockets, messages, screen, publisher);
    this.quick =
        new QuickRequests(new KernelInfo(version, Languages.named("groovy").version()), runner);
  }

  private static ExecutorService executor(String name) {
    return Executors.newSingleThreadExecutor(
        task -> {
          var thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Opens a kernel and begins to listen.
   *
   * @param info the addresses and the key of the kernel
   * @param cluster the cluster, which the kernel closes
   * @param version the version of Multiengine
   * @throws IllegalArgumentException if an address cannot be bound
   */
  public static JupyterKernel open(ConnectionInfo info, KernelCluster cluster, String version) {
    var kernel = new JupyterKernel(new KernelSockets(info), cluster, version);
    System.setOut(kernel.stream(KernelScreen.STDOUT));
    System.setErr(kernel.stream(KernelScreen.STDERR));
    kernel.publisher.state(Message.object(), Publisher.State.STARTING);
    kernel.sockets.start(kernel::received);
    return kernel;
  }

  private PrintStream stream(String name) {
    PrintWriter writer = screen.writer(name);
    return new PrintStream(
        new WriterOutputStream(writer, StandardCharsets.UTF_8), true, StandardCharsets.UTF_8);
  }

  private void received(Channel channel, Message message) {
    switch (channel) {
      case SHELL -> onShell(message);
      case CONTROL -> controlRequests.execute(() -> onControl(message));
      case STDIN -> questions.answered(message);
    }
  }

  private void onShell(Message message) {
    switch (message.type()) {
      case "execute_request" -> add(new Cell(Channel.SHELL, message));
      case "shutdown_request" -> controlRequests.execute(() -> onShutdown(Channel.SHELL, message));
      case "comm_open" -> shellRequests.execute(() -> refuseComm(message));
      case "comm_msg", "comm_close" -> {}
      default -> shellRequests.execute(() -> answer(Channel.SHELL, message));
    }
  }

  private void add(Cell cell) {
    if (!cells.offer(cell)) {
      throw new IllegalStateException("more than " + MAX_WAITING_CELLS + " cells wait");
    }
  }

  private void onControl(Message message) {
    switch (message.type()) {
      case "interrupt_request" -> {
        screen.interrupt();
        reply(Channel.CONTROL, message, Message.object().put("status", "ok"));
      }
      case "shutdown_request" -> onShutdown(Channel.CONTROL, message);
      default -> answer(Channel.CONTROL, message);
    }
  }

  private void answer(Channel channel, Message message) {
    ObjectNode header = message.header();
    publisher.state(header, Publisher.State.BUSY);
    reply(channel, message, quick.answer(message));
    publisher.state(header, Publisher.State.IDLE);
  }

  private void reply(Channel channel, Message request, ObjectNode content) {
    String type = request.type().replaceFirst("_request$", "_reply");
    sockets.send(channel, messages.to(request, type, content));
  }

  /** Closes a comm at once, because this kernel has no targets of comms. */
  private void refuseComm(Message message) {
    ObjectNode header = message.header();
    publisher.state(header, Publisher.State.BUSY);
    ObjectNode content =
        Message.object().put("comm_id", message.content().path("comm_id").asText());
    content.putObject("data");
    sockets.publish(messages.publication("comm_close", header, content));
    publisher.state(header, Publisher.State.IDLE);
  }

  /** Ends the kernel. The front end itself starts another one for a restart. */
  private void onShutdown(Channel channel, Message message) {
    ObjectNode content =
        Message.object()
            .put("status", "ok")
            .put("restart", message.content().path("restart").asBoolean());
    reply(channel, message, content);
    sockets.publish(messages.publication("shutdown_reply", message.header(), content));
    end();
  }

  /** Ends the kernel when the cell that runs has ended, which is interrupted. */
  public void end() {
    cells.clear();
    add(Cell.end());
    screen.interrupt();
    screen.interrupt();
  }

  /** Runs cells until a front end or the magic {@code %exit} ends the kernel. */
  public void run() throws InterruptedException {
    var connection = new FirstConnection(cluster, screen);
    try (InputRunner inputs = new InputRunner(screen, unused -> questions)) {
      inputs.warmUp();
      runner.complete(inputs);
      var cellRunner =
          new CellRunner(
              inputs,
              screen,
              publisher,
              questions,
              (cell, content) -> reply(cell.channel(), cell.request(), content));
      while (true) {
        Cell cell = cells.take();
        if (cell.isEnd()) {
          return;
        }
        cellRunner.run(cell, () -> connection.await(inputs), cells);
        if (inputs.isExiting()) {
          return;
        }
      }
    }
  }

  /** Closes the cluster and the sockets. */
  @Override
  public void close() {
    try {
      cluster.close();
    } finally {
      System.setOut(standardOutput);
      System.setErr(standardError);
      shellRequests.shutdownNow();
      controlRequests.shutdownNow();
      sockets.close();
    }
  }
}
