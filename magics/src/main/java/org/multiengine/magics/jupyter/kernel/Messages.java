package org.multiengine.magics.jupyter.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.multiengine.magics.jupyter.wire.Message;

/** Creates the messages of a kernel. Safe for use by several threads. */
final class Messages {

  static final String PROTOCOL_VERSION = "5.3";

  private static final String USER = System.getProperty("user.name", "");

  private final String session = UUID.randomUUID().toString();

  /** Creates a message to the front end that has sent a request. */
  Message to(Message request, String type, ObjectNode content) {
    return message(request.identities(), type, request.header(), content);
  }

  /**
   * Creates a message to all front ends.
   *
   * @param parentHeader the header of the request that caused it; empty if there is none
   */
  Message publication(String type, ObjectNode parentHeader, ObjectNode content) {
    byte[] topic = ("kernel." + session + "." + type).getBytes(StandardCharsets.UTF_8);
    return message(List.of(topic), type, parentHeader, content);
  }

  private Message message(
      List<byte[]> identities, String type, ObjectNode parentHeader, ObjectNode content) {
    ObjectNode header =
        Message.object()
            .put("msg_id", UUID.randomUUID().toString())
            .put("msg_type", type)
            .put("session", session)
            .put("username", USER)
            // Front ends read at most six digits of a second.
            .put("date", Instant.now().truncatedTo(ChronoUnit.MICROS).toString())
            .put("version", PROTOCOL_VERSION);
    return new Message(identities, header, parentHeader, Message.object(), content, List.of());
  }
}
