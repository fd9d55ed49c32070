package org.multiengine.actors.internal.node.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.protocol.TaskMessage;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.TaskAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports about tasks on their way to the farms, collected into few messages. Used by the
 * node's relay alone.
 */
final class TaskOutbox {

  private static final Logger LOG = LoggerFactory.getLogger(TaskOutbox.class);

  private static final int MAX_BUNDLED_ANSWERS = 64;
  private static final long MAX_BUNDLED_BYTES = 256 * 1024;

  /** The reports for one farm. */
  private static final class Reports {
    private final List<TaskMessage.AtEngine> begun = new ArrayList<>();
    private final List<TaskAnswer> ended = new ArrayList<>();
    private final List<AttemptId> returned = new ArrayList<>();
    private final List<AttemptId> refused = new ArrayList<>();
    private final List<TaskMessage.AtEngine> lost = new ArrayList<>();
    private @Nullable NodeGrant grant;
  }

  private final TaskNode node;
  private final RoundTrips trips;
  private final Map<Link<RelayMessage>, Reports> reports = new LinkedHashMap<>();

  TaskOutbox(TaskNode node, RoundTrips trips) {
    this.node = node;
    this.trips = trips;
  }

  private Reports to(Link<RelayMessage> link) {
    return reports.computeIfAbsent(link, absent -> new Reports());
  }

  void begun(Link<RelayMessage> link, AttemptId id, EngineLife engine) {
    to(link).begun.add(new TaskMessage.AtEngine(id, engine));
  }

  void ended(Link<RelayMessage> link, TaskAnswer answer) {
    to(link).ended.add(answer);
  }

  void returned(Link<RelayMessage> link, List<AttemptId> ids) {
    if (!ids.isEmpty()) {
      to(link).returned.addAll(ids);
    }
  }

  void refused(Link<RelayMessage> link, List<AttemptId> ids) {
    if (!ids.isEmpty()) {
      to(link).refused.addAll(ids);
    }
  }

  void lost(Link<RelayMessage> link, AttemptId id, EngineLife engine) {
    to(link).lost.add(new TaskMessage.AtEngine(id, engine));
  }

  void granted(Link<RelayMessage> link, NodeGrant grant) {
    to(link).grant = grant;
  }

  /** Forgets what a farm was to receive that has gone. */
  void forget(Link<RelayMessage> link) {
    reports.remove(link);
  }

  /** Adds all reports to their links. */
  void flush() {
    if (reports.isEmpty()) {
      return;
    }
    Map<Link<RelayMessage>, Reports> all = new LinkedHashMap<>(reports);
    reports.clear();
    all.forEach(this::send);
  }

  private void send(Link<RelayMessage> link, Reports of) {
    if (!of.ended.isEmpty()) {
      trips.answered(link, System.nanoTime());
    }
    int from = 0;
    int to = next(of.ended, from);
    NodeGrant atOnce = to == of.ended.size() ? of.grant : null;
    List<TaskAnswer> first = of.ended.subList(from, to);
    send(
        link,
        new TaskMessage.Changes(
            of.begun, List.copyOf(first), of.returned, of.refused, of.lost, atOnce));
    while (to < of.ended.size()) {
      from = to;
      to = next(of.ended, from);
      send(
          link,
          answers(
              List.copyOf(of.ended.subList(from, to)), to == of.ended.size() ? of.grant : null));
    }
  }

  /** Returns the index behind the last answer that goes into one message. */
  private static int next(List<TaskAnswer> answers, int from) {
    long bytes = 0;
    int to = from;
    while (to < answers.size() && to - from < MAX_BUNDLED_ANSWERS) {
      bytes += answers.get(to).outcome().size();
      if (to > from && bytes > MAX_BUNDLED_BYTES) {
        break;
      }
      to++;
    }
    return to;
  }

  private static TaskMessage.Changes answers(List<TaskAnswer> answers, @Nullable NodeGrant grant) {
    return new TaskMessage.Changes(List.of(), answers, List.of(), List.of(), List.of(), grant);
  }

  private void send(Link<RelayMessage> link, TaskMessage.Changes changes) {
    try {
      node.add(link, changes);
    } catch (RuntimeException broken) {
      LOG.error("answers of tasks cannot be sent", broken);
      repeat(link, changes, "it cannot be sent: " + broken);
    }
  }

  /** Sends the parts of a message that could not be sent or read, each answer for itself. */
  void repeat(Link<RelayMessage> link, TaskMessage.Changes changes, String reason) {
    if (changes.ended().isEmpty()) {
      throw new IllegalArgumentException("a farm cannot read what has become of tasks: " + reason);
    }
    node.add(
        link,
        new TaskMessage.Changes(
            changes.begun(),
            List.of(),
            changes.returned(),
            changes.refused(),
            changes.lost(),
            changes.grant()));
    boolean isAlone = changes.ended().size() == 1;
    for (TaskAnswer answer : changes.ended()) {
      send(link, answers(List.of(isAlone ? unsendable(answer, reason) : answer), null));
    }
  }

  private static TaskAnswer unsendable(TaskAnswer answer, String reason) {
    if (answer.outcome() instanceof Outcome.Failed) {
      throw new IllegalArgumentException("a farm cannot read failures: " + reason);
    }
    return answer.with(
        Outcome.failed(new KernelError("the task has ended, but its answer is lost; " + reason)));
  }
}
