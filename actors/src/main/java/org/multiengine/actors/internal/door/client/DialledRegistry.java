package org.multiengine.actors.internal.door.client;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.door.ControlMessage;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.RegistrySource;
import org.multiengine.actors.internal.registry.RegistryState;
import org.multiengine.core.identity.EngineId;

/**
 * The registry as a host reports it to this client, with a link to each process that has engines.
 * Links are created as processes appear, and end when their processes are no longer registered.
 *
 * <p>Safe for use by several threads.
 */
final class DialledRegistry implements RegistrySource {

  /** Creates links. */
  interface Connector {

    /**
     * Creates a link to a process.
     *
     * @param isFirst whether to connect it at once; otherwise the process is left alone for a
     *     while, because an earlier link has ended
     */
    ProcessLink connect(ControlMessage.ProcessRow process, boolean isFirst);
  }

  private final ActorRef<LinkFrame> nobody;
  private final Connector connector;
  private final Map<String, ProcessLink> links = new HashMap<>();
  private final KnownRows rows = new KnownRows();

  private @Nullable ActorRef<RegistryState> subscriber;
  private boolean known;
  private boolean closed;

  /** Creates an empty registry. */
  DialledRegistry(ActorSystem<?> system, Connector connector) {
    this.nobody = Adapter.<LinkFrame>toTyped(Adapter.toClassic(system).deadLetters());
    this.connector = connector;
  }

  /** Takes a report of a host. The first of a connection replaces everything. */
  void take(ControlMessage.Registry report) {
    List<ProcessLink> gone;
    synchronized (this) {
      rows.take(report, this::isConnected);
      known = true;
      publish();
      gone = takeUnused();
    }
    gone.forEach(link -> link.end().end("its process has ended"));
  }

  /** Returns the links to processes that have no engines to call, and forgets them. */
  private List<ProcessLink> takeUnused() {
    Set<String> used = rows.used();
    List<ProcessLink> unused = new ArrayList<>(links.values());
    unused.removeIf(link -> used.contains(link.process().process()));
    unused.forEach(link -> links.remove(link.process().process()));
    return unused;
  }

  private boolean isConnected(String process) {
    ProcessLink link = links.get(process);
    return link != null && link.end().isOpen();
  }

  /**
   * Forgets a link that has ended. If its process is still registered, a new one takes its place,
   * on which calls wait until it is connected.
   */
  synchronized void ended(ProcessLink link) {
    String process = link.process().process();
    if (!links.remove(process, link) || closed) {
      return;
    }
    rows.disconnected(process);
    publish(process);
  }

  /** Makes an actor the only subscriber. Links of an earlier one end, because they are its own. */
  @Override
  public void subscribe(ActorSystem<?> system, ActorRef<RegistryState> to) {
    List<ProcessLink> earlier;
    synchronized (this) {
      earlier = List.copyOf(links.values());
      links.clear();
      subscriber = to;
    }
    earlier.forEach(link -> link.end().end("its controller has ended"));
    synchronized (this) {
      publish();
    }
  }

  private void publish() {
    publish(null);
  }

  /**
   * Sends the engines to the subscriber.
   *
   * @param replaced the process whose link has ended and gets a new one; null if there is none
   */
  private void publish(@Nullable String replaced) {
    ActorRef<RegistryState> to = subscriber;
    if (to == null || !known || closed) {
      return;
    }
    SortedMap<EngineId, EngineEntry> entries = new TreeMap<>();
    rows.engines().forEach(row -> entries.put(new EngineId(row.id()), entry(row, replaced)));
    to.tell(new RegistryState(entries));
  }

  private EngineEntry entry(ControlMessage.EngineRow row, @Nullable String replaced) {
    EngineEntry.State state = EngineEntry.State.valueOf(row.state());
    ActorRef<LinkFrame> relay =
        state == EngineEntry.State.LOST ? nobody : relay(row.process(), replaced);
    boolean isUnreachable = state == EngineEntry.State.READY && relay.equals(nobody);
    return new EngineEntry(
        new EngineId(row.id()),
        row.slot(),
        row.node(),
        row.incarnation(),
        relay,
        row.language(),
        isUnreachable ? EngineEntry.State.STARTING : state,
        row.detail(),
        row.stuck(),
        row.begun(),
        row.traits());
  }

  /** Returns the end of the link to a process, which is created if there is none. */
  private ActorRef<LinkFrame> relay(@Nullable String name, @Nullable String replaced) {
    ControlMessage.ProcessRow process = rows.process(name);
    return process == null
        ? nobody
        : links
            .computeIfAbsent(
                process.process(), absent -> connector.connect(process, !absent.equals(replaced)))
            .end()
            .ref();
  }

  /** Ends all links. Nothing is taken or published from now on. */
  void close() {
    List<ProcessLink> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(links.values());
      links.clear();
    }
    all.forEach(link -> link.end().end("this client is closed"));
  }
}
