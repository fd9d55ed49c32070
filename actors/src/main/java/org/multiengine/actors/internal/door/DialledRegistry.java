package org.multiengine.actors.internal.door;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

  private final ActorRef<LinkFrame> nobody;
  private final Function<ControlMessage.ProcessRow, ProcessLink> connect;
  private final Map<String, ProcessLink> links = new HashMap<>();
  private final Consumer<Runnable> later;
  private final KnownRows rows = new KnownRows();

  /** The processes whose links have ended just now. */
  private final Set<String> resting = new HashSet<>();

  private @Nullable ActorRef<RegistryState> subscriber;
  private boolean known;
  private boolean closed;

  /**
   * Creates an empty registry.
   *
   * @param connect begins to connect a link to a process
   * @param later runs a task after the time that a process is left alone whose link has ended
   */
  DialledRegistry(
      ActorSystem<?> system,
      Function<ControlMessage.ProcessRow, ProcessLink> connect,
      Consumer<Runnable> later) {
    this.nobody = Adapter.<LinkFrame>toTyped(Adapter.toClassic(system).deadLetters());
    this.connect = connect;
    this.later = later;
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
   * Forgets a link that has ended. If its process is still registered, a new one is created after a
   * while.
   */
  void ended(ProcessLink link) {
    String process = link.process().process();
    synchronized (this) {
      if (!links.remove(process, link) || closed) {
        return;
      }
      rows.disconnected(process);
      resting.add(process); // the controller learns the reason from the end itself
    }
    later.accept(() -> rested(process));
  }

  private synchronized void rested(String process) {
    resting.remove(process);
    publish();
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
    ActorRef<RegistryState> to = subscriber;
    if (to == null || !known || closed) {
      return;
    }
    SortedMap<EngineId, EngineEntry> entries = new TreeMap<>();
    rows.engines().forEach(row -> entries.put(new EngineId(row.id()), entry(row)));
    to.tell(new RegistryState(entries));
  }

  private EngineEntry entry(ControlMessage.EngineRow row) {
    EngineEntry.State state = EngineEntry.State.valueOf(row.state());
    ActorRef<LinkFrame> relay = state == EngineEntry.State.LOST ? nobody : relay(row.process());
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
        row.stuck());
  }

  /** Returns the end of the link to a process, which is created if there is none. */
  private ActorRef<LinkFrame> relay(@Nullable String name) {
    ControlMessage.ProcessRow process = rows.process(name);
    return process == null || resting.contains(process.process())
        ? nobody
        : links.computeIfAbsent(process.process(), absent -> connect.apply(process)).end().ref();
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
