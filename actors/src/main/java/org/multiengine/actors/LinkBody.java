package org.multiengine.actors;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.multiengine.core.EncodedValue;
import org.multiengine.core.EngineId;
import org.multiengine.core.Outcome;
import org.multiengine.core.Request;

/** What controllers and node relays tell each other over a link. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LinkBody.Submit.class, name = "submit"),
  @JsonSubTypes.Type(value = LinkBody.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = LinkBody.Answers.class, name = "answers"),
  @JsonSubTypes.Type(value = LinkBody.Part.class, name = "part"),
})
sealed interface LinkBody extends WireMessage {

  /** About how many bytes the body holds. */
  long size();

  /** The room a body takes beside the values in it. */
  int OVERHEAD = 64;

  /**
   * Runs a request on engines of the node.
   *
   * @param client who asks
   * @param call the client's number of the call
   * @param targets the engines concerned
   * @param request what is asked
   * @param continueOnError whether later requests of the client stay when this one fails
   */
  record Submit(
      String client, long call, List<Target> targets, Request request, boolean continueOnError)
      implements LinkBody {
    @Override
    public long size() {
      return request.size() + (long) OVERHEAD * (1 + targets.size());
    }
  }

  /**
   * An engine of the node that a call goes to.
   *
   * @param place its place among the targets of the call, from 0
   * @param engine the engine
   * @param incarnation the life of the engine that is meant
   */
  record Target(int place, EngineId engine, String incarnation) {}

  /** Takes the requests of a call from the queues, and interrupts those that run. */
  record Cancel(String client, long call) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD;
    }
  }

  /** The outcomes of a call on engines of the node that were ready together. */
  record Answers(String client, long call, List<Answer> answers) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD + answers.stream().mapToLong(Answer::size).sum();
    }
  }

  /**
   * The outcome of a request.
   *
   * @param place the place of the engine among the targets of the call
   * @param outcome how the request ended
   */
  record Answer(int place, Outcome outcome) {
    long size() {
      return OVERHEAD + outcome.size();
    }
  }

  /**
   * A piece of a body that is too large for one message.
   *
   * @param manifest the class of the body for its serializer
   * @param bytes the piece
   * @param last whether it is the last one
   */
  record Part(String manifest, EncodedValue bytes, boolean last) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD + (long) bytes.size();
    }
  }
}
