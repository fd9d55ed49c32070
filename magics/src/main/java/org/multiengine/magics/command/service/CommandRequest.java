package org.multiengine.magics.command.service;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line that a process has a host run, and what the process has in addition that decides
 * about the output.
 *
 * @param program the program of the calling process, see {@link Program}
 * @param home the folder of all files of Multiengine, as the process names it
 * @param folder the working folder of the process
 * @param settings the path of its file of settings; empty if there is none
 * @param charset the name of the charset of its output
 * @param hasTerminal whether it has a terminal
 * @param columns the width of help pages; 0 if no help was asked for
 * @param isColored whether help pages have colours
 * @param arguments the command line
 */
public record CommandRequest(
    String program,
    String home,
    String folder,
    String settings,
    String charset,
    boolean hasTerminal,
    int columns,
    boolean isColored,
    List<String> arguments) {

  /** Copies the arguments. */
  public CommandRequest {
    arguments = List.copyOf(arguments);
  }

  /** Returns the payload of the frame of this request. */
  byte[] encode() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(Frames.VERSION);
    write(program, out);
    write(home, out);
    write(folder, out);
    write(settings, out);
    write(charset, out);
    out.writeBoolean(hasTerminal);
    out.writeInt(columns);
    out.writeBoolean(isColored);
    out.writeInt(arguments.size());
    for (String argument : arguments) {
      write(argument, out);
    }
    return bytes.toByteArray();
  }

  private static void write(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Reads a request.
   *
   * @throws IOException if it has another version or is not complete
   */
  static CommandRequest decode(byte[] payload) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(payload));
    if (in.readInt() != Frames.VERSION) {
      throw new IOException("the request has another version");
    }
    return new CommandRequest(
        read(in),
        read(in),
        read(in),
        read(in),
        read(in),
        in.readBoolean(),
        in.readInt(),
        in.readBoolean(),
        readArguments(in));
  }

  private static List<String> readArguments(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(read(in)); // fails at the end of the payload
    }
    return arguments;
  }

  private static String read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text of the request is not complete");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
