package org.multiengine.test.fault.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The bytes that cross the switch of {@link Machines}, captured by a small Python program. */
final class WireCapture implements AutoCloseable {

  private static final String PROGRAM =
      """
      import socket, sys
      wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
      print('listening', flush=True)
      with open(sys.argv[1], 'wb', buffering=0) as out:
          while True:
              out.write(wire.recv(65535))
      """;

  private final Process program;
  private final Path file;

  private WireCapture(Process program, Path file) {
    this.program = program;
    this.file = file;
  }

  /** Starts the capture, or skips the test if there is no Python. */
  static WireCapture start(Machines machines, Path file) throws IOException {
    List<String> command = new ArrayList<>(machines.onSwitch());
    command.addAll(List.of("python3", "-c", PROGRAM, file.toString()));
    Process program = new ProcessBuilder(command).start();
    String said = program.inputReader(StandardCharsets.UTF_8).readLine();
    Assumptions.assumeTrue("listening".equals(said), "there is no python3 to listen with");
    return new WireCapture(program, file);
  }

  /** Returns whether a text has crossed the switch unencrypted. */
  boolean contains(String text) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
  }

  long bytes() throws IOException {
    return Files.size(file);
  }

  @Override
  public void close() {
    program.destroyForcibly();
  }
}
