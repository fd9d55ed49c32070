package org.multiengine.core.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The opening of a connection that the asking thread waits for. */
final class ClientOpening implements Opening {

  private final Listener listener;
  private final CompletableFuture<Connection> open = new CompletableFuture<>();

  ClientOpening(Listener listener) {
    this.listener = listener;
  }

  @Override
  public Listener opened(Connection connection) {
    open.complete(connection);
    return listener;
  }

  @Override
  public void failed(String reason) {
    open.completeExceptionally(new IOException(reason));
  }

  @Override
  public boolean isClient() {
    return true;
  }

  /**
   * Waits until the connection is open.
   *
   * @param limit how long, in nanoseconds
   * @param total the limit for the message
   * @throws IOException if the connection has failed or is not open in time
   */
  Connection await(long limit, Duration total) throws IOException {
    try {
      return open.get(limit, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer to the TLS handshake within " + total.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }
}
