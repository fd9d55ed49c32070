package org.multiengine.core.task.inbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.inbox.TaskInbox.Granted;

/**
 * The number of attempts that each client may have at a node. An engine has more than one attempt
 * of a client only if its tasks are so short that the engine would wait for the next message. The
 * engines are divided evenly between the clients that could use more of them, after those that the
 * others use.
 */
final class Grants<F, W> {

  /** The number of round trips from which a task is too long to be sent ahead. */
  private static final int LONG_ROUND_TRIPS = 20;

  /** Whether the node accepts more attempts. */
  enum Intake {
    OPEN,
    FULL,
    CLOSED
  }

  private final InboxSettings settings;
  private final Slots<F, W> slots;

  Grants(InboxSettings settings, Slots<F, W> slots) {
    this.settings = settings;
    this.slots = slots;
  }

  /** Returns the grants that have changed, and notes them as sent. */
  List<Granted<F>> changed(Collection<ClientQueue<F, W>> clients, Intake intake, long now) {
    Demand demand = demand(clients);
    long shortest = settings.busyAfter().toNanos();
    int idle = slots.idle(shortest, now);
    List<Granted<F>> changed = new ArrayList<>();
    for (ClientQueue<F, W> client : clients) {
      int sharers = client.wantsMore() ? demand.wanting() : demand.wanting() + 1;
      int unused = sharers > 1 || client.size() > 0 ? idle : 0;
      int window =
          switch (intake) {
            case OPEN -> Math.max(window(client, sharers, demand), atLeast(client, unused));
            case FULL -> client.size() + client.running;
            case CLOSED -> 0;
          };
      int active = demand.active() + (isActive(client) ? 0 : 1);
      int busy = slots.busyElsewhere(client, shortest, now);
      var grant = new NodeGrant(window, busy, unused, active);
      if (!grant.equals(client.granted)) {
        client.granted = grant;
        changed.add(new Granted<>(client.client(), grant));
      }
    }
    return changed;
  }

  /**
   * The clients of a node.
   *
   * @param wanting the number of clients that could use more engines
   * @param content the number of engines that the other clients use
   * @param active the number of clients with tasks
   */
  private record Demand(int wanting, int content, int active) {}

  private Demand demand(Collection<ClientQueue<F, W>> clients) {
    int wanting = 0;
    int content = 0;
    int active = 0;
    for (ClientQueue<F, W> client : clients) {
      wanting += client.wantsMore() ? 1 : 0;
      content += client.wantsMore() ? 0 : client.running;
      active += isActive(client) ? 1 : 0;
    }
    return new Demand(wanting, content, active);
  }

  private static boolean isActive(ClientQueue<?, ?> client) {
    return client.wantsMore() || client.running > 0;
  }

  private int window(ClientQueue<F, W> client, int sharers, Demand demand) {
    int others = demand.content() - (client.wantsMore() ? 0 : client.running);
    long engines = Math.max(0, slots.engines().size() - others);
    long all = engines * (1 + ahead(client));
    return (int) Math.max(1, (all + sharers - 1) / sharers);
  }

  /** Returns a window with room for attempts that can use engines which those here cannot use. */
  private int atLeast(ClientQueue<F, W> client, int unused) {
    return unused == 0 ? 0 : client.size() + client.running + unused;
  }

  /** Returns how many attempts of a client an engine may have in addition to the running one. */
  private int ahead(ClientQueue<F, W> client) {
    long service = client.meanTime();
    long roundTrip =
        client.roundTrip > 0 ? client.roundTrip : settings.assumedRoundTrip().toNanos();
    if (service <= 0) {
      return 1;
    }
    if (service > LONG_ROUND_TRIPS * roundTrip) {
      return 0;
    }
    long enough = (2 * roundTrip + service - 1) / service;
    return (int) Math.max(1, Math.min(enough, settings.maxAhead()));
  }
}
