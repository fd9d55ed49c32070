package org.multiengine.magics.command.service;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.join.ClusterFolder;

/**
 * A command line that a host may run. The host reads it as a whole; only what must be known to find
 * the host is read here.
 *
 * @param all the words of the command line
 * @param asksForHelp whether one of them may ask for help
 */
record CommandWords(List<String> all, boolean asksForHelp) {

  private static final String CONNECTION_FILE = "connection.json";

  /** Returns the command line, or null if this process must run it itself. */
  static @Nullable CommandWords of(String[] args) {
    boolean asksForHelp = false;
    for (String word : args) {
      if (word.startsWith("@")) {
        return null; // may be a file with further words
      }
      asksForHelp |= isHelp(word);
    }
    return args.length > 0 && (asksForHelp || isShort(args[0]))
        ? new CommandWords(List.of(args), asksForHelp)
        : null;
  }

  private static boolean isHelp(String word) {
    return switch (word) {
      case "-h", "--help", "-V", "--version" -> true;
      default -> false;
    };
  }

  private static boolean isShort(String command) {
    return switch (command) {
      case "exec", "status", "health", "list", "engine" -> true;
      default -> false;
    };
  }

  /** Returns whether the command shows its progress on a terminal. */
  boolean showsProgress() {
    return all.get(0).equals("engine");
  }

  /**
   * Returns the folder of the cluster whose host may run the command.
   *
   * @return null if there can be none
   * @throws IllegalArgumentException if the name of the cluster is wrong
   */
  @Nullable Path cluster() {
    String file = valueOf("--connect");
    if (file != null) {
      Path absolute = Path.of(file).toAbsolutePath();
      return absolute.endsWith(CONNECTION_FILE) ? absolute.getParent() : null;
    }
    String name = valueOf("--name");
    return new ClusterFolder(name == null ? ClusterFolder.DEFAULT_NAME : name).path();
  }

  /** Returns the value of an option; null if it is not given. */
  private @Nullable String valueOf(String option) {
    String value = null;
    for (int i = 1; i < all.size(); i++) {
      String word = all.get(i);
      if (word.equals(option) && i + 1 < all.size()) {
        value = all.get(i + 1);
      } else if (word.startsWith(option) && word.startsWith("=", option.length())) {
        value = word.substring(option.length() + 1);
      }
    }
    return value;
  }
}
