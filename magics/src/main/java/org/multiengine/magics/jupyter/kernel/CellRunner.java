package org.multiengine.magics.jupyter.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.magics.console.InputRunner;
import org.multiengine.magics.console.screen.ShownError;
import org.multiengine.magics.jupyter.wire.Message;

/** Runs cells one after the other. Used by one thread. */
final class CellRunner {

  private final InputRunner runner;
  private final KernelScreen screen;
  private final Publisher publisher;
  private final Questions questions;
  private final BiConsumer<Cell, ObjectNode> replies;

  /**
   * Creates a runner of cells.
   *
   * @param replies sends the content of the reply to a cell
   */
  CellRunner(
      InputRunner runner,
      KernelScreen screen,
      Publisher publisher,
      Questions questions,
      BiConsumer<Cell, ObjectNode> replies) {
    this.runner = runner;
    this.screen = screen;
    this.publisher = publisher;
    this.questions = questions;
    this.replies = replies;
  }

  /**
   * Runs a cell and replies to its request. After an error, the cells that wait are refused. They
   * are taken from the queue before the reply, because the front end may send others after it.
   *
   * @param before runs before the code, as part of the cell
   * @param waiting the cells that wait
   */
  void run(Cell cell, Runnable before, BlockingQueue<Cell> waiting) {
    ObjectNode header = cell.request().header();
    publisher.state(header, Publisher.State.BUSY);
    publisher.begin(header, cell.isSilent());
    questions.begin(cell);
    screen.begin();
    int number = runner.number();
    publisher.input(cell.code(), number);
    before.run();
    boolean well = cell.isStored() ? runner.run(cell.code()) : runner.runUncounted(cell.code());
    ObjectNode content = well ? succeeded(cell) : failed();
    content.put("execution_count", number);
    if (runner.isExiting()) {
      screen.askExit();
    }
    content.set("payload", screen.payload());
    publisher.flush();
    List<Cell> refused = new ArrayList<>();
    if (!well && cell.stopsOnError()) {
      drain(waiting, refused);
    }
    replies.accept(cell, content);
    publisher.state(header, Publisher.State.IDLE);
    refused.forEach(this::refuse);
  }

  private ObjectNode succeeded(Cell cell) {
    ObjectNode content = Message.object().put("status", "ok");
    ObjectNode values = content.putObject("user_expressions");
    cell.expressions()
        .properties()
        .forEach(each -> values.set(each.getKey(), value(each.getValue().asText())));
    return content;
  }

  private ObjectNode value(String expression) {
    try {
      String text = runner.evaluate(expression);
      ObjectNode value = Message.object().put("status", "ok");
      value.putObject("data").put("text/plain", text);
      value.putObject("metadata");
      return value;
    } catch (ScriptError error) {
      return Publisher.content(
              new ShownError(error.errorName(), error.errorMessage(), error.traceback()))
          .put("status", "error");
    }
  }

  private ObjectNode failed() {
    @Nullable ShownError shown = screen.error();
    ShownError error = shown != null ? shown : new ShownError("Interrupted", "", "Interrupted");
    ObjectNode content = Publisher.content(error).put("status", "error");
    content.putObject("user_expressions");
    return content;
  }

  private void refuse(Cell cell) {
    ObjectNode header = cell.request().header();
    publisher.state(header, Publisher.State.BUSY);
    replies.accept(
        cell, Message.object().put("status", "aborted").put("execution_count", runner.number()));
    publisher.state(header, Publisher.State.IDLE);
  }

  /** Moves cells up to the end of the queue to a list. */
  private static void drain(BlockingQueue<Cell> waiting, List<Cell> refused) {
    while (true) {
      Cell next = waiting.peek();
      if (next == null || next.isEnd()) {
        return;
      }
      refused.add(waiting.remove());
    }
  }
}
