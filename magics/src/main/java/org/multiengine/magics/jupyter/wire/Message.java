package org.multiengine.magics.jupyter.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A message between a kernel and a front end. The JSON parts must not be changed.
 *
 * @param identities the addresses of the front end on a router socket, or the topic of a
 *     publication
 * @param header the id, type, session, user, date and version of the message
 * @param parentHeader the header of the request that caused the message; empty if there is none
 * @param metadata data about the content
 * @param content the content, by the type of the message
 * @param buffers binary data
 */
public record Message(
    List<byte[]> identities,
    ObjectNode header,
    ObjectNode parentHeader,
    ObjectNode metadata,
    ObjectNode content,
    List<byte[]> buffers) {

  /** Returns the type, for example {@code execute_request}. */
  public String type() {
    return header.path("msg_type").asText();
  }

  /** Returns the id of the front end's session. */
  public String session() {
    return header.path("session").asText();
  }

  /** Returns a new JSON object without fields. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
