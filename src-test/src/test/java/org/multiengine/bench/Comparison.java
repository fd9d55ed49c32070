package org.multiengine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.multiengine.bench.contender.AskFloor;
import org.multiengine.bench.contender.Closing;
import org.multiengine.bench.contender.Contender;
import org.multiengine.bench.contender.Entrant;
import org.multiengine.bench.contender.PoolFloor;
import org.multiengine.bench.contender.PythonPeer;
import org.multiengine.bench.contender.SocketFloor;
import org.multiengine.bench.table.Row;
import org.multiengine.bench.table.Table;
import org.multiengine.bench.table.Work;

/**
 * Lets contenders do the same works in one run. Together, they take turns within a work, so that
 * what the machine does meanwhile falls on all of them alike; one by one, each has the machine's
 * memory to itself.
 */
final class Comparison {

  private static final int MOST_RUNS = 5_000;

  private final Options options;
  private final Table table;

  Comparison(Options options, Table table) {
    this.options = options;
    this.table = table;
  }

  /** Returns Multiengine's forms, then the peers, then the floors, as far as they are here. */
  static List<Entrant> entrants(Entrant... forms) {
    List<Entrant> entrants = new ArrayList<>(List.of(forms));
    ServiceLoader.load(Entrant.class).forEach(entrants::add);
    entrants.addAll(List.of(PythonPeer.values()));
    entrants.addAll(List.of(new AskFloor(), new PoolFloor(), new SocketFloor()));
    return entrants;
  }

  /** Returns those that are asked for and can take part; notes who cannot. */
  List<Entrant> admitted(List<Entrant> entrants) {
    List<Entrant> here = new ArrayList<>();
    for (Entrant entrant : entrants) {
      if (options.admits(entrant) && entrant.absence().isEmpty()) {
        here.add(entrant);
      } else if (options.admits(entrant)) {
        table.note(entrant.label() + " does not take part: " + entrant.absence());
      }
    }
    return here;
  }

  private List<Work> admittedWorks(List<Work> works) {
    return works.stream().filter(options::admits).toList();
  }

  /** Has all contenders run at once and take turns. */
  void together(List<Entrant> entrants, List<Work> works) throws Exception {
    List<Seat> seats = new ArrayList<>();
    try (Closing closing = new Closing()) {
      for (Entrant entrant : admitted(entrants)) {
        seats.add(new Seat(entrant.label(), closing.add(entrant.start())));
      }
      for (Work work : admittedWorks(works)) {
        table.add(work, rows(work, seats));
      }
    }
  }

  /**
   * Has each contender do all works, and end, before the next one starts. A work for which this
   * JVM's memory is too small is noted, and left out.
   */
  void oneByOne(List<Entrant> entrants, List<Work> works) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (Entrant entrant : admitted(entrants)) {
      try (Contender contender = entrant.start()) {
        for (Work work : admittedWorks(works)) {
          try {
            rows.addAll(rows(work, List.of(new Seat(entrant.label(), contender))));
          } catch (OutOfMemoryError e) {
            table.note(entrant.label() + " runs out of memory: " + work.label());
          }
        }
      }
    }
    for (Work work : admittedWorks(works)) {
      table.add(work, rows.stream().filter(row -> row.work() == work).toList());
    }
  }

  /** A contender and its name. */
  private record Seat(String label, Contender contender) {}

  /** How often a contender does a work in a round, and how long it took in those that were. */
  private record Turns(Seat seat, int times, List<long[]> rounds) {}

  private List<Row> rows(Work work, List<Seat> seats) throws Exception {
    List<Turns> all = new ArrayList<>();
    for (Seat seat : seats) {
      if (seat.contender().works().contains(work)) {
        table.progress(seat.label() + ": " + work.label());
        all.add(new Turns(seat, warmUp(work, seat.contender()), new ArrayList<>()));
      }
    }
    for (int round = 0; round < options.rounds(); round++) {
      for (Turns turns : all) {
        turns.rounds().add(turns.seat().contender().time(work, turns.times()));
      }
    }
    return all.stream().map(turns -> Row.of(work, turns.seat().label(), turns.rounds())).toList();
  }

  /** Returns how many runs make a round, by how long the last ones took. */
  private int warmUp(Work work, Contender contender) throws Exception {
    long end = System.nanoTime() + options.warmUp().toNanos();
    int times = 1;
    long median;
    do {
      median = Math.max(1, Row.quantile(contender.time(work, times), 0.5));
      times = (int) Math.max(1, Math.min(MOST_RUNS, options.round().toNanos() / median));
    } while (System.nanoTime() < end);
    return times;
  }
}
