package org.multiengine.magics.builtin.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.UsageError;
import org.multiengine.magics.text.NearNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the documentation of a magic, or the quick reference. */
@Command(
    name = "help",
    description = "Shows how a magic is used, or without a name the quick reference.",
    footer = {"", "Example:", "  %%help px"})
public final class HelpMagic implements Magic {

  @Parameters(arity = "0..1", paramLabel = "MAGIC", description = "The name of the magic.")
  private @Nullable String name;

  @Override
  public void run(Shell shell, Input input) {
    if (name == null) {
      shell.out().println(QuickRefMagic.TEXT);
      return;
    }
    String magic = name.replaceFirst("^%{1,2}", "");
    Map<String, Class<? extends Magic>> magics = shell.magics();
    if (!magics.containsKey(magic)) {
      throw new UsageError(
          "there is no magic %"
              + magic
              + NearNames.question(magic, magics.keySet())
              + " (%lsmagic lists them all)");
    }
    shell.help(magic);
  }

  @Override
  public List<String> complete(Shell shell, String line) {
    return List.copyOf(shell.magics().keySet());
  }
}
