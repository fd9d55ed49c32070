package org.multiengine.magics.builtin.session;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.UsageError;
import picocli.CommandLine.Command;

/**
 * Runs a command of the system's shell on this machine. An input that begins with ! is such one.
 */
@Command(
    name = "sh",
    description =
        "Runs a command of the shell on this machine, in the folder of %%cd. !COMMAND does the"
            + " same.",
    footer = {"", "Example:", "  %%sh ls -l", "  !ls -l"})
public final class ShellCommandMagic implements Magic {

  @Override
  public boolean takesCode() {
    return true;
  }

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    String command = input.code();
    if (command.isBlank()) {
      throw new UsageError("there is no command; write for example !ls");
    }
    Process process = start(shell, command);
    try {
      print(shell, process);
      int status = process.waitFor();
      if (status != 0) {
        shell.out().println("exit status " + status);
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  private static Process start(Shell shell, String command) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    List<String> words = windows ? List.of("cmd", "/c", command) : List.of("sh", "-c", command);
    try {
      return new ProcessBuilder(words)
          .directory(shell.folder().toFile())
          .redirectErrorStream(true)
          .redirectInput(new File(windows ? "NUL" : "/dev/null"))
          .start();
    } catch (IOException e) {
      throw new KernelError("cannot run the command: " + e.getMessage(), e);
    }
  }

  /** Prints the output line by line until its end or an interrupt. */
  private static void print(Shell shell, Process process) throws InterruptedException {
    var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), Charset.defaultCharset()));
    var printing = new Thread(() -> printAll(shell, reader), "shell-command");
    printing.setDaemon(true);
    printing.start();
    printing.join();
  }

  private static void printAll(Shell shell, BufferedReader reader) {
    try (reader) {
      for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
        shell.out().println(line);
      }
    } catch (IOException ended) {
      // The command was ended by Ctrl-C.
    }
  }
}
