package org.multiengine.magics;

/**
 * A command of the prompt, such as {@code %px} or {@code %who}. Annotations of picocli describe it:
 * {@code @Command(name = "px", description = ...)}, {@code @Option}, {@code @Parameters}. The
 * prompt derives its help, its completion and its error messages from them.
 *
 * <pre>{@code
 * @Command(name = "ids", description = "Shows the ids of the engines.")
 * public final class IdsMagic implements Magic {
 *   @Override
 *   public void run(Shell shell, Input input) {
 *     shell.out().println(shell.view(null).ids());
 *   }
 * }
 * }</pre>
 *
 * <p>The prompt finds magics with {@link java.util.ServiceLoader}: a jar on the console's class
 * path lists its magics in {@code META-INF/services/org.multiengine.magics.Magic}. The prompt
 * creates a new instance for every use.
 */
public interface Magic {

  /**
   * Runs the magic. Its annotated fields hold the options and parameters of this use. The prompt
   * shows the errors that it throws.
   *
   * @param shell the prompt at which the magic was typed
   * @param input the text that was typed in addition to the options
   * @throws InterruptedException if the user gave up waiting
   */
  void run(Shell shell, Input input) throws InterruptedException;

  /**
   * Returns whether the text after the options is code. {@link Input#line} then has it as it was
   * typed. All words of other magics are options and parameters.
   */
  default boolean takesCode() {
    return false;
  }

  /**
   * Returns the words that can complete the text typed after the options. By default there are
   * none.
   */
  default java.util.List<String> complete(Shell shell, String line) {
    return java.util.List.of();
  }

  /**
   * The text that was typed in addition to the options.
   *
   * @param line the text after the options, as it was typed and with its quotes, if the magic takes
   *     code; otherwise the whole line
   * @param block the lines below a magic with two percent signs; empty for one percent sign
   * @param cell whether the magic was typed with two percent signs
   */
  record Input(String line, String block, boolean cell) {

    /** Returns the line and the block below it, or the one that is not empty. */
    public String code() {
      String separator = line.isEmpty() || block.isEmpty() ? "" : "\n";
      return line + separator + block;
    }
  }
}
