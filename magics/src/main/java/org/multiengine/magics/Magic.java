package org.multiengine.magics;

/**
 * A command of the prompt, as {@code %px} or {@code %who}. It is a class that says what it is by
 * picocli's annotations: {@code @Command(name = "px", description = ...)}, {@code @Option},
 * {@code @Parameters}; from these come its help, its completion and its errors.
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
 * <p>Magics are found by {@link java.util.ServiceLoader}: a jar on the console's class path adds
 * its own by naming them in {@code META-INF/services/org.multiengine.magics.Magic}. A new instance
 * is made for every use.
 */
public interface Magic {

  /**
   * Runs the magic. Its annotated fields hold the options and parameters of this use.
   *
   * @param shell the prompt it was typed at
   * @param input what was typed beside the options
   * @throws org.multiengine.core.error.KernelError and what else goes wrong; the prompt shows it
   */
  void run(Shell shell, Input input) throws InterruptedException;

  /**
   * Returns whether what stands behind the options is code: {@link Input#line} has it as it was
   * typed. The words of all other magics are options and parameters.
   */
  default boolean takesCode() {
    return false;
  }

  /** Returns what can stand at the end of what was typed behind the options; nothing by default. */
  default java.util.List<String> complete(Shell shell, String line) {
    return java.util.List.of();
  }

  /**
   * What was typed beside the options.
   *
   * @param line of a magic that takes code what stands behind the options, as it was typed, quotes
   *     and all; of others the whole line
   * @param block the lines beneath a magic of two percent signs; empty for one of one
   * @param cell whether it was typed with two percent signs
   */
  record Input(String line, String block, boolean cell) {

    /** Returns the line and the block beneath it, or the one of them that there is. */
    public String code() {
      String separator = line.isEmpty() || block.isEmpty() ? "" : "\n";
      return line + separator + block;
    }
  }
}
