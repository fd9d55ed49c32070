package org.multiengine.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.KernelError;

/**
 * What a client needs to find a running cluster, as its host writes it into a file: IPython's FURL
 * file. Who can read the file can run code on the engines: its mode is 0600, that of its folder
 * 0700.
 *
 * @param name the cluster's name
 * @param address the address of its host, as Akka writes it
 * @param pid the host's process id
 * @param started when the host was started, in milliseconds since 1970
 * @param engines how many engines it has, as far as it has told
 * @param version the host's version of Multiengine
 * @param slots the slot of each engine, by which the files of its process's output are named
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionFile(
    String name,
    String address,
    long pid,
    long started,
    int engines,
    @Nullable String version,
    Map<Integer, String> slots) {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES); // of later versions

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** Files of earlier versions name no slots. */
  @SuppressWarnings("ConstantValue")
  public ConnectionFile {
    slots = slots == null ? Map.of() : Map.copyOf(slots);
  }

  /** Returns the same file with the engines that are there now. */
  ConnectionFile with(int count, Map<Integer, String> slotsNow) {
    return new ConnectionFile(name, address, pid, started, count, version, slotsNow);
  }

  /**
   * Reads a file.
   *
   * @throws KernelError if there is none, or it is no connection file; says what to do
   */
  public static ConnectionFile read(Path file) {
    try {
      ConnectionFile read = JSON.readValue(Files.readString(file), ConnectionFile.class);
      if (read.name == null || read.address == null) {
        throw new KernelError(file + " is not a connection file: it names no cluster");
      }
      return read;
    } catch (NoSuchFileException e) {
      throw new KernelError(
          "there is no connection file " + file + "; start a cluster: multiengine start -n 4", e);
    } catch (JacksonException e) {
      throw new KernelError(file + " is not a connection file: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new KernelError("cannot read the connection file " + file + ": " + e, e);
    }
  }

  /**
   * Writes the file, aside and renamed, so that nobody reads half of it.
   *
   * @throws KernelError if it cannot be written
   */
  void write(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      makePrivateFolder(folder);
      Path aside = Files.createTempFile(folder, ".connection", ".tmp"); // of mode 0600
      Files.writeString(aside, JSON.writeValueAsString(this));
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new KernelError("cannot write the connection file " + file + ": " + e, e);
    }
  }

  /** Makes a folder that only its owner enters; one that is there already is left as it is. */
  static void makePrivateFolder(@Nullable Path folder) throws IOException {
    if (folder == null || Files.isDirectory(folder)) {
      return;
    }
    if (POSIX) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  /** Returns whether the host's process is there. Only of use on the host's own machine. */
  public boolean hostIsAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Returns the addresses a new node joins the cluster at. */
  List<String> seedNodes() {
    return List.of(address);
  }
}
