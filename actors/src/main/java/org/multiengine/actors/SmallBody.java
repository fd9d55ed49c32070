package org.multiengine.actors;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.link.OutboundMessage;

/** A body that goes in one message. Used by one actor alone. */
final class SmallBody implements OutboundMessage<LinkBody> {

  private final LinkBody body;
  private final long size;
  private boolean taken;

  SmallBody(LinkBody body, long size) {
    this.body = body;
    this.size = size;
  }

  /** Returns what it is. */
  LinkBody body() {
    return body;
  }

  @Override
  public long size() {
    return taken ? 0 : size;
  }

  @Override
  public long nextSize() {
    return size;
  }

  @Override
  public LinkBody next(long sequence) {
    taken = true;
    return body;
  }

  @Override
  public boolean isTaken() {
    return taken;
  }

  @Override
  public @Nullable Object group() {
    return body.ordered();
  }
}
