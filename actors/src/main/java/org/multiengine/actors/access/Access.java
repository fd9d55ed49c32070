package org.multiengine.actors.access;

import java.util.List;
import java.util.Locale;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

/**
 * A request to engines of this node, as a {@link Guard} sees it.
 *
 * @param caller the client that sent the request
 * @param call the number that the client gave the call or the task
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
