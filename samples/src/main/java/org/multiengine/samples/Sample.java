package org.multiengine.samples;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The samples that can be run. samples/README.md has the same table. */
enum Sample {
  PI("pi.MonteCarloPi", "pi by throwing darts, with progress shown"),
  WORDS("words.WordFrequency", "the words of many files, counted in parallel"),
  HISTOGRAM("histogram.ParallelHistogram", "a histogram of numbers that stay on the engines"),
  PRICING("pricing.OptionPricing", "prices of stock options over a grid of 25 parameters"),
  MERGE("merge.SortedMerge", "sorted streams on the engines, merged in bounded memory"),
  SPIDER("spider.Spider", "a web site, fetched and parsed page by page"),
  EIGENVALUES("eigenvalues.LargestEigenvalue", "the largest eigenvalue of random matrices"),
  SWEEP("sweep.ParameterSweep", "a parameter swept, and its results drawn as a PNG chart"),
  SHOP("shop.Shop", "an Akka application that its operators look into and repair"),
  KOTLIN("fromkotlin.FromKotlinKt", "lambdas of Kotlin on engines that know no Kotlin"),
  SCALA("fromscala.FromScala", "lambdas of Scala on engines that know no Scala 3");

  private final String mainClass;
  private final String about;

  Sample(String mainClass, String about) {
    this.mainClass = Sample.class.getPackageName() + "." + mainClass;
    this.about = about;
  }

  /**
   * Returns the sample of a name.
   *
   * @throws Options.Wrong if there is no sample of the name
   */
  static Sample of(String word) {
    return Arrays.stream(values())
        .filter(sample -> sample.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new Options.Wrong("there is no sample " + word + "; there are " + words()));
  }

  private static String words() {
    return Stream.of(values()).map(Sample::word).collect(Collectors.joining(", "));
  }

  /** Returns the name of the sample on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the name of the main class. Main classes in Kotlin and Scala are not known to the Java
   * compiler.
   */
  String mainClass() {
    return mainClass;
  }

  /** Returns a short description. */
  String about() {
    return about;
  }
}
