package org.multiengine.samples.spider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web site on this machine. Page {@code /n} links to {@code /2n} and {@code /2n+1}, to the first
 * page and to another site. Pages after the last one do not exist.
 */
final class Site implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int STOP_DELAY_SECONDS = 0;

  private final int pages;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  /** Starts a server at a free port. */
  Site(int pages) throws IOException {
    this.pages = pages;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Returns the address of the first page. */
  URI home() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/1");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int page = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
      byte[] text = text(page).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(page <= pages ? 200 : 404, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  private String text(int page) {
    if (page > pages) {
      return "<p>no such page";
    }
    return "<h1>Page %d</h1><a href=\"%d\">a</a> <a href=\"%d\">b</a> <a href=\"/1\">home</a>"
            .formatted(page, 2 * page, 2 * page + 1)
        + " <a href=\"http://example.com/\">elsewhere</a>";
  }

  @Override
  public void close() {
    server.stop(STOP_DELAY_SECONDS);
    threads.shutdownNow();
  }
}
