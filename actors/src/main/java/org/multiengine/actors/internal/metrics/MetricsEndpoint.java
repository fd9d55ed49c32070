package org.multiengine.actors.internal.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP server with two pages. {@code /metrics} returns the figures in the text format of
 * Prometheus. {@code /health} returns status 200 if the host is healthy, and otherwise status 503
 * with the reason. The server accepts no input. It uses plain HTTP without authentication and
 * should therefore listen only on loopback or on a private network.
 *
 * <p>The server has two threads. One scrape runs at a time; a second one meanwhile receives status
 * 503.
 */
public final class MetricsEndpoint implements AutoCloseable {

  /** Supplies the content of the pages. */
  public interface Source {

    /** Returns the figures as Prometheus text. May block; called by one thread at a time. */
    byte[] scrape();

    /** Returns why the host is unhealthy; empty if it is healthy. Must not block. */
    Optional<String> problem();
  }

  /**
   * The limits of the server.
   *
   * @param request the time allowed for a client to send a request, and for the server to answer,
   *     rounded up to seconds; if a JVM has several servers, the limit of the first applies to all
   * @param waiting the number of requests that may wait for a thread; further connections are
   *     closed
   */
  public record Limits(Duration request, int waiting) {}

  private static final int THREAD_COUNT = 2;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int INTERNAL_ERROR = 500;
  private static final int UNAVAILABLE = 503;
  private static final String PLAIN_TEXT_TYPE = "text/plain; charset=utf-8";
  private static final Logger LOG = LoggerFactory.getLogger(MetricsEndpoint.class);

  /** A response of the server. */
  @SuppressWarnings("ArrayRecordComponent") // answers are never compared
  private record Answer(int status, String type, byte[] body) {
    static Answer plain(int status, String text) {
      return new Answer(status, PLAIN_TEXT_TYPE, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final Source source;
  private final Semaphore scraping = new Semaphore(1);

  private MetricsEndpoint(HttpServer server, Source source, Limits limits) {
    this.server = server;
    this.source = source;
    this.threads =
        new ThreadPoolExecutor(
            THREAD_COUNT,
            THREAD_COUNT,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(limits.waiting()),
            MetricsEndpoint::newThread);
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "multiengine-metrics");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts a server.
   *
   * @param address the address to listen on; port 0 means any free port
   * @throws IOException if the address cannot be bound
   */
  public static MetricsEndpoint open(InetSocketAddress address, Source source, Limits limits)
      throws IOException {
    String seconds = String.valueOf((limits.request().toMillis() + 999) / 1_000);
    // The JDK reads these limits once. Without them a silent client would hold a thread forever.
    setUnlessSet("sun.net.httpserver.maxReqTime", seconds);
    setUnlessSet("sun.net.httpserver.maxRspTime", seconds);
    HttpServer server = HttpServer.create(address, 0);
    var endpoint = new MetricsEndpoint(server, source, limits);
    server.setExecutor(endpoint.threads);
    server.createContext("/", endpoint::serve);
    server.start();
    return endpoint;
  }

  /** Sets a system property unless it has a value. */
  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Returns the address the server listens on. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), head ? -1 : answer.body().length);
      if (!head) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  private Answer answer(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.plain(METHOD_NOT_ALLOWED, "only GET and HEAD are supported");
    }
    try {
      return switch (exchange.getRequestURI().getPath()) {
        case "/metrics" -> metrics();
        case "/health" -> health();
        default -> Answer.plain(NOT_FOUND, "not found; the pages are /metrics and /health");
      };
    } catch (RuntimeException e) {
      LOG.error("cannot answer a request for {}", exchange.getRequestURI(), e);
      return Answer.plain(INTERNAL_ERROR, "internal error; see the log of the host");
    }
  }

  private Answer metrics() {
    if (!scraping.tryAcquire()) {
      return Answer.plain(UNAVAILABLE, "another scrape is in progress; retry later");
    }
    try {
      return new Answer(OK, PrometheusText.CONTENT_TYPE, source.scrape());
    } finally {
      scraping.release();
    }
  }

  private Answer health() {
    return source
        .problem()
        .map(problem -> Answer.plain(UNAVAILABLE, problem))
        .orElseGet(() -> Answer.plain(OK, "healthy"));
  }

  /** Stops the server immediately and interrupts running scrapes. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
