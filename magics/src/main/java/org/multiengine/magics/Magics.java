package org.multiengine.magics;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.text.NearNames;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The magics that are installed, by their names and aliases. Used by one thread at a time. */
public final class Magics {

  /** Narrowest width at which picocli lays out a help text. */
  private static final int MIN_USAGE_COLUMNS = 55;

  private final Map<String, Class<? extends Magic>> types = new TreeMap<>();
  private final Set<String> takingCode = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  private Magics() {}

  /**
   * Finds the magics of the class path. {@link #problems()} lists the magics that cannot be loaded
   * or whose names are taken.
   */
  public static Magics load() {
    var magics = new Magics();
    Iterator<ServiceLoader.Provider<Magic>> found =
        ServiceLoader.load(Magic.class).stream().iterator();
    while (magics.hasNext(found)) {
      magics.add(found.next());
    }
    return magics;
  }

  /** Returns whether there is a further magic. Records and skips those that cannot be found. */
  private boolean hasNext(Iterator<?> found) {
    while (true) {
      try {
        return found.hasNext();
      } catch (ServiceConfigurationError | LinkageError broken) {
        String problem = "magic not loaded: " + broken.getMessage();
        if (problems.contains(problem)) {
          return false; // the iterator is stuck at this error
        }
        problems.add(problem);
      }
    }
  }

  private void add(ServiceLoader.Provider<Magic> provider) {
    try {
      add(provider.type(), provider.get().takesCode());
    } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
      problems.add("magic not loaded: " + provider.type().getName() + ": " + broken.getMessage());
    }
  }

  private void add(Class<? extends Magic> type, boolean code) {
    Command command = type.getAnnotation(Command.class);
    if (command == null) {
      problems.add("magic not loaded: " + type.getName() + " has no @Command");
      return;
    }
    List<String> names = new ArrayList<>(List.of(command.aliases()));
    names.add(0, command.name());
    for (String name : names) {
      addNamed(name, type, code);
    }
  }

  private void addNamed(String name, Class<? extends Magic> type, boolean code) {
    if (!name.matches("\\w+")) {
      problems.add(
          "magic not loaded: "
              + type.getName()
              + " has the name "
              + name
              + "; names consist of letters, digits and underscores");
      return;
    }
    Class<? extends Magic> other = types.putIfAbsent(name, type);
    if (other != null) {
      problems.add(
          "%" + name + " of " + type.getName() + " not loaded: name taken by " + other.getName());
    } else if (code) {
      takingCode.add(name);
    }
  }

  /** Returns messages for the user about magics that were not loaded. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** Returns the magics by name. */
  public Map<String, Class<? extends Magic>> types() {
    return Collections.unmodifiableMap(types);
  }

  /** Returns the names of the magics whose line is code. */
  public Set<String> takingCode() {
    return Collections.unmodifiableSet(takingCode);
  }

  /**
   * Runs a magic.
   *
   * @param shell the prompt at which it was typed
   * @param name its name, without percent signs
   * @param typed the text typed after the name; its line still has the options
   * @throws UsageError if there is no such magic, or its options are wrong; the message suggests
   *     similar names. Errors of the magic itself are passed on
   * @throws InterruptedException if the user gave up waiting
   */
  public void run(Shell shell, String name, Magic.Input typed) throws InterruptedException {
    Magic magic = create(name);
    CommandLine options = commandLine(name, magic);
    List<String> words = new ArrayList<>();
    String rest = MagicLine.split(typed.line(), options.getCommandSpec(), magic.takesCode(), words);
    if (MagicLine.asksForHelp(words)) {
      shell.help(name);
      return;
    }
    parse(options, words);
    magic.run(shell, new Magic.Input(rest, typed.block(), typed.cell()));
  }

  /**
   * Returns the code after the options of a magic's line. It is empty if the line has no code, the
   * magic takes none, or the options are wrong.
   */
  public String code(String name, String line) {
    if (!takingCode.contains(name)) {
      return "";
    }
    try {
      return MagicLine.split(line, describe(name).getCommandSpec(), true, new ArrayList<>());
    } catch (KernelError openQuote) {
      return "";
    }
  }

  private static void parse(CommandLine options, List<String> words) {
    try {
      var unused = options.parseArgs(words.toArray(String[]::new));
    } catch (ParameterException e) {
      String name = options.getCommandName();
      throw new UsageError(
          name + ": " + e.getMessage() + suggestion(e) + " (see %help " + name.substring(1) + ")",
          e);
    }
  }

  private static String suggestion(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
    }
    return "";
  }

  /**
   * Returns the help page of a magic.
   *
   * @param name its name, without percent signs
   * @param colored whether the text can have colours
   * @param columns the width of the page
   * @throws UsageError if there is no magic of that name
   */
  public String usage(String name, boolean colored, int columns) {
    Magic magic = create(name);
    CommandLine options =
        commandLine(name, magic).setUsageHelpWidth(Math.max(columns, MIN_USAGE_COLUMNS));
    options.getCommandSpec().usageMessage().sortOptions(false);
    if (magic.takesCode()) {
      options.getCommandSpec().usageMessage().customSynopsis("%" + "%" + name + " [OPTIONS] CODE");
    }
    return options.getUsageMessage(colored ? Ansi.ON : Ansi.OFF).stripTrailing();
  }

  /** Returns the description of a magic and its options, for completion. */
  public CommandLine describe(String name) {
    return commandLine(name, create(name));
  }

  private static CommandLine commandLine(String name, Magic magic) {
    var commandLine = new CommandLine(magic);
    commandLine.getCommandSpec().usageMessage().sortOptions(false).sortSynopsis(false);
    return commandLine
        .setCommandName("%" + name)
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /**
   * Creates a magic for one use.
   *
   * @throws UsageError if there is no magic of that name; the message suggests similar names
   */
  public Magic create(String name) {
    Class<? extends Magic> type = types.get(name);
    if (type == null) {
      throw new UsageError(
          "there is no magic %"
              + name
              + NearNames.question(name, types.keySet())
              + " (%lsmagic lists all magics)");
    }
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new KernelError("%" + name + " cannot be created: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new KernelError("%" + name + " cannot be created: " + e, e);
    }
  }
}
