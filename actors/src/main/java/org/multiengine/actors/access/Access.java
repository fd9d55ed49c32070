package org.multiengine.actors.access;

import java.util.List;
import java.util.Locale;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Request;

/**
 * Something that is asked of engines of this node.
 *
 * @param caller who asks
 * @param call the client's number of the call
 * @param engines the engines of this node that it is asked of
 * @param request what is asked
 */
public record Access(Caller caller, long call, List<EngineId> engines, Request request) {

  /** What a request does, from the harmless to the powerful. */
  public enum Kind {
    /** Asks the engine about itself: its names, its queue, its state, how a word may go on. */
    ASK,
    /** Reads values, properties or records of earlier commands. */
    READ,
    /** Changes values or properties. */
    WRITE,
    /** Runs a text, or code that the client sends. */
    RUN,
    /** Drops what waits, empties the namespace, removes the engine. */
    CONTROL;

    /** Returns the kind as settings name it. */
    public String setting() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the engines. */
  public Access {
    engines = List.copyOf(engines);
  }

  /** Returns what the request does. */
  public Kind kind() {
    return kindOf(request);
  }

  private static Kind kindOf(Request request) {
    if (request instanceof Request.Push push) {
      // Values that bring classes run their code when they are decoded.
      return push.functions() || !push.codes().isEmpty() ? Kind.RUN : Kind.WRITE;
    }
    if (request instanceof Request.Properties properties) {
      return switch (properties.action()) {
        case GET, HAS -> Kind.READ;
        case SET, DEL, CLEAR -> Kind.WRITE;
      };
    }
    if (request instanceof Request.Pull || request instanceof Request.GetResult) {
      return Kind.READ;
    }
    if (request instanceof Request.Reset
        || request instanceof Request.ClearQueue
        || request instanceof Request.Kill) {
      return Kind.CONTROL;
    }
    boolean asks =
        request instanceof Request.Keys
            || request instanceof Request.Complete
            || request instanceof Request.Status
            || request instanceof Request.Info;
    return asks ? Kind.ASK : Kind.RUN;
  }
}
