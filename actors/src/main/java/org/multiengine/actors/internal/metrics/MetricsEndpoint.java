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
 * A small HTTP server with two pages: {@code /metrics}, the figures in the text form of Prometheus,
 * and {@code /health}, which has status 200 if all is well and 503 with the reason if not. It takes
 * no input. Connections are plain HTTP and nobody is asked who he is, so it belongs on loopback or
 * a network of its own.
 *
 * <p>It uses two threads; one scrape runs at a time, and another one meanwhile is told to come
 * back.
 */
public final class MetricsEndpoint implements AutoCloseable {

  /** What the server shows. */
  public interface Source {

    /** Returns the figures as Prometheus text; called by one thread at a time, and may wait. */
    byte[] scrape();

    /** Returns why all is not well; empty if it is. Returns at once. */
    Optional<String> complaint();
  }

  /**
   * What the server takes on.
   *
   * @param request how long a client may take to send a request, and its answer may take, rounded
   *     up to seconds; of several servers in one JVM that of the first holds for all
   * @param waiting how many requests may wait for a thread; further connections are closed
   */
  public record Limits(Duration request, int waiting) {}

  private static final int THREADS = 2;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int FAILED = 500;
  private static final int UNAVAILABLE = 503;
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final Logger LOG = LoggerFactory.getLogger(MetricsEndpoint.class);

  @SuppressWarnings("ArrayRecordComponent") // what is sent; nobody compares answers
  private record Answer(int status, String type, byte[] body) {
    static Answer plain(int status, String text) {
      return new Answer(status, PLAIN, (text + "\n").getBytes(StandardCharsets.UTF_8));
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
            THREADS,
            THREADS,
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
   * Opens the server.
   *
   * @param address where it listens; port 0 is any that is free
   * @throws IOException if it cannot listen there
   */
  public static MetricsEndpoint open(InetSocketAddress address, Source source, Limits limits)
      throws IOException {
    String seconds = String.valueOf((limits.request().toMillis() + 999) / 1_000);
    // Its own way to be told, read once; without them a silent client would keep a thread for ever.
    setUnlessSet("sun.net.httpserver.maxReqTime", seconds);
    setUnlessSet("sun.net.httpserver.maxRspTime", seconds);
    HttpServer server = HttpServer.create(address, 0);
    var endpoint = new MetricsEndpoint(server, source, limits);
    server.setExecutor(endpoint.threads);
    server.createContext("/", endpoint::serve);
    server.start();
    return endpoint;
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Returns where it listens. */
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
      return Answer.plain(NOT_ALLOWED, "only GET is answered here");
    }
    try {
      return switch (exchange.getRequestURI().getPath()) {
        case "/metrics" -> metrics();
        case "/health" -> health();
        default -> Answer.plain(NOT_FOUND, "there are /metrics and /health");
      };
    } catch (RuntimeException e) {
      LOG.error("a request for {} cannot be answered", exchange.getRequestURI(), e);
      return Answer.plain(FAILED, "it cannot be answered; see the log of the host");
    }
  }

  private Answer metrics() {
    if (!scraping.tryAcquire()) {
      return Answer.plain(UNAVAILABLE, "another scrape is running; come back when it has ended");
    }
    try {
      return new Answer(OK, PrometheusText.CONTENT_TYPE, source.scrape());
    } finally {
      scraping.release();
    }
  }

  private Answer health() {
    return source
        .complaint()
        .map(complaint -> Answer.plain(UNAVAILABLE, complaint))
        .orElseGet(() -> Answer.plain(OK, "well"));
  }

  /** Ends the server at once; scrapes that run are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
