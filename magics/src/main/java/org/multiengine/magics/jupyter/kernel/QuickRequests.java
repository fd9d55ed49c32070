package org.multiengine.magics.jupyter.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.multiengine.magics.console.InputRunner;
import org.multiengine.magics.jupyter.wire.Message;

/**
 * Answers the requests that need no cell: completion, inspection, history and the like. They are
 * answered while a cell runs. Used by one thread at a time.
 */
final class QuickRequests {

  private final KernelInfo info;
  private final CompletableFuture<InputRunner> runner;

  /**
   * Creates the answers.
   *
   * @param runner completed when the kernel can run inputs; requests wait for it
   */
  QuickRequests(KernelInfo info, CompletableFuture<InputRunner> runner) {
    this.info = info;
    this.runner = runner;
  }

  /** Returns the content of the reply to a request. Code that cannot be inspected is not found. */
  ObjectNode answer(Message request) {
    ObjectNode content = request.content();
    return switch (request.type()) {
      case "kernel_info_request" -> info.content();
      case "complete_request" -> complete(TextPosition.of(content));
      case "inspect_request" -> inspect(TextPosition.of(content));
      case "is_complete_request" -> isComplete(content.path("code").asText());
      case "history_request" -> HistoryReply.of(content, runner.join().inputs());
      case "comm_info_request" -> commInfo();
      default ->
          Message.object()
              .put("status", "error")
              .put("ename", "UnknownRequest")
              .put("evalue", "this kernel does not know " + request.type())
              .set("traceback", Message.object().arrayNode());
    };
  }

  private static ObjectNode commInfo() {
    ObjectNode content = Message.object().put("status", "ok");
    content.putObject("comms");
    return content;
  }

  private ObjectNode complete(TextPosition cursor) {
    String text = cursor.before();
    int end = cursor.points();
    String word = runner.join().wordAtEnd(text);
    ObjectNode content =
        Message.object()
            .put("status", "ok")
            .put("cursor_start", end - TextPosition.points(word))
            .put("cursor_end", end);
    content.putObject("metadata");
    completions(text).forEach(content.putArray("matches")::add);
    return content;
  }

  /** Returns completions. An object of the user that a cell changes meanwhile has none. */
  private List<String> completions(String text) {
    try {
      return runner.join().complete(text);
    } catch (RuntimeException | LinkageError unknown) {
      return List.of();
    }
  }

  private ObjectNode inspect(TextPosition cursor) {
    ObjectNode content = Message.object().put("status", "ok");
    ObjectNode data = content.putObject("data");
    content.putObject("metadata");
    try {
      data.put("text/plain", runner.join().documentation(cursor.nameAround()));
    } catch (RuntimeException | LinkageError unknown) {
      return content.put("found", false);
    }
    return content.put("found", true);
  }

  private ObjectNode isComplete(String code) {
    return switch (runner.join().completeness(code)) {
      case COMPLETE -> Message.object().put("status", "complete");
      case INVALID -> Message.object().put("status", "invalid");
      case INCOMPLETE -> Message.object().put("status", "incomplete").put("indent", "");
    };
  }
}
