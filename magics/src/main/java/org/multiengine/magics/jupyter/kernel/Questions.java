package org.multiengine.magics.jupyter.kernel;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.console.InputSource;
import org.multiengine.magics.jupyter.wire.Channel;
import org.multiengine.magics.jupyter.wire.KernelSockets;
import org.multiengine.magics.jupyter.wire.Message;

/** Questions of a cell to the user, which the front end shows. */
final class Questions implements InputSource {

  private final KernelSockets sockets;
  private final Messages messages;
  private final KernelScreen screen;
  private final Publisher publisher;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>(1);
  private volatile @Nullable Cell cell;

  Questions(KernelSockets sockets, Messages messages, KernelScreen screen, Publisher publisher) {
    this.sockets = sockets;
    this.messages = messages;
    this.screen = screen;
    this.publisher = publisher;
  }

  /** Sets the cell that asks. */
  void begin(Cell running) {
    cell = running;
  }

  /** Receives an answer. An answer to no question is dropped. */
  void answered(Message reply) {
    var unused = answers.offer(reply.content().path("value").asText());
  }

  /** Returns null, because inputs are requests of front ends. */
  @Override
  public @Nullable String read(int number) {
    return null;
  }

  @Override
  public @Nullable String ask(String prompt) {
    Cell asking = cell;
    if (asking == null || !asking.allowsQuestions()) {
      throw new KernelError("this front end does not answer questions");
    }
    answers.clear();
    publisher.flush();
    sockets.send(
        Channel.STDIN,
        messages.to(
            asking.request(),
            "input_request",
            Message.object().put("prompt", prompt).put("password", false)));
    try {
      return answers.take();
    } catch (InterruptedException interrupted) {
      return null;
    }
  }

  @Override
  public void prefill(String text) {
    screen.nextInput(text);
  }

  @Override
  public void close() {}
}
