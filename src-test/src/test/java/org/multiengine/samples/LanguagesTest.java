package org.multiengine.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.samples.fromkotlin.FromKotlinKt;
import org.multiengine.samples.fromscala.FromScala;

/**
 * Lambdas of Kotlin and of Scala on engines in two other processes, which have neither the samples'
 * classes nor the libraries of these languages. That they lack them is seen first.
 */
@TestMethodOrder(OrderAnnotation.class)
final class LanguagesTest {

  private static LocalCluster cluster;
  private static MultiEngineClient mec;

  @BeforeAll
  static void start() {
    cluster = Options.of(new String[0]).startProcesses(2);
    mec = cluster.connect();
  }

  @AfterAll
  static void close() {
    mec.close();
    cluster.close();
  }

  @Order(1)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kotlin.Unit",
        "scala.deriving.Mirror",
        "org.ejml.data.DMatrixRMaj",
        "org.knowm.xchart.XYChart",
        "org.multiengine.samples.Options"
      })
  void engines_lackWhatSamplesBring(String className) {
    assertThat(className).satisfies(Class::forName);
    assertThatExceptionOfType(CompositeError.class)
        .isThrownBy(() -> mec.execute("Class.forName('" + className + "')"))
        .withMessageContaining("ClassNotFoundException");
  }

  @Order(2)
  @Test
  void engines_areInProcessesOfTheirOwn() {
    assertThat(mec.apply(() -> ProcessHandle.current().pid()))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .doesNotContain(ProcessHandle.current().pid());
  }

  @Order(3)
  @Test
  void map_lambdasOfKotlin_runThere() throws Throwable {
    assertThat(Printed.by(() -> FromKotlinKt.run(mec))).isEqualTo(SamplesTest.KOTLIN);
  }

  @Order(3)
  @Test
  void map_lambdasOfScala_runThere() throws Throwable {
    assertThat(Printed.by(() -> FromScala.run(mec))).isEqualTo(SamplesTest.SCALA);
  }
}
