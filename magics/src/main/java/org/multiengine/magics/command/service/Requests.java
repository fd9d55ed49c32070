package org.multiengine.magics.command.service;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.join.ClusterFolder;

/** Creates the requests of this process. */
final class Requests {

  private static final int DEFAULT_COLUMNS = 80;
  private static final int CONSOLES_WITHOUT_TERMINAL_SINCE = 22;

  private Requests() {}

  /** Returns the request for a command; null if this process must run it itself. */
  static @Nullable CommandRequest of(CommandWords words) {
    boolean terminal = (words.asksForHelp() || words.showsProgress()) && isTerminal();
    int columns = columns(words, terminal);
    if (columns < 0) {
      return null;
    }
    return new CommandRequest(
        Program.identity(),
        ClusterFolder.home().toString(),
        Path.of("").toAbsolutePath().toString(),
        Program.settings(),
        Charset.defaultCharset().name(),
        terminal,
        columns,
        isColored(terminal),
        words.all());
  }

  private static int columns(CommandWords words, boolean terminal) {
    if (!words.asksForHelp()) {
      return 0;
    }
    return terminal ? TerminalWidth.columns() : DEFAULT_COLUMNS;
  }

  /** Returns whether this process has a terminal. Since JDK 22, a console need not be one. */
  @SuppressWarnings("SystemConsoleNull") // the method isTerminal is called where there is one
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null || Runtime.version().feature() < CONSOLES_WITHOUT_TERMINAL_SINCE) {
      return console != null;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Returns whether the help pages of picocli have colours. */
  private static boolean isColored(boolean terminal) {
    if (System.getenv("NO_COLOR") != null) {
      return false;
    }
    String forced = System.getenv("CLICOLOR_FORCE");
    if (forced != null && !forced.equals("0")) {
      return true;
    }
    return terminal
        && !"0".equals(System.getenv("CLICOLOR"))
        && !"OFF".equals(System.getenv("ConEmuANSI"));
  }
}
