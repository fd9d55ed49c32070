package org.multiengine.actors.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class MetricsEndpointTest {

  private static final MetricsEndpoint.Limits LIMITS =
      new MetricsEndpoint.Limits(Duration.ofSeconds(1), 4);
  private static final HttpClient http = HttpClient.newHttpClient();

  /** Supplies pages as its test demands. */
  private static final class FakeSource implements MetricsEndpoint.Source {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    boolean waits;
    boolean fails;
    Optional<String> problem = Optional.empty();

    @Override
    public byte[] scrape() {
      begun.countDown();
      try {
        if (waits) {
          mayEnd.await();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (fails) {
        throw new IllegalStateException("an inner thing");
      }
      return "a 1\n".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> problem() {
      return problem;
    }
  }

  private final FakeSource source = new FakeSource();
  private final MetricsEndpoint endpoint = open(0);

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void metrics_get_isTextForPrometheus() throws Exception {
    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("a 1\n");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void metrics_head_hasNoBody() throws Exception {
    HttpResponse<String> answer = send("HEAD", "/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void request_otherMethod_isNotAllowed(String method) throws Exception {
    HttpResponse<String> answer = send(method, "/metrics");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics/", "/metricsandmore", "/health/../etc/passwd"})
  void request_otherPath_isNotFound(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void health_noProblem_is200() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void health_problem_is503WithTheReason() throws Exception {
    source.problem = Optional.of("only 1 of 2 engines take requests");

    HttpResponse<String> answer = get("/health");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("only 1 of 2 engines take requests\n");
  }

  @Test
  void metrics_anotherScrapeRuns_isUnavailable() throws Exception {
    source.waits = true;
    CompletableFuture<HttpResponse<String>> first =
        http.sendAsync(request("GET", "/metrics"), HttpResponse.BodyHandlers.ofString());
    source.begun.await();

    HttpResponse<String> second = get("/metrics");
    HttpResponse<String> health = get("/health");
    source.mayEnd.countDown();

    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(second.body()).contains("another scrape is in progress");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(first.get().statusCode()).isEqualTo(200);
  }

  @Test
  void metrics_sourceFails_hidesTheCause() throws Exception {
    source.fails = true;

    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("see the log").doesNotContain("inner");
    source.fails = false;
    assertThat(get("/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void clients_sendHalfARequestEach_areClosedAndOthersServed() throws Exception {
    try (Socket one = halfARequest();
        Socket two = halfARequest()) {
      assertThat(get("/metrics").statusCode()).isEqualTo(200);
      assertThat(one.getInputStream().read()).isEqualTo(-1);
      assertThat(two.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void open_portTaken_isRefused() {
    assertThatThrownBy(
            () -> MetricsEndpoint.open(endpoint.address(), new FakeSource(), LIMITS).close())
        .isInstanceOf(BindException.class);
  }

  @Test
  void close_connections_areRefused() {
    endpoint.close();

    assertThatThrownBy(() -> get("/metrics")).isInstanceOf(ConnectException.class);
  }

  private Socket halfARequest() throws IOException {
    var socket = new Socket(endpoint.address().getAddress(), endpoint.address().getPort());
    socket.getOutputStream().write("GET /metrics HT".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private MetricsEndpoint open(int port) {
    try {
      return MetricsEndpoint.open(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), source, LIMITS);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path);
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    return http.send(request(method, path), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path) {
    URI uri = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path);
    return HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
  }
}
