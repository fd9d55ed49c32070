package org.multiengine.client.join;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports a process may listen on.
 *
 * <pre>{@code
 * LocalCluster.builder().processes(4).enginePorts(PortRange.parse("25530-25539"));
 * }</pre>
 *
 * @param first the first port; 0 for any free port
 * @param last the last port; 0 for any free port
 */
public record PortRange(int first, int last) {

  /** Any free port. */
  public static final PortRange ANY = new PortRange(0, 0);

  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

  /** Checks that the ports are in ascending order. */
  public PortRange {
    if (first < 0 || last > HIGHEST_PORT || last < first || (first == 0 && last != 0)) {
      throw new IllegalArgumentException(
          "ports are 1 to 65535 in ascending order, or 0 for any free port: " + first + "-" + last);
    }
  }

  /**
   * Reads {@code 25520}, {@code 25520-25529}, or {@code 0} for any free port.
   *
   * @throws IllegalArgumentException if the text is neither a port nor a range of ports
   */
  public static PortRange parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a port or a range of ports is written like 25520 or 25520-25529: " + text);
    }
    int first = Integer.parseInt(matcher.group(1));
    return new PortRange(
        first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
  }

  /** Returns the ports in the form that {@link #parse} reads. */
  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
