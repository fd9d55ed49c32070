package org.multiengine.actors.internal.link;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.core.link.SendWindow.Numbered;

/** Groups messages that go in one frame. */
final class Bundles {

  /** The number of small messages in a frame at which the cost of the frame is shared enough. */
  static final int MAX_MESSAGES = 64;

  private Bundles() {}

  /**
   * Cuts messages into runs that each fit one frame, in order. Only payloads share a frame; a
   * message of the link has a frame of its own.
   *
   * @param maxBytes the size of the largest frame of several messages
   * @param send receives the runs, each of which has consecutive numbers
   */
  static void split(
      List<Numbered<LinkMessage>> messages,
      int maxBytes,
      Consumer<List<Numbered<LinkMessage>>> send) {
    List<Numbered<LinkMessage>> run = new ArrayList<>();
    long bytes = 0;
    for (Numbered<LinkMessage> next : messages) {
      boolean alone = next.message() instanceof LinkControl;
      if (!run.isEmpty()
          && (alone || run.size() == MAX_MESSAGES || bytes + next.size() > maxBytes)) {
        send.accept(run);
        run = new ArrayList<>();
        bytes = 0;
      }
      run.add(next);
      bytes += next.size();
      if (alone) {
        send.accept(run);
        run = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!run.isEmpty()) {
      send.accept(run);
    }
  }

  /** Returns the message of a frame that carries a run. */
  static LinkMessage join(List<Numbered<LinkMessage>> run) {
    if (run.size() == 1) {
      return run.get(0).message();
    }
    return new LinkControl.Bundle(run.stream().map(Numbered::message).toList());
  }
}
