package org.multiengine.actors.internal.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.core.local.SharedSegment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared memory through which one end of a link sends parts of large values to a process of the
 * same machine. Parts carry their bytes where no slot is free. Used by one actor alone.
 */
final class SharedSlots {

  private static final Logger LOG = LoggerFactory.getLogger(SharedSlots.class);

  private record InUse(long sequence, int slot) {}

  private final LinkSettings settings;
  private final Deque<Integer> free = new ArrayDeque<>();
  private final Deque<InUse> inUse = new ArrayDeque<>();
  private boolean tried;
  private @Nullable SharedSegment segment;

  SharedSlots(LinkSettings settings) {
    this.settings = settings;
  }

  /** Creates the memory at the first call; returns the offer to the peer, null if there is none. */
  LinkControl.@Nullable SegmentOffer offer() {
    LinkSettings.SharedMemory memory = settings.sharedMemory();
    int slots = slotsIn(memory.bytes(), settings.partBytes());
    if (tried || memory.folder().isEmpty() || slots == 0) {
      return null;
    }
    tried = true;
    try {
      var shape = new SharedSegment.Shape(slots, settings.partBytes());
      SharedSegment made = SharedSegment.create(Path.of(memory.folder()), shape, memory.maxBytes());
      segment = made;
      return new LinkControl.SegmentOffer(made.file().toString(), slots, settings.partBytes());
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("values are sent over the link without memory of {}", memory.folder(), e);
      return null;
    }
  }

  /** Returns how many slots of a size fit in an amount of memory, and in one mapping. */
  static int slotsIn(long bytes, int slotBytes) {
    long mapped = Math.min(bytes, Integer.MAX_VALUE); // a mapping has no more
    return (int) Math.min(mapped / slotBytes, Short.MAX_VALUE);
  }

  /** Handles the answer to the offer. The file is removed, because both ends have it or none. */
  void onAnswer(boolean open) {
    SharedSegment offered = segment;
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
      segment = null;
      offered.unmap();
    }
  }

  /** Returns a part, in shared memory if a slot is free. */
  LinkMessage part(
      long sequence, long transfer, LinkControl.Layout layout, ChunkedSend.Slice slice) {
    Integer slot = free.poll();
    if (segment == null || slot == null) {
      var bytes = ByteBuffer.wrap(slice.bytes(), slice.offset(), slice.length());
      return new LinkControl.Part(transfer, layout, bytes);
    }
    segment.write(slot, slice.bytes(), slice.offset(), slice.length());
    inUse.addLast(new InUse(sequence, slot));
    return new LinkControl.SharedPart(transfer, layout, slot, slice.length());
  }

  /** Frees the slots of the messages up to a number, which the peer has read. */
  void acknowledged(long upTo) {
    while (!inUse.isEmpty() && inUse.getFirst().sequence() <= upTo) {
      free.add(inUse.removeFirst().slot());
    }
  }

  /** Gives the memory back, and removes the file if the peer has not answered. */
  void close() {
    SharedSegment shared = segment;
    if (free.isEmpty() && inUse.isEmpty()) {
      onAnswer(false);
    }
    free.clear();
    segment = null;
    if (shared != null) {
      shared.unmap();
    }
  }
}
