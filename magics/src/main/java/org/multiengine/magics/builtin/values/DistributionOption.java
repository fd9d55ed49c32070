package org.multiengine.magics.builtin.values;

import org.multiengine.core.partition.Distribution;
import picocli.CommandLine.Option;

/** The option for the distribution of elements over the engines. */
final class DistributionOption {

  @Option(
      names = {"-r", "--round-robin"},
      description = "Deals the elements to the engines in turn instead of in contiguous pieces.")
  private boolean roundRobin;

  Distribution distribution() {
    return roundRobin ? Distribution.ROUND_ROBIN : Distribution.BLOCK;
  }
}
