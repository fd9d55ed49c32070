package org.multiengine.actors.internal.protocol;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.LinkPayload;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.dispatch.FailureMark;
import org.multiengine.core.dispatch.PartAnswer;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;

/** A message between a controller and the relay of a node. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
@JsonSubTypes({
  @JsonSubTypes.Type(value = RelayMessage.Submit.class, name = "submit"),
  @JsonSubTypes.Type(value = RelayMessage.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = RelayMessage.Listen.class, name = "listen"),
  @JsonSubTypes.Type(value = RelayMessage.Answers.class, name = "answers"),
  @JsonSubTypes.Type(value = RelayMessage.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = RelayMessage.FetchClass.class, name = "fetchClass"),
  @JsonSubTypes.Type(value = RelayMessage.FetchedClass.class, name = "fetchedClass"),
  @JsonSubTypes.Type(value = RelayMessage.ClientClosed.class, name = "clientClosed"),
  @JsonSubTypes.Type(value = TaskMessage.Orders.class, name = "taskOrders"),
  @JsonSubTypes.Type(value = TaskMessage.Recall.class, name = "taskRecall"),
  @JsonSubTypes.Type(value = TaskMessage.Cancel.class, name = "taskCancel"),
  @JsonSubTypes.Type(value = TaskMessage.Cut.class, name = "taskCut"),
  @JsonSubTypes.Type(value = TaskMessage.Changes.class, name = "taskChanges"),
  @JsonSubTypes.Type(value = TaskMessage.Shortened.class, name = "taskShortened"),
  @JsonSubTypes.Type(value = TaskMessage.Progress.class, name = "taskProgress"),
})
@JsonFormat(shape = JsonFormat.Shape.ARRAY) // names of fields took a third of the time to read
public sealed interface RelayMessage extends LinkPayload {

  /** A message of a controller to a relay. */
  sealed interface ToRelay extends RelayMessage
      permits Submit, Cancel, Listen, FetchedClass, ClientClosed, TaskMessage.ToNode {

    /** Calls the method of a handler for the kind of message. */
    void accept(RelayHandler handler);
  }

  /** Handles each kind of message to a relay. */
  interface RelayHandler {

    /** Handles a request. */
    void submit(Submit submit);

    /** Handles the end of a call by its client. */
    void cancel(Cancel cancel);

    /** Handles the wish for reports. */
    void listen(Listen listen);

    /** Handles a class of a client. */
    void fetchedClass(FetchedClass fetched);

    /** Handles the end of a client. */
    void clientClosed(ClientClosed closed);

    /** Handles a message about tasks. */
    void task(TaskMessage.ToNode message);
  }

  /** A message of a relay to a controller. */
  sealed interface ToController extends RelayMessage
      permits Answers, Progress, FetchClass, TaskMessage.ToFarm {

    /** Calls the method of a handler for the kind of message. */
    void accept(ControllerHandler handler);
  }

  /** Handles each kind of message to a controller. */
  interface ControllerHandler {

    /** Handles outcomes. */
    void answers(Answers answers);

    /** Handles a report. */
    void progress(Progress progress);

    /** Handles a request for a class. */
    void fetchClass(FetchClass fetch);

    /** Handles a message about tasks. */
    void task(TaskMessage.ToFarm message);
  }

  /**
   * Runs a request on engines of the node.
   *
   * @param call the call
   * @param targets the engines
   * @param request the request
   * @param continueOnError whether later requests of the client stay when this one fails
   * @param live whether the client wants reports while the request runs
   */
  record Submit(
      CallId call, List<Target> targets, Request request, boolean continueOnError, boolean live)
      implements ToRelay {

    @Override
    public long size() {
      return request.size() + (long) OVERHEAD_BYTES * (1 + targets.size());
    }

    @Override
    public Submit mapValues(UnaryOperator<EncodedValue> change) {
      return new Submit(call, targets, request.mapValues(change), continueOnError, live);
    }

    @Override
    public String orderedClient() {
      return call.client();
    }

    @Override
    public CallId progressCall() {
      return call;
    }

    @Override
    public boolean isRefusable() {
      return true;
    }

    /** Returns a request of this call as one of the targets queues it. */
    public QueuedRequest queued(Target target, Request.Queued itsRequest) {
      var part = new PartId(call, target.place());
      return new QueuedRequest(part, itsRequest, continueOnError, live, target.failureSeen());
    }

    @Override
    public void accept(RelayHandler handler) {
      handler.submit(this);
    }
  }

  /**
   * An engine of the node that a call goes to.
   *
   * @param place its place among the targets of the call, from 0
   * @param life the life of the engine that is meant
   * @param failureSeen the number of the newest failure of the client on the engine that was known
   *     when the call was made; 0 if none was
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  record Target(int place, EngineLife life, long failureSeen) {

    /** Returns the engine. */
    public EngineId engine() {
      return life.engine();
    }
  }

  /**
   * Takes the requests of a call from the queues, and interrupts those that run. A cancel may pass
   * large messages, because requests that wait there are withdrawn before.
   *
   * @param limit the time limit that the call has passed; null if its client cancels it
   */
  record Cancel(CallId call, @Nullable Duration limit) implements ToRelay {
    @Override
    public void accept(RelayHandler handler) {
      handler.cancel(this);
    }
  }

  /** Asks for reports of a call's requests from now on. */
  record Listen(CallId call) implements ToRelay {
    @Override
    public String orderedClient() {
      return call.client();
    }

    @Override
    public void accept(RelayHandler handler) {
      handler.listen(this);
    }
  }

  /** Carries the outcomes of a call on engines of the node that were ready together. */
  record Answers(CallId call, List<Answer> answers) implements ToController {
    @Override
    public long size() {
      return OVERHEAD_BYTES + answers.stream().mapToLong(Answer::size).sum();
    }

    @Override
    public Answers mapValues(UnaryOperator<EncodedValue> change) {
      return new Answers(call, answers.stream().map(answer -> answer.mapValues(change)).toList());
    }

    @Override
    public CallId progressCall() {
      return call;
    }

    @Override
    public void accept(ControllerHandler handler) {
      handler.answers(this);
    }
  }

  /**
   * The outcome of a request.
   *
   * @param place the place of the engine among the targets of the call
   * @param outcome how the request ended
   * @param startedMicros when it began to run, in microseconds since 1970 by the engine's clock; 0
   *     if it never ran
   * @param endedMicros when it ended
   * @param failureMark the newest failure of the client on the engine, if the request failed and
   *     the client may not know of it
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  record Answer(
      int place,
      Outcome outcome,
      long startedMicros,
      long endedMicros,
      @Nullable FailureMark failureMark)
      implements PartAnswer {

    /** Returns the outcome of a request that never ran. */
    public static Answer withoutRun(int place, Outcome outcome) {
      return new Answer(place, outcome, 0, 0, null);
    }

    @Override
    public boolean ran() {
      return startedMicros != 0;
    }

    @Override
    public long size() {
      return OVERHEAD_BYTES + outcome.size();
    }

    Answer mapValues(UnaryOperator<EncodedValue> change) {
      return new Answer(place, outcome.mapValues(change), startedMicros, endedMicros, failureMark);
    }
  }

  /** Carries what a request has done since the last report. */
  record Progress(PartId part, Report report) implements ToController {
    @Override
    public long size() {
      return OVERHEAD_BYTES + report.size();
    }

    @Override
    public void accept(ControllerHandler handler) {
      handler.progress(this);
    }
  }

  /**
   * Asks the controller's side for a class of a client.
   *
   * @param fetch the number of this message
   * @param code the code that the class belongs to
   * @param className its full name
   * @param known the hashes of the classes of that name that the node has
   */
  record FetchClass(long fetch, String code, String className, List<String> known)
      implements ToController {
    @Override
    public long size() {
      return OVERHEAD_BYTES + 2L * (code.length() + className.length());
    }

    @Override
    public void accept(ControllerHandler handler) {
      handler.fetchClass(this);
    }
  }

  /** Answers a {@link FetchClass}. */
  record FetchedClass(long fetch, ClassFile file) implements ToRelay {
    @Override
    public long size() {
      return OVERHEAD_BYTES
          + (file.hash() == null ? 0 : file.hash().length())
          + (file.bytes() == null ? 0 : file.bytes().size());
    }

    @Override
    public void accept(RelayHandler handler) {
      handler.fetchedClass(this);
    }
  }

  /** Reports that a client is closed, so that its classes are no longer available. */
  record ClientClosed(String client) implements ToRelay {
    @Override
    public String orderedClient() {
      return client;
    }

    @Override
    public void accept(RelayHandler handler) {
      handler.clientClosed(this);
    }
  }
}
