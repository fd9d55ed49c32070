package org.multiengine.actors;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.engine.Ticket;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;

/** What controllers and node relays tell each other over a link. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
@JsonSubTypes({
  @JsonSubTypes.Type(value = LinkBody.Submit.class, name = "submit"),
  @JsonSubTypes.Type(value = LinkBody.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = LinkBody.Listen.class, name = "listen"),
  @JsonSubTypes.Type(value = LinkBody.Answers.class, name = "answers"),
  @JsonSubTypes.Type(value = LinkBody.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = LinkBody.FetchClass.class, name = "fetchClass"),
  @JsonSubTypes.Type(value = LinkBody.FetchedClass.class, name = "fetchedClass"),
  @JsonSubTypes.Type(value = LinkBody.ClientClosed.class, name = "clientClosed"),
  @JsonSubTypes.Type(value = LinkBody.Begin.class, name = "begin"),
  @JsonSubTypes.Type(value = LinkBody.Part.class, name = "part"),
  @JsonSubTypes.Type(value = LinkBody.SharedPart.class, name = "sharedPart"),
  @JsonSubTypes.Type(value = LinkBody.Whole.class, name = "whole"),
  @JsonSubTypes.Type(value = LinkBody.Written.class, name = "written"),
  @JsonSubTypes.Type(value = LinkBody.Withdrawn.class, name = "withdrawn"),
  @JsonSubTypes.Type(value = LinkBody.RingOffer.class, name = "ringOffer"),
  @JsonSubTypes.Type(value = LinkBody.RingAnswer.class, name = "ringAnswer"),
  @JsonSubTypes.Type(value = LinkBody.SocketOffer.class, name = "socketOffer"),
  @JsonSubTypes.Type(value = LinkBody.SocketDeclined.class, name = "socketDeclined"),
  @JsonSubTypes.Type(value = LinkBody.Bundle.class, name = "bundle"),
})
@JsonFormat(shape = JsonFormat.Shape.ARRAY) // names of fields were a third of reading one
sealed interface LinkBody extends WireMessage {

  /** About how many bytes the body holds. */
  long size();

  /** Returns the same body with each value in it replaced, in an order that is always the same. */
  default LinkBody mapValues(UnaryOperator<EncodedValue> change) {
    return this;
  }

  /** Returns the client whose bodies may not pass each other; null if it makes no difference. */
  default @Nullable String ordered() {
    return null;
  }

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
   * @param live whether the client wants to hear what the request does while it runs
   */
  record Submit(
      String client,
      long call,
      List<Target> targets,
      Request request,
      boolean continueOnError,
      boolean live)
      implements LinkBody {
    @Override
    public long size() {
      return request.size() + (long) OVERHEAD * (1 + targets.size());
    }

    @Override
    public LinkBody mapValues(UnaryOperator<EncodedValue> change) {
      return new Submit(client, call, targets, request.mapValues(change), continueOnError, live);
    }

    @Override
    public String ordered() {
      return client;
    }

    /** Returns the request as one of the targets queues it. */
    Ticket ticket(int place) {
      return new Ticket(client, call, place, request, continueOnError, live);
    }
  }

  /**
   * An engine of the node that a call goes to.
   *
   * @param place its place among the targets of the call, from 0
   * @param engine the engine
   * @param incarnation the life of the engine that is meant
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  record Target(int place, EngineId engine, String incarnation) {}

  /**
   * Takes the requests of a call from the queues, and interrupts those that run. It may pass what
   * is large: the requests that wait there are taken back before.
   *
   * @param limit the time limit that the call has passed; null if its client cancels it
   */
  record Cancel(String client, long call, @Nullable Duration limit) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD;
    }
  }

  /** From now on the client wants to hear what the requests of a call do while they run. */
  record Listen(String client, long call) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD;
    }

    @Override
    public String ordered() {
      return client;
    }
  }

  /** The outcomes of a call on engines of the node that were ready together. */
  record Answers(String client, long call, List<Answer> answers) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD + answers.stream().mapToLong(Answer::size).sum();
    }

    @Override
    public LinkBody mapValues(UnaryOperator<EncodedValue> change) {
      return new Answers(
          client, call, answers.stream().map(answer -> answer.mapValues(change)).toList());
    }
  }

  /**
   * The outcome of a request.
   *
   * @param place the place of the engine among the targets of the call
   * @param outcome how the request ended
   * @param started when it began to run, in microseconds since 1970 by the engine's clock
   * @param ended when it ended
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  record Answer(int place, Outcome outcome, long started, long ended) {
    long size() {
      return OVERHEAD + outcome.size();
    }

    Answer mapValues(UnaryOperator<EncodedValue> change) {
      return new Answer(place, outcome.mapValues(change), started, ended);
    }
  }

  /** What a request has done since the last report. */
  record Progress(String client, long call, int place, Report report) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD + report.size();
    }
  }

  /**
   * Asks the controller's side for a class of a client.
   *
   * @param fetch the number of the question
   * @param code the code the class belongs to
   * @param className its full name
   * @param known the hashes of what the node has of that name
   */
  record FetchClass(long fetch, String code, String className, List<String> known)
      implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD + 2L * (code.length() + className.length());
    }
  }

  /** The answer to that question. */
  record FetchedClass(long fetch, ClassFile file) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD + (file.bytes() == null ? 0 : file.bytes().size());
    }
  }

  /** A client is closed; its classes will not be given away any more. */
  record ClientClosed(String client) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD;
    }

    @Override
    public String ordered() {
      return client;
    }
  }

  /**
   * The values of a body are too large for one message and come before it, in parts.
   *
   * @param transfer the sender's number of the transfer, the same in all its messages
   * @param client the client whose call the body is of
   * @param call the client's number of the call, 0 if it is of none
   * @param bytes how many bytes come
   */
  record Begin(long transfer, String client, long call, long bytes) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD;
    }
  }

  /**
   * How a value that comes in parts is cut into segments.
   *
   * @param bytes how long the value is
   * @param segment how long its segments are, except for the last
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  record Layout(long bytes, int segment) {}

  /** The next bytes of a value. */
  record Part(long transfer, Layout layout, ByteBuffer bytes) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD + (long) bytes.remaining();
    }
  }

  /**
   * The next bytes of a value, in memory both processes share.
   *
   * @param slot the slot of the ring
   * @param length how many bytes are there
   */
  record SharedPart(long transfer, Layout layout, int slot, int length) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD + (long) length;
    }
  }

  /** The body itself, with empty values in place of those that came before. */
  record Whole(long transfer, LinkBody body) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD + body.size();
    }
  }

  /** The body is itself the last of the values, as it was written. */
  record Written(long transfer) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD;
    }
  }

  /** The body will not come: what came of its values is to be dropped. */
  record Withdrawn(long transfer) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD;
    }
  }

  /** The sender has made memory for parts of values that the other side may be able to open. */
  record RingOffer(String file, int slots, int slotBytes) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD;
    }
  }

  /** Whether the other side has opened it. */
  record RingAnswer(boolean open) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD;
    }
  }

  /** The sender has made a socket that the other side may be able to connect to. */
  record SocketOffer(String file) implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD;
    }
  }

  /** The other side cannot connect to it. */
  record SocketDeclined() implements LinkBody {
    @Override
    public long size() {
      return OVERHEAD;
    }
  }

  /** Small bodies that go in one frame, whose sequence is that of the first. */
  record Bundle(List<LinkBody> bodies) implements LinkBody {
    @Override
    public long size() {
      return bodies.stream().mapToLong(LinkBody::size).sum();
    }
  }
}
