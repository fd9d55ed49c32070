package org.multiengine.actors.access;

import java.util.List;
import java.util.Locale;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Request;

/**
 * A request to engines of this node, as a {@link Guard} sees it.
 *
 * @param caller the client that sent the request
 * @param call the number that the client gave the call
 * @param engines the engines of this node that are to run the request
 * @param request the request itself
 */
public record Access(Caller caller, long call, List<EngineId> engines, Request request) {

  /** What a request does, in order of increasing power. */
  public enum Kind {
    /** Asks an engine about itself: its names, queue, state, or completions of a word. */
    ASK,
    /** Reads values, properties or records of earlier commands. */
    READ,
    /** Changes values or properties. */
    WRITE,
    /** Runs source text, or compiled code that the client sends. */
    RUN,
    /** Drops waiting requests, clears the namespace or removes the engine. */
    CONTROL;

    /** Returns the name of the kind in settings. */
    public String setting() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Makes the list of engines immutable. */
  public Access {
    engines = List.copyOf(engines);
  }

  /** Returns the kind of the request. */
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
