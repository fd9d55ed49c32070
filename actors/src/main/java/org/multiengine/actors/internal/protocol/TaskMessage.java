package org.multiengine.actors.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.TaskAnswer;
import org.multiengine.core.task.TaskOrder;

/** The messages about tasks between the farm of a controller's process and the relay of a node. */
public final class TaskMessage {

  private TaskMessage() {}

  /** A message of a farm to a node. */
  public sealed interface ToNode extends RelayMessage.ToRelay {

    @Override
    default void accept(RelayMessage.RelayHandler handler) {
      handler.task(this);
    }

    /** Calls the method of a handler for the kind of message. */
    void accept(NodeHandler handler);
  }

  /** Handles each kind of message to a node. */
  public interface NodeHandler {

    /** Handles attempts to run. */
    void orders(Orders orders);

    /** Handles a request to return attempts. */
    void recall(Recall recall);

    /** Handles the cancellation of an attempt. */
    void cancel(Cancel cancel);

    /** Handles a request to shorten an attempt. */
    void cut(Cut cut);
  }

  /** A message of a node to a farm. */
  public sealed interface ToFarm extends RelayMessage.ToController {

    @Override
    default void accept(RelayMessage.ControllerHandler handler) {
      handler.task(this);
    }

    /** Calls the method of a handler for the kind of message. */
    void accept(FarmHandler handler);
  }

  /** Handles each kind of message to a farm. */
  public interface FarmHandler {

    /** Handles what has become of attempts. */
    void changes(Changes changes);

    /** Handles the answer to a {@link Cut}. */
    void shortened(Shortened shortened);

    /** Handles what an attempt has done. */
    void progress(Progress progress);
  }

  /**
   * Sends attempts of one client.
   *
   * @param client the client; empty if there are no attempts
   * @param orders the attempts; none if only the last value has changed
   * @param more whether further tasks wait at the farm
   */
  public record Orders(String client, List<TaskOrder<TaskRequest>> orders, boolean more)
      implements ToNode {

    @Override
    public long size() {
      return OVERHEAD_BYTES
          + orders.stream().mapToLong(order -> 2L * OVERHEAD_BYTES + order.work().size()).sum();
    }

    @Override
    public Orders mapValues(UnaryOperator<EncodedValue> change) {
      List<TaskOrder<TaskRequest>> changed = new ArrayList<>(orders.size());
      orders.forEach(order -> changed.add(order.with(order.work().mapValues(change))));
      return new Orders(client, changed, more);
    }

    @Override
    public @Nullable String orderedClient() {
      return client.isEmpty() ? null : client;
    }

    @Override
    public void accept(NodeHandler handler) {
      handler.orders(this);
    }
  }

  /** Asks for the return of attempts that have not begun. */
  public record Recall(List<AttemptId> attempts) implements ToNode {

    @Override
    public void accept(NodeHandler handler) {
      handler.recall(this);
    }
  }

  /** Asks for the return of an attempt, or for its end if it has begun. */
  public record Cancel(AttemptId attempt) implements ToNode {

    /** A cancellation must not pass the attempt itself. */
    @Override
    public String orderedClient() {
      return attempt.task().client();
    }

    @Override
    public void accept(NodeHandler handler) {
      handler.cancel(this);
    }
  }

  /** Asks a running piece of a map to stop early. The node answers with {@link Shortened}. */
  public record Cut(AttemptId attempt) implements ToNode {

    @Override
    public void accept(NodeHandler handler) {
      handler.cut(this);
    }
  }

  /** An attempt and its engine. */
  public record AtEngine(AttemptId attempt, EngineLife engine) {}

  /**
   * Reports what has become of attempts since the last message.
   *
   * @param begun the attempts that have begun
   * @param ended the attempts that have ended
   * @param returned the attempts that go back, because they are not to begin here
   * @param refused the attempts that the node had no room for
   * @param lost the attempts that ran on an engine which is gone, although the node is not
   * @param grant how much work the node accepts now; null if that has not changed
   */
  public record Changes(
      List<AtEngine> begun,
      List<TaskAnswer> ended,
      List<AttemptId> returned,
      List<AttemptId> refused,
      List<AtEngine> lost,
      @Nullable NodeGrant grant)
      implements ToFarm {

    @Override
    public long size() {
      long ids = (long) begun.size() + ended.size() + returned.size() + refused.size();
      return OVERHEAD_BYTES * (1 + ids)
          + ended.stream().mapToLong(answer -> answer.outcome().size()).sum();
    }

    @Override
    public Changes mapValues(UnaryOperator<EncodedValue> change) {
      List<TaskAnswer> changed = new ArrayList<>(ended.size());
      ended.forEach(answer -> changed.add(answer.with(answer.outcome().mapValues(change))));
      return new Changes(begun, changed, returned, refused, lost, grant);
    }

    @Override
    public void accept(FarmHandler handler) {
      handler.changes(this);
    }
  }

  /**
   * Answers a {@link Cut}.
   *
   * @param before the index of the element before which the piece will stop; -1 if it was not cut
   */
  public record Shortened(AttemptId attempt, int before) implements ToFarm {

    @Override
    public void accept(FarmHandler handler) {
      handler.shortened(this);
    }
  }

  /** Carries what an attempt has done since the last report. */
  public record Progress(AttemptId attempt, Report report) implements ToFarm {

    @Override
    public long size() {
      return OVERHEAD_BYTES + report.size();
    }

    @Override
    public void accept(FarmHandler handler) {
      handler.progress(this);
    }
  }
}
