package org.multiengine.test.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.cluster.StartListener;
import org.multiengine.test.support.FaultClock;

/**
 * A program with two engine processes. It kills one of them during a push, and then during a pull,
 * of an array with the megabytes of its argument. It prints the measured times in milliseconds, one
 * line for each transfer.
 */
final class TransferProgram {

  private TransferProgram() {}

  /** Runs the program; ends with status 1 if a check fails. */
  public static void main(String[] args) throws IOException {
    try (LocalCluster cluster =
        LocalCluster.builder()
            .processes(2)
            .javaOptions("-Xmx3g")
            .onStart(StartListener.silent())
            .start()) {
      var faults = new TransferFaults(cluster, Integer.parseInt(args[0]));
      var push = new FaultClock();
      faults.duringPush(push);
      print(push);
      var pull = new FaultClock();
      faults.duringPull(pull);
      print(pull);
    }
  }

  private static void print(FaultClock clock) {
    System.out.println("times " + millis(clock.untilKnown()) + " " + millis(clock.untilServing()));
  }

  private static long millis(@Nullable Duration time) {
    return Objects.requireNonNull(time).toMillis();
  }
}
