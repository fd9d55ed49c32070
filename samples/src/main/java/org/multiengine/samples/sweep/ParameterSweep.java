package org.multiengine.samples.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.samples.Options;

/**
 * Draws a PNG chart of the values between which the logistic map {@code x = r * x * (1 - x)} moves
 * in the long run, for each r from 2.5 to 4. The chart shows one value, then two, then four, and
 * finally chaos.
 */
public final class ParameterSweep {

  private static final double MIN_R = 2.5;
  private static final double MAX_R = 4;
  private static final int INTERVALS_SHOWN = 6;

  private ParameterSweep() {}

  /**
   * Runs the sample with {@code --steps 1000} values of r, and writes the file {@code --chart
   * target/sweep.png}.
   */
  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Options options = Options.of(args, "steps", "chart");
    Path file = Path.of(options.text("chart", "target/sweep.png")).toAbsolutePath();
    List<Double> parameters = parameters(options.number("steps", 1000));
    try (LocalCluster cluster = options.start();
        MultiEngineClient mec = cluster.connect()) {
      List<Orbit> orbits = mec.map(Orbit::of, parameters);
      show(orbits);
      Files.createDirectories(file.getParent());
      BitmapEncoder.saveBitmap(chart(orbits), file.toString(), BitmapFormat.PNG);
      System.out.println(file);
    }
  }

  private static List<Double> parameters(int steps) {
    return IntStream.rangeClosed(0, steps)
        .mapToObj(step -> MIN_R + (MAX_R - MIN_R) * step / steps)
        .toList();
  }

  private static void show(List<Orbit> orbits) {
    for (int i = 0; i <= INTERVALS_SHOWN; i++) {
      Orbit orbit = orbits.get(i * (orbits.size() - 1) / INTERVALS_SHOWN);
      System.out.printf(Locale.ROOT, "r = %.3f: %d values%n", orbit.r(), orbit.period());
    }
  }

  private static XYChart chart(List<Orbit> orbits) {
    List<Double> across = new ArrayList<>();
    List<Double> up = new ArrayList<>();
    for (Orbit orbit : orbits) {
      for (double value : orbit.values()) {
        across.add(orbit.r());
        up.add(value);
      }
    }
    XYChart chart =
        new XYChartBuilder()
            .width(1200)
            .height(800)
            .title("Logistic map")
            .xAxisTitle("r")
            .yAxisTitle("x")
            .build();
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setMarkerSize(1).setLegendVisible(false);
    chart.addSeries("x", across, up);
    return chart;
  }
}
