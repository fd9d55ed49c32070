package org.multiengine.test.fault.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Machines that are network namespaces of this one, each with a cable to a switch, which is a
 * namespace, too. Tests are skipped if namespaces cannot be created; that needs Linux, the program
 * {@code ip}, and root.
 */
final class Machines implements AutoCloseable {

  private final String prefix = "me" + ProcessHandle.current().pid() + "-";
  private final List<String> spaces = new ArrayList<>();

  private Machines() {}

  /** Creates machines, or skips the test. */
  static Machines make(int count) throws Exception {
    var machines = new Machines();
    try {
      machines.makeSwitch();
      for (int i = 0; i < count; i++) {
        machines.add(i);
      }
    } catch (IOException e) {
      machines.close();
      Assumptions.abort("network namespaces cannot be made here: " + e.getMessage());
    }
    return machines;
  }

  private String space(String name) {
    return prefix + name;
  }

  private void makeSwitch() throws IOException, InterruptedException {
    addSpace(space("sw"));
    ip("-n", space("sw"), "link", "add", "br0", "type", "bridge");
    ip("-n", space("sw"), "link", "set", "br0", "up");
  }

  private void addSpace(String name) throws IOException, InterruptedException {
    ip("netns", "add", name);
    spaces.add(name);
    ip("-n", name, "link", "set", "lo", "up");
  }

  private void add(int number) throws IOException, InterruptedException {
    String name = space("" + number);
    addSpace(name);
    ip(
        "-n",
        name,
        "link",
        "add",
        "eth0",
        "type",
        "veth",
        "peer",
        "name",
        port(number),
        "netns",
        space("sw"));
    ip("-n", name, "addr", "add", address(number) + "/24", "dev", "eth0");
    ip("-n", name, "link", "set", "eth0", "up");
    ip("-n", space("sw"), "link", "set", port(number), "master", "br0");
    ip("-n", space("sw"), "link", "set", port(number), "up");
  }

  private static String port(int number) {
    return "port" + number;
  }

  /** Returns the address of a machine. */
  static String address(int number) {
    return "10.77.0." + (number + 1);
  }

  /** Returns the first words of a command line that runs on a machine. */
  List<String> on(int number) {
    return List.of("ip", "netns", "exec", space("" + number));
  }

  /** Returns the first words of a command line that runs on the switch. */
  List<String> onSwitch() {
    return List.of("ip", "netns", "exec", space("sw"));
  }

  /** Pulls a machine's cable out of the switch. */
  void cut(int number) throws IOException, InterruptedException {
    ip("-n", space("sw"), "link", "set", port(number), "down");
  }

  /** Puts the cable back. */
  void mend(int number) throws IOException, InterruptedException {
    ip("-n", space("sw"), "link", "set", port(number), "up");
  }

  /**
   * Lets a machine dial others while no other can dial it: it receives only what comes from a port
   * at which a process listens, and drops everything else without an answer.
   */
  void hide(int number, int... ports) throws IOException, InterruptedException {
    String name = space("" + number);
    for (int port : ports) {
      rule(name, "10", "iif", "eth0", "ipproto", "tcp", "sport", "" + port, "lookup", "local");
    }
    rule(name, "20", "iif", "eth0", "blackhole");
    rule(name, "30", "lookup", "local");
    ip("-n", name, "rule", "del", "pref", "0");
  }

  private static void rule(String space, String preference, String... words)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("-n", space, "rule", "add", "pref", preference));
    arguments.addAll(List.of(words));
    ip(arguments.toArray(String[]::new));
  }

  private static void ip(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said.strip());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      for (String space : spaces) {
        ip("netns", "del", space);
      }
      spaces.clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
