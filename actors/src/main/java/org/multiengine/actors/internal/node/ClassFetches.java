package org.multiengine.actors.internal.node;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.error.KernelError;

/** The classes that engines of a node wait for. Used by the node's relay alone. */
final class ClassFetches {

  private record Fetch(Link link, CompletableFuture<ClassFile> answer) {}

  private final Map<Long, Fetch> open = new HashMap<>();
  private long last;

  /** Notes that an answer is awaited over a link, and returns its number. */
  long add(Link link, CompletableFuture<ClassFile> answer) {
    open.put(++last, new Fetch(link, answer));
    return last;
  }

  /** The client has answered. */
  void answered(long number, ClassFile file) {
    Fetch fetch = open.remove(number);
    if (fetch != null) {
      fetch.answer().complete(file);
    }
  }

  /** The client has not answered in time. */
  void over(long number, Duration limit) {
    Fetch fetch = open.remove(number);
    if (fetch != null) {
      String text = "the client did not send the class within " + limit.toMillis() + " ms";
      fetch.answer().completeExceptionally(new KernelError(text));
    }
  }

  /** The actor at the other end of a link has gone. */
  void linkGone(@Nullable Link link) {
    Predicate<Fetch> theirs = fetch -> fetch.link() == link;
    open.values().stream()
        .filter(theirs)
        .forEach(fetch -> fetch.answer().completeExceptionally(clientGone()));
    open.values().removeIf(theirs);
  }

  static KernelError clientGone() {
    return new KernelError("the client that sent this code has gone");
  }
}
