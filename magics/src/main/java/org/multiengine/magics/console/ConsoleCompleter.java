package org.multiengine.magics.console;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Magics;
import org.multiengine.magics.console.input.InputGrammar;
import org.multiengine.magics.console.input.TypedText;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completes inputs: names of magics and their options, local names and the members of their values,
 * and in code for engines the names and members that the engines know. A completion never fails; if
 * nothing is known, nothing is offered.
 */
final class ConsoleCompleter implements Completer {

  private final ConsoleShell shell;
  private final Magics magics;
  private final InputGrammar grammar;
  private final LocalNames names;

  ConsoleCompleter(ConsoleShell shell, Magics magics, InputGrammar grammar, LocalNames names) {
    this.shell = shell;
    this.magics = magics;
    this.grammar = grammar;
    this.names = names;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String before = line.line().substring(0, line.cursor());
    candidates(before).forEach(each -> candidates.add(candidate(each)));
  }

  /** Returns a candidate without a space after it, because a dot or a bracket may follow. */
  private static Candidate candidate(String word) {
    return new Candidate(word, word, null, null, null, null, false);
  }

  /** Returns the last word of a text, which the candidates replace. */
  String word(String text) {
    return TypedText.of(text, grammar).word();
  }

  /** Returns the words that can replace the last word of a text. */
  List<String> candidates(String text) {
    TypedText typed = TypedText.of(text, grammar);
    return switch (typed.kind()) {
      case MAGIC -> magicNames(typed.word());
      case OPTION -> options(typed);
      case ARGUMENT -> arguments(typed);
      case SCRIPT -> script(text, typed);
    };
  }

  private List<String> magicNames(String word) {
    boolean cell = word.startsWith("%%");
    String marks = cell ? "%%" : "%";
    Collection<String> known = cell ? magics.takingCode() : magics.types().keySet();
    return starting(word, known.stream().map(name -> marks + name).toList());
  }

  private static List<String> starting(String word, Collection<String> known) {
    return known.stream().filter(each -> each.startsWith(word)).sorted().toList();
  }

  private List<String> options(TypedText typed) {
    if (!magics.types().containsKey(typed.magic())) {
      return List.of();
    }
    CommandLine described = magics.describe(typed.magic());
    List<String> names =
        described.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
    return starting(typed.word(), names);
  }

  private List<String> arguments(TypedText typed) {
    if (!magics.types().containsKey(typed.magic())) {
      return List.of();
    }
    Magic magic = magics.create(typed.magic());
    String line = typed.before() + typed.word();
    return starting(typed.word(), magic.complete(shell, line));
  }

  private List<String> script(String text, TypedText typed) {
    if (shell.autoPx()) {
      return shell.completeOnEngines(text);
    }
    List<String> words = names.namespace().complete(text);
    boolean first = typed.before().isBlank() && !typed.word().isEmpty();
    if (!first) {
      return words;
    }
    Collection<String> all = new TreeSet<>(words);
    all.addAll(starting(typed.word(), magics.types().keySet()));
    return List.copyOf(all);
  }
}
