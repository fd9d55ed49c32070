package org.multiengine.actors.internal.door;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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
  private final NavigableMap<Integer, ControlMessage.EngineRow> engines = new TreeMap<>();
  private Map<String, ControlMessage.ProcessRow> processes = Map.of();
  private @Nullable ActorRef<RegistryState> subscriber;
  private boolean known;
  private boolean closed;

  /**
   * Creates an empty registry.
   *
   * @param connect begins to connect a link to a process
   */
  DialledRegistry(ActorSystem<?> system, Function<ControlMessage.ProcessRow, ProcessLink> connect) {
    this.nobody = Adapter.<LinkFrame>toTyped(Adapter.toClassic(system).deadLetters());
    this.connect = connect;
  }

  /** Takes a report of a host. The first of a connection replaces everything. */
  void take(ControlMessage.Registry report) {
    List<ProcessLink> gone;
    synchronized (this) {
      if (report.version() == 1) {
        engines.clear();
      }
      report.removed().forEach(engines::remove);
      report.engines().forEach(row -> engines.put(row.id(), row));
      processes =
          report.processes().stream()
              .collect(Collectors.toMap(ControlMessage.ProcessRow::process, Function.identity()));
      known = true;
      publish();
      gone = takeUnused();
    }
    gone.forEach(link -> link.end().end("its process has ended"));
  }

  /** Returns the links to processes that have no engines to call, and forgets them. */
  private List<ProcessLink> takeUnused() {
    Set<String> used =
        engines.values().stream()
            .filter(row -> !row.state().equals(EngineEntry.State.LOST.name()))
            .map(ControlMessage.EngineRow::process)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    List<ProcessLink> unused = new ArrayList<>(links.values());
    unused.removeIf(link -> used.contains(link.process().process()));
    unused.forEach(link -> links.remove(link.process().process()));
    return unused;
  }

  /** Forgets a link that has ended; a new one is created if its process is still registered. */
  synchronized void ended(ProcessLink link) {
    if (links.remove(link.process().process(), link) && !closed) {
      publish();
    }
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
    engines.values().forEach(row -> entries.put(new EngineId(row.id()), entry(row)));
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
    ControlMessage.ProcessRow process = name == null ? null : processes.get(name);
    return process == null
        ? nobody
        : links.computeIfAbsent(process.process(), known -> connect.apply(process)).end().ref();
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
