package org.multiengine.magics.jupyter.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The contents of a connection file, in which a front end names the addresses and the key of a
 * kernel.
 *
 * @param ip the address at which the kernel listens
 * @param ports the ports
 * @param key the key of signatures; empty if messages are not signed
 * @param signatureScheme the scheme of signatures, for example {@code hmac-sha256}
 */
public record ConnectionInfo(String ip, Ports ports, String key, String signatureScheme) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_PORT = 65_535;

  /**
   * The ports of a kernel. The port 0 means any free port.
   *
   * @param shell the port for requests to run or inspect code
   * @param control the port for requests that must not wait for code
   * @param iopub the port at which results are published
   * @param stdin the port for questions to the user
   * @param heartbeat the port that echoes what it receives
   */
  public record Ports(int shell, int control, int iopub, int stdin, int heartbeat) {}

  /**
   * Reads a connection file.
   *
   * @throws IllegalArgumentException if the file cannot be read, a port is missing, or the
   *     transport is not TCP; the message names the file
   */
  public static ConnectionInfo read(Path file) {
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot read the connection file of Jupyter " + file + ": " + e.getMessage(), e);
    }
    String transport = json.path("transport").asText("tcp");
    if (!transport.equals("tcp")) {
      throw new IllegalArgumentException(
          "the connection file "
              + file
              + " asks for the transport "
              + transport
              + "; this kernel supports tcp only");
    }
    var ports =
        new Ports(
            port(json, "shell_port", file),
            port(json, "control_port", file),
            port(json, "iopub_port", file),
            port(json, "stdin_port", file),
            port(json, "hb_port", file));
    return new ConnectionInfo(
        json.path("ip").asText("127.0.0.1"),
        ports,
        json.path("key").asText(""),
        json.path("signature_scheme").asText(MessageSigner.DEFAULT_SCHEME));
  }

  private static int port(JsonNode json, String name, Path file) {
    JsonNode port = json.path(name);
    if (!port.isInt() || port.intValue() < 0 || port.intValue() > MAX_PORT) {
      throw new IllegalArgumentException("the connection file " + file + " has no " + name);
    }
    return port.intValue();
  }

  /** Returns the address of a port in the notation of ZeroMQ. */
  String address(int port) {
    String host = ip.contains(":") ? "[" + ip + "]" : ip;
    return "tcp://" + host + ":" + (port == 0 ? "*" : port);
  }
}
