package org.multiengine.magics.command.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.multiengine.magics.text.NearNames;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Answers a wrong command line in at most three lines: the reason, similar names, and where the
 * help is. Without any command, the commands are listed.
 */
public final class WrongUsage implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException error, String[] words) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("multiengine: " + reason(error));
    if (error.getClass() == ParameterException.class && command.getParent() == null) {
      command.usage(err); // no command is given at all
      return command.getCommandSpec().exitCodeOnInvalidInput();
    }
    List<String> near = suggestions(error);
    if (!near.isEmpty()) {
      err.println("Did you mean " + String.join(" or ", near) + "?");
    }
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String reason(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      boolean command = !error.getCommandLine().getSubcommands().isEmpty();
      String kind = isOption(word) ? "option" : command ? "command" : "argument";
      return "Unknown " + kind + ": '" + word + "'";
    }
    return String.valueOf(error.getMessage());
  }

  private static boolean isOption(String word) {
    return word.startsWith("-");
  }

  private static List<String> suggestions(ParameterException error) {
    if (!(error instanceof UnmatchedArgumentException unmatched)) {
      return List.of();
    }
    String word = unmatched.getUnmatched().get(0);
    CommandLine command = error.getCommandLine();
    Set<String> known =
        isOption(word)
            ? command.getCommandSpec().optionsMap().keySet().stream()
                .filter(name -> name.startsWith("--"))
                .collect(Collectors.toSet())
            : command.getSubcommands().keySet();
    return new ArrayList<>(NearNames.near(word.replaceFirst("=.*", ""), known));
  }
}
