package org.multiengine.actors.internal.link;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.core.local.SharedSegment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what comes over a link in parts. Used by one actor alone. */
final class Arrivals {

  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  private final FrameFormat format;
  private final String folder;
  private final Link.Progress progress;
  private @Nullable Arrival current;
  private @Nullable SharedSegment ring;

  /**
   * Makes one.
   *
   * @param folder where memory is shared; empty for nowhere
   * @param progress hears how much of a body has come
   */
  Arrivals(FrameFormat format, String folder, Link.Progress progress) {
    this.format = format;
    this.folder = folder;
    this.progress = progress;
  }

  /** Opens the memory of the other side; returns whether that is possible. */
  boolean open(LinkBody.RingOffer offer) {
    var shape = new SharedSegment.Shape(offer.slots(), offer.slotBytes());
    try {
      ring =
          folder.isEmpty()
              ? null
              : SharedSegment.open(Path.of(folder), Path.of(offer.file()), shape);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("memory of a process of this machine cannot be opened", e);
    }
    return ring != null;
  }

  /**
   * Takes what has come; returns the body that is complete with it, null if none is.
   *
   * @throws IllegalArgumentException if the other side is at fault
   */
  @Nullable LinkBody accept(LinkBody body) {
    if (body instanceof LinkBody.Begin begin) {
      current = new Arrival(begin);
      progress.moved(begin.client(), begin.call(), 0, begin.bytes());
    } else if (body instanceof LinkBody.Part part) {
      add(part.transfer(), part.layout(), part.bytes().remaining(), part.bytes().duplicate()::get);
    } else if (body instanceof LinkBody.SharedPart part) {
      SharedSegment shared = ring;
      if (shared == null) {
        throw new IllegalArgumentException("a part in memory that is not shared");
      }
      add(
          part.transfer(),
          part.layout(),
          part.length(),
          (into, offset, length) -> shared.read(part.slot(), into, offset, length));
    } else if (body instanceof LinkBody.Whole whole) {
      return take(whole.transfer()).complete(whole);
    } else if (body instanceof LinkBody.Written written) {
      return take(written.transfer()).complete(format);
    } else if (body instanceof LinkBody.Withdrawn withdrawn) {
      withdraw(withdrawn.transfer());
    } else {
      return body;
    }
    return null;
  }

  private void add(long transfer, LinkBody.Layout layout, int length, Arrival.Source source) {
    Arrival arrival = of(transfer);
    arrival.add(layout, length, source);
    LinkBody.Begin begin = arrival.begin();
    progress.moved(begin.client(), begin.call(), length, 0);
  }

  private Arrival of(long transfer) {
    Arrival arrival = current;
    if (arrival == null || arrival.begin().transfer() != transfer) {
      throw new IllegalArgumentException("a message of transfer " + transfer + ", not begun");
    }
    return arrival;
  }

  /** The next transfer may have begun before this is heard. */
  private void withdraw(long transfer) {
    if (current != null && current.begin().transfer() == transfer) {
      current = null;
    }
  }

  private Arrival take(long transfer) {
    Arrival arrival = of(transfer);
    current = null;
    return arrival;
  }
}
