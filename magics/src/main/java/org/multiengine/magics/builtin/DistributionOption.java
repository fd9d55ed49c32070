package org.multiengine.magics.builtin;

import org.multiengine.core.partition.Distribution;
import picocli.CommandLine.Option;

/** The option that says which elements go to which engine. */
final class DistributionOption {

  @Option(
      names = {"-r", "--round-robin"},
      description = "Deal elements in turn, instead of in contiguous pieces.")
  private boolean roundRobin;

  Distribution distribution() {
    return roundRobin ? Distribution.ROUND_ROBIN : Distribution.BLOCK;
  }
}
