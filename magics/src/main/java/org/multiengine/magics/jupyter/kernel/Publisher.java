package org.multiengine.magics.jupyter.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.Consumer;
import org.multiengine.magics.console.screen.ShownError;
import org.multiengine.magics.jupyter.wire.Message;

/**
 * Publishes what a cell shows to all front ends, as a consequence of the request that is current.
 * Safe for use by several threads.
 */
final class Publisher {

  /** The state of the kernel. */
  enum State {
    STARTING,
    BUSY,
    IDLE
  }

  private final Messages messages;
  private final Consumer<Message> sink;
  private final StreamBuffer streams;
  private volatile ObjectNode parentHeader = Message.object();
  private volatile boolean silent;

  /**
   * Creates a publisher.
   *
   * @param sink publishes a message
   */
  Publisher(Messages messages, Consumer<Message> sink) {
    this.messages = messages;
    this.sink = sink;
    this.streams = new StreamBuffer(this::stream);
  }

  /** Publishes the state of the kernel during a request. */
  void state(ObjectNode requestHeader, State state) {
    streams.flush();
    ObjectNode content =
        Message.object().put("execution_state", state.name().toLowerCase(Locale.ROOT));
    sink.accept(messages.publication("status", requestHeader, content));
  }

  /**
   * Attributes all further publications to a request. Threads that a cell has left behind print
   * under the cell that runs last.
   *
   * @param quiet whether nothing is to be published
   */
  void begin(ObjectNode requestHeader, boolean quiet) {
    streams.flush();
    parentHeader = requestHeader;
    silent = quiet;
  }

  /** Publishes text of a stream, {@code stdout} or {@code stderr}, soon. */
  void print(String stream, String text) {
    streams.append(stream, text);
  }

  private void stream(String name, String text) {
    send("stream", Message.object().put("name", name).put("text", text));
  }

  /** Publishes text that has been printed and not yet published. */
  void flush() {
    streams.flush();
  }

  /** Publishes the code of a cell that begins to run. */
  void input(String code, int number) {
    publish("execute_input", Message.object().put("code", code).put("execution_count", number));
  }

  /** Publishes the value of a cell. */
  void result(int number, ObjectNode data) {
    ObjectNode content = Message.object().put("execution_count", number);
    content.set("data", data);
    content.set("metadata", Message.object());
    publish("execute_result", content);
  }

  /** Publishes something to look at. */
  void display(ObjectNode data) {
    publish("display_data", displayed(data));
  }

  /** Publishes something to look at, which {@link #update} can replace. */
  void display(ObjectNode data, String displayId) {
    publish("display_data", displayed(data, displayId));
  }

  /** Replaces what was published under an id. */
  void update(ObjectNode data, String displayId) {
    publish("update_display_data", displayed(data, displayId));
  }

  private static ObjectNode displayed(ObjectNode data, String displayId) {
    ObjectNode content = displayed(data);
    content.putObject("transient").put("display_id", displayId);
    return content;
  }

  private static ObjectNode displayed(ObjectNode data) {
    ObjectNode content = Message.object();
    content.set("data", data);
    content.set("metadata", Message.object());
    return content;
  }

  /** Removes what the cell has shown, now or when it next shows something. */
  void clear(boolean wait) {
    publish("clear_output", Message.object().put("wait", wait));
  }

  /** Publishes the error of a cell. */
  void error(ShownError error) {
    publish("error", content(error));
  }

  /** Returns the fields of an error. */
  static ObjectNode content(ShownError error) {
    ObjectNode content = Message.object().put("ename", error.name()).put("evalue", error.message());
    var traceback = content.putArray("traceback");
    error.text().lines().forEach(traceback::add);
    return content;
  }

  /** Publishes a message of the current request after all text printed so far. */
  private void publish(String type, ObjectNode content) {
    streams.flush();
    send(type, content);
  }

  private void send(String type, ObjectNode content) {
    if (!silent) {
      sink.accept(messages.publication(type, parentHeader, content));
    }
  }
}
