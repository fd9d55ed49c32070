package org.multiengine.client.internal.join;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.core.clock.Clocks;
import org.multiengine.core.clock.StartTime;
import org.multiengine.core.error.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credentials of a client, read again from its connection file when they expire soon. By then
 * the cluster has written new ones there, if the file is on its machine. Safe for use by several
 * threads.
 */
final class RenewedCredentials implements Supplier<Credentials> {

  private static final Logger LOG = LoggerFactory.getLogger(RenewedCredentials.class);
  private static final Duration READ_INTERVAL = Duration.ofMinutes(1);
  private static final Duration RENEWAL_LEAD = Duration.ofDays(1);

  private final Path file;
  private Credentials known;
  private @Nullable StartTime lastRead;

  RenewedCredentials(Path file, Credentials first) {
    this.file = file;
    this.known = first;
  }

  @Override
  public synchronized Credentials get() {
    boolean expiresSoon = known.expires().isBefore(Instant.now().plus(RENEWAL_LEAD));
    if (expiresSoon && mayRead()) {
      lastRead = Clocks.system().start();
      readAgain();
    }
    return known;
  }

  private boolean mayRead() {
    return lastRead == null || lastRead.elapsed().compareTo(READ_INTERVAL) > 0;
  }

  private void readAgain() {
    try {
      ConnectionData.Access access = ConnectionData.read(file).access();
      if (access != null) {
        known = access.client();
      }
    } catch (KernelError e) {
      LOG.warn("new credentials cannot be read; these are valid until {}", known.expires(), e);
    }
  }
}
