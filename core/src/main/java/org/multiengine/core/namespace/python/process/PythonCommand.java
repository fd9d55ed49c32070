package org.multiengine.core.namespace.python.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.multiengine.core.error.KernelError;

/** Finds Python and starts its processes. */
public final class PythonCommand {

  /** The lowest version that is supported, in words. */
  private static final String NEEDED = "Python 3.8 or newer";

  private static final String CHECK_VERSION =
      """
      import sys
      if sys.version_info < (3, 8):
          sys.exit('this is Python ' + sys.version.split()[0])
      """;

  /** The program that loads the worker's module from a file and runs it. */
  private static final String LOAD_WORKER =
      CHECK_VERSION
          + """
          import types
          worker = types.ModuleType('multiengine_worker')
          worker.__file__ = sys.argv[1]
          sys.modules['multiengine_worker'] = worker
          with open(sys.argv[1], encoding='utf-8') as file:
              exec(compile(file.read(), sys.argv[1], 'exec'), worker.__dict__)
          worker.main(sys.argv[2], sys.argv[3])
          """;

  private static final long CHECK_LIMIT_SECONDS = 60;
  private static final int MAX_SHOWN_CHARACTERS = 300;

  /**
   * The thread that starts all processes. The kernel ends a process with the thread that has
   * started it, if the process asks for that; this thread ends with the JVM.
   */
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(
          task -> {
            var thread = new Thread(task, "multiengine-python-starter");
            thread.setDaemon(true);
            return thread;
          });

  private PythonCommand() {}

  /**
   * Checks that Python can be found and is new enough.
   *
   * @throws KernelError if not; names what was looked for and where
   */
  public static void require(PythonSettings settings) {
    String program = find(settings);
    Process process = start(List.of(program, "-X", "utf8", "-c", CHECK_VERSION));
    try {
      if (!process.waitFor(CHECK_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw unusable(program, "did not answer within " + CHECK_LIMIT_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw unusable(program, shortened(output(process)));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unusable(program, "interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static KernelError unusable(String program, String why) {
    return new KernelError(
        "Python engines need "
            + NEEDED
            + "; '"
            + program
            + "' cannot be used: "
            + why
            + " (set "
            + PythonSettings.PREFIX
            + ".executable to another program)");
  }

  private static String output(Process process) {
    try {
      return new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "status " + process.exitValue();
    }
  }

  /** Returns the last lines of a text in one line. */
  static String shortened(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " ... ");
    return line.length() <= MAX_SHOWN_CHARACTERS
        ? line
        : "... " + line.substring(line.length() - MAX_SHOWN_CHARACTERS);
  }

  /** Starts a worker. Its output until it has connected can be read from the process. */
  static Process startWorker(PythonSettings settings, Path worker, Path socket) {
    return start(
        List.of(
            find(settings),
            "-X",
            "utf8",
            "-c",
            LOAD_WORKER,
            worker.toString(),
            socket.toString(),
            Long.toString(settings.maxMemory())));
  }

  /** Returns the first program that exists. */
  private static String find(PythonSettings settings) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String candidate : settings.candidates()) {
      if (candidate.indexOf(File.separatorChar) >= 0) {
        if (Files.isExecutable(Path.of(candidate))) {
          return candidate;
        }
      } else if (isOnPath(candidate, path)) {
        return candidate;
      }
    }
    List<String> names = new ArrayList<>();
    settings.candidates().forEach(name -> names.add("'" + name + "'"));
    throw new KernelError(
        "Python engines need "
            + NEEDED
            + ", and there is no program "
            + String.join(" or ", names)
            + " on the path ("
            + path
            + "); install it, or set "
            + PythonSettings.PREFIX
            + ".executable");
  }

  private static boolean isOnPath(String program, String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path file = Path.of(folder.isEmpty() ? "." : folder, program);
      if (Files.isExecutable(file) && !Files.isDirectory(file)) {
        return true;
      }
    }
    return false;
  }

  private static Process start(List<String> command) {
    try {
      return STARTER
          .submit(
              () ->
                  new ProcessBuilder(command)
                      .redirectErrorStream(true)
                      .redirectInput(new File("/dev/null"))
                      .start())
          .get();
    } catch (ExecutionException failed) {
      throw new KernelError("cannot start '" + command.get(0) + "': " + failed.getCause(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while Python was started");
    }
  }
}
