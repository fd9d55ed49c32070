package org.multiengine.core.request;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request that the engine answers at once, while another request runs. */
public sealed interface Question extends Request.Immediate {

  @Override
  default <R, X extends Exception> R accept(Request.Visitor<R, X> visitor) throws X {
    return visitor.question(this);
  }

  /** Calls the method of a visitor for the kind of question. */
  <R> R accept(QuestionVisitor<R> visitor);

  /** Asks for the names that are defined now, also while a script runs. */
  record Keys() implements Question {
    @Override
    public String method() {
      return "keys";
    }

    @Override
    public <R> R accept(QuestionVisitor<R> visitor) {
      return visitor.keys(this);
    }
  }

  /**
   * Asks for the completions of the last word of a text. Nothing of the text is run.
   *
   * @param typed the text up to the cursor
   */
  record Complete(String typed) implements Question {

    /** Checks that there is a text. */
    public Complete {
      Objects.requireNonNull(typed, "typed");
    }

    @Override
    public String method() {
      return "complete";
    }

    @Override
    public long size() {
      return 2L * typed.length();
    }

    @Override
    public <R> R accept(QuestionVisitor<R> visitor) {
      return visitor.complete(this);
    }
  }

  /** Drops all that waits on the engine; the running request goes on (reference, 7.3). */
  record ClearQueue() implements Question {
    @Override
    public String method() {
      return "clear_queue";
    }

    @Override
    public <R> R accept(QuestionVisitor<R> visitor) {
      return visitor.clearQueue(this);
    }
  }

  /**
   * Asks for the record of a command, or of the latest successful one (reference, 7.4).
   *
   * @param number the command's number, or null for the latest
   */
  record GetResult(@Nullable Integer number) implements Question {
    @Override
    public String method() {
      return "get_result";
    }

    @Override
    public String text() {
      return "get_result(" + (number == null ? "" : number) + ")";
    }

    @Override
    public <R> R accept(QuestionVisitor<R> visitor) {
      return visitor.getResult(this);
    }
  }

  /** Asks what runs and what waits. */
  record Status() implements Question {
    @Override
    public String method() {
      return "queue_status";
    }

    @Override
    public <R> R accept(QuestionVisitor<R> visitor) {
      return visitor.status(this);
    }
  }

  /** Asks the engine for its state. */
  record Info() implements Question {
    @Override
    public String method() {
      return "engine_info";
    }

    @Override
    public <R> R accept(QuestionVisitor<R> visitor) {
      return visitor.info(this);
    }
  }
}
