package org.multiengine.actors.internal.call;

import akka.actor.typed.ActorRef;
import org.multiengine.actors.internal.farm.FarmConnection;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.protocol.TaskMessage;

/** Handles the messages that relays send to a controller. Used by the controller alone. */
final class RelayMessages {

  private final OpenCalls calls;
  private final ClassSource classes;
  private final FarmConnection farm;

  RelayMessages(OpenCalls calls, ClassSource classes, FarmConnection farm) {
    this.calls = calls;
    this.classes = classes;
    this.farm = farm;
  }

  /** Returns the connection with the farm. */
  FarmConnection farm() {
    return farm;
  }

  /** Handles that a node cannot read a message. */
  void unreadable(ActorRef<LinkFrame> relay, RelayMessage message, String reason) {
    if (message instanceof TaskMessage.ToNode ofTasks) {
      farm.undelivered(relay, ofTasks, "the node cannot read it: " + reason);
    } else {
      calls.unreadable(message, reason);
    }
  }

  /**
   * Handles a message that came over a link.
   *
   * @throws IllegalArgumentException if it is a message for relays
   */
  void handle(Link<RelayMessage> link, RelayMessage message) {
    if (message instanceof RelayMessage.ToController mine) {
      mine.accept(new Handler(link));
    } else {
      throw new IllegalArgumentException("a node sends " + message.getClass().getName());
    }
  }

  /** Sends a class that was read. */
  void foundClass(ClassSource.Found found) {
    classes.send(found);
  }

  private final class Handler implements RelayMessage.ControllerHandler {

    private final Link<RelayMessage> link;

    Handler(Link<RelayMessage> link) {
      this.link = link;
    }

    @Override
    public void answers(RelayMessage.Answers answers) {
      calls.answered(answers);
    }

    @Override
    public void progress(RelayMessage.Progress progress) {
      Call call = calls.find(progress.part().call());
      if (call != null && call.has(progress.part().place())) {
        call.gather().reported(progress.part().place(), progress.report());
      }
    }

    @Override
    public void task(TaskMessage.ToFarm message) {
      farm.received(link.peer(), message);
    }

    @Override
    public void fetchClass(RelayMessage.FetchClass fetch) {
      classes.find(link, fetch);
    }
  }
}
