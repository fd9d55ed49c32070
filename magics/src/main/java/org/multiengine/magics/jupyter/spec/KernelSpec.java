package org.multiengine.magics.jupyter.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kernel as Jupyter finds it: a folder with the file {@code kernel.json} and logos.
 *
 * @param folder the folder, whose name is the name of the kernel
 * @param displayName the name that front ends show
 * @param command the command line that starts the kernel
 */
public record KernelSpec(Path folder, String displayName, List<String> command) {

  /** The name of a kernel unless the user chooses another. */
  public static final String DEFAULT_NAME = "multiengine";

  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]+");
  private static final String FILE = "kernel.json";
  private static final List<String> LOGOS = List.of("logo-32x32.png", "logo-64x64.png");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Checks the name of a kernel.
   *
   * @throws IllegalArgumentException if Jupyter does not accept it
   */
  public static String checkedName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a kernel consists of lower-case letters, digits and '.', '_', '-': " + name);
    }
    return name;
  }

  /** Returns the name of the kernel. */
  public String name() {
    return String.valueOf(folder.getFileName());
  }

  /** Writes the folder, in place of an earlier one. */
  public void write() {
    ObjectNode json = JSON.createObjectNode();
    command.forEach(json.putArray("argv")::add);
    json.put("display_name", displayName);
    json.put("language", "groovy");
    json.put("interrupt_mode", "message");
    json.putObject("metadata").put("debugger", false).put("multiengine", true);
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(json));
      for (String logo : LOGOS) {
        try (InputStream image = KernelSpec.class.getResourceAsStream(logo)) {
          if (image != null) {
            Files.write(folder.resolve(logo), image.readAllBytes());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the kernel " + folder + ": " + e, e);
    }
  }

  /** Removes the folder. */
  public void delete() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the kernel " + folder + ": " + e, e);
    }
  }

  /** Returns the kernels of this program in folders of kernels, in the order of the folders. */
  public static List<KernelSpec> find(List<Path> kernelFolders) {
    List<KernelSpec> found = new ArrayList<>();
    for (Path kernels : kernelFolders) {
      if (Files.isDirectory(kernels)) {
        try (Stream<Path> folders = Files.list(kernels)) {
          folders.sorted().forEach(folder -> read(folder).ifPresent(found::add));
        } catch (IOException e) {
          throw new UncheckedIOException("cannot read the folder " + kernels + ": " + e, e);
        }
      }
    }
    return found;
  }

  /** Reads a kernel. Kernels of other programs and unreadable ones are empty. */
  private static Optional<KernelSpec> read(Path folder) {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(folder.resolve(FILE)));
      if (!json.path("metadata").path("multiengine").asBoolean()) {
        return Optional.empty();
      }
      List<String> command = new ArrayList<>();
      json.path("argv").forEach(word -> command.add(word.asText()));
      return Optional.of(new KernelSpec(folder, json.path("display_name").asText(), command));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
