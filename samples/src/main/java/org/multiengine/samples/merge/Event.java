package org.multiengine.samples.merge;

import java.util.Comparator;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What an engine has seen, and when; in the order of time. */
record Event(double time, int engine) implements Comparable<Event> {

  /** Returns events of an engine at random times, in order, each made when it is asked for. */
  static Iterator<Event> random(int engine, int count) {
    var random = new SplittableRandom(engine);
    return Stream.iterate(
            new Event(random.nextDouble(), engine),
            last -> new Event(last.time + random.nextDouble(), engine))
        .limit(count)
        .iterator();
  }

  @Override
  public int compareTo(Event other) {
    return Comparator.comparingDouble(Event::time).compare(this, other);
  }
}
