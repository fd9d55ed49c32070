package org.multiengine.samples.guide;

import java.util.List;
import java.util.Map;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.error.SerializationError;

/** Functions and values that are sent to engines and back. */
final class Shipping {

  private Shipping() {}

  // snippet: classes
  record Point(double x, double y) {}

  static double length(Point p) {
    return Math.hypot(p.x(), p.y());
  }

  static void records(MultiEngineClient mec) {
    List<Point> points = List.of(new Point(3, 4), new Point(6, 8));
    System.out.println(mec.map(Shipping::length, points)); // a method reference
    System.out.println(mec.map(p -> new Point(p.y(), p.x()), points)); // records, both ways
  }

  // end

  static void classes(MultiEngineClient mec) {
    records(mec);
  }

  static void captured(MultiEngineClient mec) {
    // snippet: captured
    double factor = 1.5;
    Map<String, Double> prices = Map.of("tea", 2.0, "coffee", 3.0);
    System.out.println(
        mec.map(item -> prices.getOrDefault(item, 0.0) * factor, List.of("tea", "coffee")));
    // end
  }

  static void unsendable(MultiEngineClient mec) {
    // snippet: unsendable
    Thread thread = Thread.currentThread();
    try {
      mec.map(x -> x + thread.getName(), List.of("a", "b"));
    } catch (SerializationError e) {
      System.out.println(e.getMessage()); // nothing has been sent
    }
    // end
  }

  static void thrown(MultiEngineClient mec) {
    // snippet: thrown
    try {
      mec.map(x -> 12 / x, List.of(3, 2, 1, 0));
    } catch (CompositeError e) {
      RemoteError error = (RemoteError) e.entries().get(0).error();
      System.out.println(error.engine() + ": " + error.getMessage());
      System.out.println(error.getCause());
    }
    // end
  }

  static void closures(MultiEngineClient mec) {
    // snippet: closures
    mec.put("factor", 3);
    System.out.println(mec.map("{ x -> x * factor }", List.of(1, 2, 3)));
    mec.execute("def scaled(x) { x * factor * 10 }");
    System.out.println(mec.map("scaled", List.of(1, 2, 3)));
    // end
  }
}
