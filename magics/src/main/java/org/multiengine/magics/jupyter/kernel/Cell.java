package org.multiengine.magics.jupyter.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.multiengine.magics.jupyter.wire.Channel;
import org.multiengine.magics.jupyter.wire.Message;

/**
 * A request to run code.
 *
 * @param channel the channel of the reply
 * @param request the message
 */
record Cell(Channel channel, Message request) {

  private static final String END = "end";

  /** Returns a cell that ends the kernel when its turn comes. */
  static Cell end() {
    ObjectNode header = Message.object().put("msg_type", END);
    ObjectNode none = Message.object();
    return new Cell(Channel.CONTROL, new Message(List.of(), header, none, none, none, List.of()));
  }

  /** Returns whether this cell ends the kernel. */
  boolean isEnd() {
    return request.type().equals(END);
  }

  private boolean flag(String name, boolean absent) {
    return request.content().path(name).asBoolean(absent);
  }

  /** Returns the code. */
  String code() {
    return request.content().path("code").asText();
  }

  /** Returns whether nothing is to be published. */
  boolean isSilent() {
    return flag("silent", false);
  }

  /** Returns whether the code gets a number and is kept in the history. */
  boolean isStored() {
    return !isSilent() && flag("store_history", true);
  }

  /** Returns whether the user can answer questions. */
  boolean allowsQuestions() {
    return flag("allow_stdin", true);
  }

  /** Returns whether an error of this cell aborts the cells that wait. */
  boolean stopsOnError() {
    return flag("stop_on_error", true);
  }

  /** Returns expressions to be evaluated after the code, by name. */
  ObjectNode expressions() {
    JsonNode expressions = request.content().path("user_expressions");
    return expressions instanceof ObjectNode object ? object : Message.object();
  }
}
