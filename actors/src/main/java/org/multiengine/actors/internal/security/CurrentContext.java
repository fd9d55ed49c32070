package org.multiengine.actors.internal.security;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The TLS context of credentials that may be renewed. Renewed ones take effect at the next
 * connection.
 *
 * <p>Safe for use by several threads.
 */
final class CurrentContext {

  private final Supplier<Credentials> credentials;
  private @Nullable Known known;

  /** A TLS context and the credentials it was created from. */
  private record Known(Credentials credentials, SSLContext context) {}

  CurrentContext(Supplier<Credentials> credentials) {
    this.credentials = credentials;
  }

  /**
   * Returns the TLS context of the current credentials. The method is synchronized because
   * otherwise each of the simultaneous connections at start-up would create its own context.
   */
  synchronized SSLContext get() {
    Credentials now = credentials.get();
    Known last = known;
    if (last == null || !last.credentials.equals(now)) {
      last = new Known(now, now.context());
      known = last;
    }
    return last.context;
  }
}
