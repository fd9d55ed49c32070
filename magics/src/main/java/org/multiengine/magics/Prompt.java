package org.multiengine.magics;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.EngineInfoList;
import org.multiengine.core.QueueStatusList;
import org.multiengine.core.ResultList;
import org.multiengine.core.namespace.Evaluation;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;

/**
 * A prompt in IPython's form. It shows an input after its number, evaluates the input in a local
 * namespace, and shows the value or the traceback.
 *
 * <pre>
 * In [3]: mec.ids()
 * Out[3]: [0, 1, 2, 3]
 * </pre>
 *
 * <p>Used by one thread at a time.
 */
public final class Prompt implements AutoCloseable {

  private final Namespace namespace;
  private final PrintStream out;
  private int number;

  /**
   * Creates a prompt for inputs in a language.
   *
   * @param language the name of an installed language
   * @param out the stream to which the prompt prints
   */
  public Prompt(String language, PrintStream out) {
    this.namespace = Languages.named(language).createNamespace();
    this.out = out;
  }

  /** Binds a name for later inputs. */
  public void bind(String name, @Nullable Object value) {
    namespace.put(name, value);
  }

  /**
   * Shows an input, evaluates it, and shows its value or its traceback.
   *
   * @return whether the input ran without an error
   */
  public boolean enter(String input) {
    number++;
    showInput(input);
    try {
      show(namespace.evaluate(input, "In [" + number + "]"));
      return true;
    } catch (ScriptError error) {
      out.println(error.traceback());
      return false;
    } finally {
      out.println();
    }
  }

  private void showInput(String input) {
    String label = "In [" + number + "]: ";
    String continuation = " ".repeat(label.length() - "....: ".length()) + "....: ";
    out.println(label + input.replace("\n", "\n" + continuation));
  }

  private void show(Evaluation evaluation) {
    if (!evaluation.displayed()) {
      return;
    }
    String text = text(evaluation.value());
    String separator = text.contains("\n") ? "\n" : " ";
    out.println("Out[" + number + "]:" + separator + text.stripTrailing());
  }

  private String text(@Nullable Object value) {
    return value instanceof ResultList
            || value instanceof QueueStatusList
            || value instanceof EngineInfoList
        ? value.toString()
        : namespace.display(value);
  }

  /** Frees the namespace. */
  @Override
  public void close() {
    namespace.close();
  }
}
