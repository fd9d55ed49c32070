package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.Admission;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.LinkListener;
import org.multiengine.actors.internal.link.Links;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.node.task.NodeTasks;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.protocol.TaskMessage;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.request.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a relay in one of its links: decides on large requests that begin to arrive, and
 * replaces answers that the controller cannot read by failures, so that their calls end. Used by
 * the node's relay alone.
 */
final class RelayLinkListener implements LinkListener<RelayMessage> {

  private static final Logger LOG = LoggerFactory.getLogger(RelayLinkListener.class);

  private final Links<RelayMessage> links;
  private final ActorRef<LinkFrame> controller;
  private final ClientClasses classes;
  private final RequestIntake intake;
  private final NodeTasks tasks;

  RelayLinkListener(
      Links<RelayMessage> links,
      ActorRef<LinkFrame> controller,
      ClientClasses classes,
      RequestIntake intake,
      NodeTasks tasks) {
    this.links = links;
    this.controller = controller;
    this.classes = classes;
    this.intake = intake;
    this.tasks = tasks;
  }

  @Override
  public Admission admit(@Nullable RelayMessage head, long bytes) {
    Link<RelayMessage> link = links.find(controller);
    if (head instanceof RelayMessage.Submit submit && link != null) {
      return intake.admit(link, submit, bytes);
    }
    Admission admission = intake.admit(bytes);
    if (!admission.isGranted() && head instanceof TaskMessage.Orders orders && link != null) {
      tasks.refuse(link, orders);
    }
    return admission;
  }

  /** Does nothing, because only controllers report the progress of large messages. */
  @Override
  public void moved(CallId call, long bytes, long announced) {}

  @Override
  public void refused(RelayMessage message, String reason) {
    Link<RelayMessage> link = links.find(controller);
    if (message instanceof RelayMessage.Answers answers && link != null) {
      refused(link, answers, reason);
    } else if (message instanceof TaskMessage.Changes changes && link != null) {
      tasks.repeat(link, changes, reason);
    } else if (message instanceof RelayMessage.FetchClass fetch) {
      classes.refused(fetch.fetch(), reason);
    } else {
      LOG.warn("a controller cannot read {}: {}", message.getClass().getSimpleName(), reason);
    }
  }

  private void refused(Link<RelayMessage> link, RelayMessage.Answers answers, String reason) {
    boolean areFailures =
        answers.answers().stream().allMatch(each -> each.outcome() instanceof Outcome.Failed);
    if (areFailures) {
      throw new IllegalArgumentException("a controller cannot read failures: " + reason);
    }
    links.send(link, failures(answers, "the client cannot read it: " + reason));
  }

  /** Returns answers to the same requests that report a failure. */
  static RelayMessage.Answers failures(RelayMessage.Answers answers, String reason) {
    Outcome failed =
        Outcome.failed(new KernelError("the request has ended, but its answer is lost; " + reason));
    List<RelayMessage.Answer> failures =
        answers.answers().stream()
            .map(
                each ->
                    new RelayMessage.Answer(
                        each.place(),
                        failed,
                        each.startedMicros(),
                        each.endedMicros(),
                        each.failureMark()))
            .toList();
    return new RelayMessage.Answers(answers.call(), failures);
  }
}
