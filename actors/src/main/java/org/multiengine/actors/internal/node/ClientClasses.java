package org.multiengine.actors.internal.node;

import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.Links;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.code.CodeRegistry;
import org.multiengine.core.error.KernelError;

/**
 * The clients of a node's engines, and the classes that the engines wait for. Used by the node's
 * relay alone.
 */
final class ClientClasses {

  /** A message to the relay: a class has not come in time. */
  record FetchTimedOut(long fetch) {}

  private record Fetch(Link<RelayMessage> link, CompletableFuture<ClassFile> answer) {}

  private final TimerScheduler<Object> timers;
  private final Links<RelayMessage> links;
  private final CodeLoaders code;
  private final Duration limit;
  private final Map<String, Link<RelayMessage>> clients = new HashMap<>();
  private final Map<Long, Fetch> open = new HashMap<>();
  private long lastFetch;

  /**
   * Creates it without clients.
   *
   * @param code the classes that the node has
   * @param limit how long an engine waits for a class
   */
  ClientClasses(
      TimerScheduler<Object> timers, Links<RelayMessage> links, CodeLoaders code, Duration limit) {
    this.timers = timers;
    this.links = links;
    this.code = code;
    this.limit = limit;
  }

  /** Notes that a client is reached over a link. */
  void seen(String client, Link<RelayMessage> link) {
    clients.putIfAbsent(client, link);
  }

  /** Drops the classes of a client that has gone, whose late requests may have loaded them anew. */
  void forgetIfGone(String client) {
    if (!clients.containsKey(client)) {
      code.forget(client);
    }
  }

  /** Forgets a client and its classes. */
  void forget(String client) {
    clients.remove(client);
    code.forget(client);
  }

  /** Returns the clients that are reached over a link. */
  List<String> of(Link<RelayMessage> link) {
    return clients.entrySet().stream()
        .filter(entry -> entry.getValue() == link)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns whether a client is reached over a link. */
  boolean isReached(String client, Link<RelayMessage> link) {
    return clients.get(client) == link;
  }

  /** Asks a client for a class. */
  void fetch(NodeRelay.Fetch fetch) {
    Link<RelayMessage> link;
    try {
      link = clients.get(CodeRegistry.clientOf(fetch.code()));
    } catch (RuntimeException malformed) {
      fetch
          .answer()
          .completeExceptionally(
              new KernelError("'" + fetch.code() + "' does not name the code of a client"));
      return;
    }
    if (link == null) {
      fetch.answer().completeExceptionally(clientGone());
      return;
    }
    long number = ++lastFetch;
    open.put(number, new Fetch(link, fetch.answer()));
    var timedOut = new FetchTimedOut(number);
    timers.startSingleTimer(timedOut, timedOut, limit);
    links.send(
        link, new RelayMessage.FetchClass(number, fetch.code(), fetch.className(), fetch.known()));
  }

  /** Handles the class that a client sends over the link by which it was asked. */
  void fetched(Link<RelayMessage> link, RelayMessage.FetchedClass fetched) {
    Fetch fetch = open.get(fetched.fetch());
    if (fetch != null && fetch.link() == link) {
      open.remove(fetched.fetch());
      timers.cancel(new FetchTimedOut(fetched.fetch()));
      fetch.answer().complete(fetched.file());
    }
  }

  /** Handles that a client cannot read the question for a class. */
  void refused(long number, String reason) {
    timers.cancel(new FetchTimedOut(number));
    Fetch fetch = open.remove(number);
    if (fetch != null) {
      fetch
          .answer()
          .completeExceptionally(new KernelError("the client cannot be asked for it: " + reason));
    }
  }

  /** Handles that a class has not come in time. */
  void timedOut(FetchTimedOut timedOut) {
    Fetch fetch = open.remove(timedOut.fetch());
    if (fetch != null) {
      fetch.answer().completeExceptionally(notInTime(limit));
    }
  }

  static KernelError notInTime(Duration limit) {
    return new KernelError("the client did not send the class within " + limit.toMillis() + " ms");
  }

  /** Forgets the clients that were reached over a link whose other end has gone; returns them. */
  List<String> linkGone(Link<RelayMessage> link) {
    Predicate<Fetch> theirs = fetch -> fetch.link() == link;
    open.values().stream()
        .filter(theirs)
        .forEach(fetch -> fetch.answer().completeExceptionally(clientGone()));
    open.values().removeIf(theirs);
    List<String> gone = of(link);
    gone.forEach(this::forget);
    return gone;
  }

  private static KernelError clientGone() {
    return new KernelError("the client that sent this code has gone");
  }
}
