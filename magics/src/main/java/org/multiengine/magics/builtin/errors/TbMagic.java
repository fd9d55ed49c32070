package org.multiengine.magics.builtin.errors;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.multiengine.core.CompositeError;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

/** Shows the last error in full. */
@Command(
    name = "tb",
    description = "Shows the last error in full, with the tracebacks of all engines.",
    footer = {"", "Example:", "  %%tb"})
public final class TbMagic implements Magic {

  @Override
  public void run(Shell shell, Input input) {
    Throwable error = shell.lastError();
    if (error == null) {
      shell.out().println("There has been no error.");
      return;
    }
    CompositeError composite = RemoteEntries.composite(error);
    String text = composite == null ? text(error) : shell.withLocalLines(text(composite));
    shell.out().println(text.stripTrailing());
  }

  private static String text(CompositeError error) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      error.printTracebacks(out);
    }
    return bytes.toString(StandardCharsets.UTF_8)
        + "CompositeError: one or more exceptions from call to method: "
        + error.method();
  }

  private static String text(Throwable error) {
    if (error instanceof ScriptError script) {
      return script.traceback();
    }
    var text = new StringWriter();
    error.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
