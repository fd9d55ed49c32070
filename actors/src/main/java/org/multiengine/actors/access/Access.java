package org.multiengine.actors.access;

import java.util.List;
import java.util.Locale;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Question;
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
    return request.accept(
        new Request.Visitor<Kind, RuntimeException>() {
          @Override
          public Kind queued(Request.Queued queued) {
            return queued.accept(KindOfQueued.INSTANCE);
          }

          @Override
          public Kind question(Question question) {
            return question.accept(KindOfQuestion.INSTANCE);
          }

          @Override
          public Kind kill(Request.Kill kill) {
            return Kind.CONTROL;
          }
        });
  }
}
