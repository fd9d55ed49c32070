package org.multiengine.core.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of ready messages of one size. */
final class TestConsignment<T> implements Consignment<T> {

  private final Deque<T> messages;
  private final long sizeOfEach;
  private final boolean large;
  private final @Nullable String group;

  private TestConsignment(
      List<T> messages, long sizeOfEach, boolean large, @Nullable String group) {
    this.messages = new ArrayDeque<>(messages);
    this.sizeOfEach = sizeOfEach;
    this.large = large;
    this.group = group;
  }

  static <T> TestConsignment<T> small(T message, long size) {
    return new TestConsignment<>(List.of(message), size, false, null);
  }

  static TestConsignment<String> smallOf(String group, String message) {
    return new TestConsignment<>(List.of(message), 1, false, group);
  }

  static TestConsignment<String> largeOf(@Nullable String group, String... messages) {
    return new TestConsignment<>(List.of(messages), 10, true, group);
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
