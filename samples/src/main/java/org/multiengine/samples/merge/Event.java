package org.multiengine.samples.merge;

import java.util.Comparator;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** An event on an engine. Events are ordered by time. */
record Event(double time, int engine) implements Comparable<Event> {

  /** Returns events of an engine at random times, in order. Each is made when it is requested. */
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
