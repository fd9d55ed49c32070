package org.multiengine.actors.internal.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.core.local.SharedSegment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory by which one end of a link sends parts of large values to another process of its
 * machine; without any, parts carry their bytes. Used by one actor alone.
 */
final class SharedParts {

  private static final Logger LOG = LoggerFactory.getLogger(SharedParts.class);

  private record InUse(long sequence, int slot) {}

  private final LinkSettings settings;
  private final Deque<Integer> free = new ArrayDeque<>();
  private final Deque<InUse> inUse = new ArrayDeque<>();
  private boolean tried;
  private @Nullable SharedSegment ring;

  SharedParts(LinkSettings settings) {
    this.settings = settings;
  }

  /** Makes the memory, if that has not been tried; returns what to tell the other side. */
  LinkBody.@Nullable RingOffer offer() {
    LinkSettings.SharedMemory memory = settings.sharedMemory();
    int slots = (int) Math.min(memory.bytes() / settings.partBytes(), Short.MAX_VALUE);
    if (tried || memory.folder().isEmpty() || slots == 0) {
      return null;
    }
    tried = true;
    try {
      var shape = new SharedSegment.Shape(slots, settings.partBytes());
      SharedSegment made = SharedSegment.create(Path.of(memory.folder()), shape);
      ring = made;
      return new LinkBody.RingOffer(made.file().toString(), slots, settings.partBytes());
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("values go over the link, as memory cannot be shared in {}", memory.folder(), e);
      return null;
    }
  }

  /** The other side has opened the memory, or cannot; it needs no name any more. */
  void onAnswer(boolean open) {
    SharedSegment offered = ring;
    if (offered == null) {
      return;
    }
    try {
      offered.close();
    } catch (IOException e) {
      LOG.warn("{} cannot be removed", offered.file(), e);
    }
    if (open) {
      for (int slot = 0; slot < offered.shape().slots(); slot++) {
        free.add(slot);
      }
    } else {
      ring = null;
    }
  }

  /** Makes a part, in the shared memory if there is room. */
  LinkBody part(long sequence, long transfer, LinkBody.Layout layout, Transfer.Slice slice) {
    Integer slot = free.poll();
    if (ring == null || slot == null) {
      var bytes = ByteBuffer.wrap(slice.bytes(), slice.offset(), slice.length());
      return new LinkBody.Part(transfer, layout, bytes);
    }
    ring.write(slot, slice.bytes(), slice.offset(), slice.length());
    inUse.addLast(new InUse(sequence, slot));
    return new LinkBody.SharedPart(transfer, layout, slot, slice.length());
  }

  /** The other side has read the messages up to this number. */
  void acknowledged(long upTo) {
    while (!inUse.isEmpty() && inUse.getFirst().sequence() <= upTo) {
      free.add(inUse.removeFirst().slot());
    }
  }

  /** The link has ended, perhaps before the other side could answer. */
  void close() {
    if (free.isEmpty() && inUse.isEmpty()) {
      onAnswer(false);
    }
  }
}
