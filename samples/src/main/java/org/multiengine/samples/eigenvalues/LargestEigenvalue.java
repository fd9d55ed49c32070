package org.multiengine.samples.eigenvalues;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.samples.Options;

/**
 * Computes the mean of the largest eigenvalues of random symmetric matrices with the library EJML.
 * The engines get the classes of the library from this program.
 *
 * <p>The entries of the matrices are between -1 and 1. By Wigner's law the mean is near {@code 2 *
 * sqrt(size / 3)}.
 */
public final class LargestEigenvalue {

  private LargestEigenvalue() {}

  /** Runs the sample with {@code --matrices 200} of {@code --size 100}. */
  public static void main(String[] args) {
    Options options = Options.of(args, "matrices", "size");
    int size = options.number("size", 100);
    List<Integer> seeds = IntStream.range(0, options.number("matrices", 200)).boxed().toList();
    try (LocalCluster cluster = options.start();
        MultiEngineClient mec = cluster.connect()) {
      double mean =
          mec.map(seed -> largest(seed, size), seeds).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElseThrow();
      System.out.printf(
          Locale.ROOT, "mean %.4f, by Wigner's law %.4f%n", mean, 2 * Math.sqrt(size / 3.0));
    }
  }

  /** Returns the largest eigenvalue of a random matrix. Runs on an engine. */
  static double largest(int seed, int size) {
    DMatrixRMaj matrix = RandomMatrices_DDRM.symmetric(size, -1, 1, new Random(seed));
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, false, true);
    if (!eigen.decompose(matrix)) {
      throw new ArithmeticException("no eigenvalues found for the matrix of seed " + seed);
    }
    return IntStream.range(0, size)
        .mapToDouble(i -> eigen.getEigenvalue(i).getReal())
        .max()
        .orElseThrow();
  }
}
