package org.multiengine.client.join;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.multiengine.core.error.KernelError;

/**
 * The ports a process may listen on.
 *
 * <pre>{@code
 * LocalCluster.builder().processes(4).enginePorts(PortRange.parse("25530-25539"));
 * }</pre>
 *
 * @param first the first of them; 0 for any that is free
 * @param last the last of them
 */
public record PortRange(int first, int last) {

  /** Any port that is free. */
  public static final PortRange ANY = new PortRange(0, 0);

  private static final int HIGHEST = 65_535;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

  /** Checks that they are ports in ascending order. */
  public PortRange {
    if (first < 0 || last > HIGHEST || last < first || (first == 0 && last != 0)) {
      throw new IllegalArgumentException(
          "ports are 1 to 65535 in ascending order, or 0 for any that is free: "
              + first
              + "-"
              + last);
    }
  }

  /**
   * Reads {@code 25520}, {@code 25520-25529}, or {@code 0} for any that is free.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static PortRange parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a port or a range of ports is written as 25520 or 25520-25529: " + text);
    }
    int first = Integer.parseInt(matcher.group(1));
    return new PortRange(
        first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
  }

  /**
   * Returns the first port that is free at an address; 0 if any will do.
   *
   * @param isTaken tells of ports that are not to be returned though nobody listens on them yet
   * @throws KernelError if there is none
   */
  public int free(InetAddress address, IntPredicate isTaken) {
    if (first == 0) {
      return 0;
    }
    return IntStream.rangeClosed(first, last)
        .filter(port -> !isTaken.test(port) && isFree(address, port))
        .findFirst()
        .orElseThrow(() -> noneFree(address));
  }

  private KernelError noneFree(InetAddress address) {
    String where = " of " + address.getHostAddress();
    return new KernelError(
        (first == last
                ? "port " + first + where + " is in use"
                : "all ports from " + first + " to " + last + where + " are in use")
            + "; end the program that uses it, or name others, as 25520-25529, or 0 for any that is"
            + " free");
  }

  private static boolean isFree(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as Akka does
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }

  /** Returns it as {@link #parse} reads it. */
  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
