package org.multiengine.magics.console;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.multiengine.client.PendingResult;
import org.multiengine.core.ResultList;
import org.multiengine.core.namespace.Language;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Magics;
import org.multiengine.magics.console.input.Input;
import org.multiengine.magics.console.input.InputGrammar;

/** Runs inputs one after the other, and shows their results. */
final class ConsoleSession {

  private static final String AUTOPX = "autopx";
  private static final String QUICK_REFERENCE = "quickref";

  private final ConsoleShell shell;
  private final Magics magics;
  private final InputGrammar grammar;
  private final Language language;
  private final Documentation documentation;

  ConsoleSession(
      ConsoleShell shell,
      Magics magics,
      InputGrammar grammar,
      Language language,
      Documentation documentation) {
    this.shell = shell;
    this.magics = magics;
    this.grammar = grammar;
    this.language = language;
    this.documentation = documentation;
    shell.onText(this::runText);
  }

  /**
   * Runs an input.
   *
   * @return whether it succeeded
   */
  boolean run(String typed) {
    Input input = grammar.parse(typed);
    if (input instanceof Input.Nothing) {
      return true;
    }
    shell.begin(typed.strip());
    try {
      return runParsed(input, typed);
    } finally {
      shell.end();
    }
  }

  /**
   * Runs an input that has no number and that the history does not keep.
   *
   * @return whether it succeeded
   */
  boolean runUncounted(String typed) {
    shell.beginUncounted();
    try {
      return runParsed(grammar.parse(typed), typed);
    } finally {
      shell.endUncounted();
    }
  }

  private boolean runParsed(Input input, String typed) {
    try {
      boolean well = goesToEngines(input, typed) ? runOnEngines(typed.strip()) : runHere(input);
      return well && !shell.hasFailed();
    } catch (InterruptedException interrupted) {
      report(interrupted);
      return false;
    } catch (RuntimeException | LinkageError | StackOverflowError error) {
      shell.show(error); // a user's magic, or a value's toString(), may throw anything
      return false;
    }
  }

  /** Prints "Interrupted" unless the interrupt has a message, which has been shown already. */
  private void report(InterruptedException interrupted) {
    if (interrupted.getMessage() == null) {
      shell.out().println("Interrupted");
    }
  }

  /**
   * Returns whether an input runs on the engines. In the mode of {@code %autopx}, that is each
   * input without a percent sign (reference, 13).
   */
  private boolean goesToEngines(Input input, String typed) {
    if (!shell.autoPx() || input instanceof Input.Question) {
      return false;
    }
    boolean marked = typed.stripLeading().startsWith("%") || typed.strip().equals(AUTOPX);
    return !marked;
  }

  private boolean runHere(Input input) throws InterruptedException {
    if (input instanceof Input.Script script) {
      return shell.enter(script.text());
    }
    if (input instanceof Input.MagicUse use) {
      magics.run(shell, use.name(), new Magic.Input(use.line(), use.block(), use.cell()));
      return true;
    }
    if (input instanceof Input.Question question) {
      answer(question.subject());
    }
    return true;
  }

  /**
   * Runs a text as if it had been piped in, up to the first input that fails. A text without magics
   * is one script, whose functions may be used above their definitions.
   */
  private boolean runText(String text) throws InterruptedException {
    var source = new PipedSource(new BufferedReader(new StringReader(text)), grammar::isComplete);
    List<Input> inputs = new ArrayList<>();
    for (String each = source.read(0); each != null; each = source.read(0)) {
      inputs.add(grammar.parse(each));
    }
    if (inputs.stream().noneMatch(Input.MagicUse.class::isInstance)) {
      return shell.enter(text);
    }
    for (Input input : inputs) {
      if (!runHere(input) || shell.hasFailed()) {
        return false;
      }
    }
    return true;
  }

  private void answer(String subject) throws InterruptedException {
    String name = subject.replaceFirst("^%{1,2}", "");
    if (subject.isEmpty()) {
      magics.run(shell, QUICK_REFERENCE, new Magic.Input("", "", false));
    } else if (subject.startsWith("%") || isOnlyMagic(name)) {
      shell.help(name);
    } else {
      shell.page(documentation.of(subject));
    }
  }

  private boolean isOnlyMagic(String name) {
    return magics.types().containsKey(name) && shell.local(name) == null;
  }

  /** Runs a text on the engines and shows the result. Text that cannot be parsed is not sent. */
  private boolean runOnEngines(String text) throws InterruptedException {
    try {
      shell.languageOfEngines(language).check(text, "In [" + shell.number() + "]");
    } catch (ScriptError syntax) {
      shell.show(syntax);
      return false;
    }
    PendingResult<ResultList> pending = shell.view(null).executeAsync(text);
    shell.lastCall(pending);
    Object shown =
        shell.isBlock(shell.client()) ? shell.await(pending) : shell.scriptValue(pending);
    shell.show(shown);
    return true;
  }

  /** Returns whether an input has no syntax error. Magics report theirs when they run. */
  boolean isValid(String typed) {
    if (!(grammar.parse(typed) instanceof Input.Script script)) {
      return true;
    }
    try {
      language.check(script.text(), "In");
      return true;
    } catch (ScriptError syntax) {
      return false;
    }
  }
}
