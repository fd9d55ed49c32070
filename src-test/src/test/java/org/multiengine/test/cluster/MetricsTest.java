package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.HostProcess;

/** Tests the metrics that Prometheus reads from a running host with two engine processes. */
@Timeout(300)
@TestMethodOrder(OrderAnnotation.class)
final class MetricsTest {

  private static final Pattern URL = Pattern.compile("Metrics: (http\\S+)/metrics");
  private static final String EXECUTES =
      "multiengine_evaluations_seconds_count{method=\"execute\",outcome=\"ok\",role=\"engine\"}";

  private static final String SILENT = "multiengine_metrics_silent_total{role=\"host\"}";

  private static HostProcess host;
  private static MultiEngineClient mec;
  private static String url;

  @BeforeAll
  static void start(@TempDir Path home) throws IOException {
    host = HostProcess.start(home, "-n", "2", "--metrics-port", "0");
    mec = MultiEngineClient.connect(host.connectionFile());
    Matcher told = URL.matcher(host.output());
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> told.reset(host.output()).find());
    url = told.group(1);
  }

  @AfterAll
  static void stop() {
    mec.close();
    host.close();
  }

  private static HttpResponse<String> get(String page) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url + page)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** Returns the figure of a series; 0 if it is not there. */
  private static double figure(String series) {
    try {
      String text = get("/metrics").body();
      Matcher line = Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(text);
      return line.find() ? Double.parseDouble(line.group(1)) : 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  @Order(1)
  void scrape_callsAreMade_figuresOfTheEnginesMove() {
    double before = figure(EXECUTES);
    double printed = figure("multiengine_output_bytes_total{role=\"engine\"}");

    mec.execute("print 'hello'");

    assertThat(figure(EXECUTES) - before).isEqualTo(2);
    assertThat(figure("multiengine_output_bytes_total{role=\"engine\"}") - printed).isEqualTo(10);
  }

  @Test
  @Order(2)
  void scrape_always_hasFiguresOfTheHostAndItsEngines() throws Exception {
    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.body())
        .contains("multiengine_engines{role=\"host\",state=\"ready\"} 2.0")
        .contains("jvm_memory_used_bytes")
        .contains("multiengine_queue_requests{role=\"engine\"} 0.0");
  }

  @Test
  @Order(3)
  void health_allReady_isWell() throws Exception {
    assertThat(get("/health").body()).isEqualTo("healthy\n");
  }

  @Test
  @Order(4)
  void scrape_processWasKilled_countsOnFromWhereItWas() throws Exception {
    double before = figure(EXECUTES);
    long victim = mec.engines(0).apply(() -> ProcessHandle.current().pid()).get(0);

    Children.kill(victim);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                figure("multiengine_engine_changes_total{kind=\"restarted\",role=\"host\"}") >= 1);

    assertThat(figure(EXECUTES)).isGreaterThanOrEqualTo(before);
  }

  @Test
  @Order(5)
  void scrape_enginesWereRemoved_asksTheirProcessesNoLonger() {
    int added = mec.addEngines(1).get(0);
    long pid = mec.engines(added).apply(() -> ProcessHandle.current().pid()).get(0);

    mec.engines(added).kill();

    Children.awaitGone(List.of(pid));
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> silentInAScrape() == 0);
    assertThat(silentInAScrape()).isZero();
  }

  /** Returns how many processes do not answer a scrape. */
  private static double silentInAScrape() {
    double before = figure(SILENT);
    return figure(SILENT) - before;
  }
}
