package org.multiengine.core.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of ready messages of one size. */
final class TestMessage<T> implements OutboundMessage<T> {

  private final Deque<T> messages;
  private final long sizeOfEach;
  private final boolean large;
  private final @Nullable String group;

  private TestMessage(List<T> messages, long sizeOfEach, boolean large, @Nullable String group) {
    this.messages = new ArrayDeque<>(messages);
    this.sizeOfEach = sizeOfEach;
    this.large = large;
    this.group = group;
  }

  static <T> TestMessage<T> small(T message, long size) {
    return new TestMessage<>(List.of(message), size, false, null);
  }

  static TestMessage<String> smallOf(String group, String message) {
    return new TestMessage<>(List.of(message), 1, false, group);
  }

  static TestMessage<String> largeOf(@Nullable String group, String... messages) {
    return new TestMessage<>(List.of(messages), 10, true, group);
  }

  @Override
  public long size() {
    return messages.size() * sizeOfEach;
  }

  @Override
  public long nextSize() {
    return sizeOfEach;
  }

  @Override
  public T next(long sequence) {
    return messages.removeFirst();
  }

  @Override
  public boolean isTaken() {
    return messages.isEmpty();
  }

  @Override
  public boolean isLarge() {
    return large;
  }

  @Override
  public @Nullable Object group() {
    return group;
  }
}
