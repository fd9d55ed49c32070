package org.multiengine.magics;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KernelError;

/**
 * The prompt, as a magic sees it. Used by the prompt's own thread; other threads may use only
 * {@link #out()}.
 */
public interface Shell {

  /**
   * Returns the active client: the one whose engines {@code %px} and other magics use.
   *
   * @throws KernelError if there is no cluster; the message says how to start one
   */
  MultiEngineClient client();

  /** Returns the clients that are bound to local names, by name. */
  Map<String, MultiEngineClient> clients();

  /** Makes a client the active one. */
  void activate(MultiEngineClient client);

  /** Returns whether scripts wait for the calls of a client: its property {@code block}. */
  boolean isBlock(MultiEngineClient client);

  /** Sets whether scripts wait for the calls of a client. */
  void setBlock(MultiEngineClient client, boolean wait);

  /**
   * Returns a call of the active client in the form in which scripts use it, to be shown or bound
   * to a name.
   */
  Object scriptValue(PendingResult<?> pending);

  /** Returns the defaults of {@code %px}. */
  PxSettings px();

  /** Returns a view of the active client for these targets, or for those of {@link #px()}. */
  DirectView view(@Nullable String targets);

  /** Returns the writer for output. It writes above the prompt while a line is being typed. */
  PrintWriter out();

  /** Returns text in the colour of a style, or unchanged if the terminal has no colours. */
  String styled(Style style, String text);

  /** The meanings of colours. */
  enum Style {
    HEADING,
    ENGINE,
    ERROR,
    FAINT
  }

  /** Returns how many columns a line has. */
  int columns();

  /**
   * Waits for a call as {@link #await(PendingResult, WaitOptions)} does, with the options of {@link
   * #px()}.
   *
   * @return the result of the call
   * @throws CompositeError if the call failed on engines
   * @throws InterruptedException if the user gave up waiting
   */
  default <T extends @Nullable Object> T await(PendingResult<T> pending)
      throws InterruptedException {
    return await(pending, px().waitOptions());
  }

  /**
   * Waits for a call and shows what it prints and how far it is. The first Ctrl-C cancels the call
   * on the engines, the second one gives up waiting.
   *
   * @param options how the wait is shown
   * @return the result of the call
   * @throws CompositeError if the call failed on engines
   * @throws InterruptedException if the user gave up waiting
   */
  <T extends @Nullable Object> T await(PendingResult<T> pending, WaitOptions options)
      throws InterruptedException;

  /** Shows a value in the way the prompt shows results. */
  void show(@Nullable Object value);

  /**
   * Removes what the input has shown in a notebook. A terminal keeps it.
   *
   * @param later whether to wait until something else is shown
   */
  default void clearOutput(boolean later) {}

  /**
   * Returns the control of the cluster that this prompt can start for itself.
   *
   * @throws KernelError if this prompt cannot start one
   */
  default ClusterControl cluster() {
    throw new KernelError("this prompt starts no cluster");
  }

  /** Shows what a command has displayed on an engine. */
  default void display(CommandRecord record) {}

  /** Shows a short form of an error; {@code %tb} shows all of it. */
  void show(Throwable error);

  /**
   * Evaluates text in the local namespace as if it had been typed, and shows its value or its
   * error.
   *
   * @return whether the text ran without an error
   */
  boolean enter(String text);

  /** Returns the value of a local name, or null if there is none. */
  @Nullable Object local(String name);

  /**
   * Returns a traceback of an engine in which the frames of functions that were typed at this
   * prompt have the names and lines of their inputs.
   */
  default String withLocalLines(String traceback) {
    return traceback;
  }

  /** Binds a local name. */
  void bind(String name, @Nullable Object value);

  /** Removes all local names except those that the prompt has bound. */
  void resetLocal();

  /** Returns the inputs of this session, oldest first: the first is In[1]. */
  List<String> inputs();

  /**
   * Returns the inputs of earlier sessions, oldest first; some of this session may be among them.
   */
  default List<String> earlierInputs() {
    return List.of();
  }

  /**
   * Runs a text that may have magics, as if it had been typed. A text without magics is one script.
   *
   * @return whether all of it ran without an error
   * @throws InterruptedException if the user gave up waiting
   */
  default boolean enterAll(String text) throws InterruptedException {
    return enter(text);
  }

  /** Returns the folder in which magics find files, absolute. */
  default Path folder() {
    return Path.of("").toAbsolutePath();
  }

  /** Sets the folder in which magics find files. */
  default void folder(Path path) {
    throw new UnsupportedOperationException("this prompt stays in its folder");
  }

  /** Returns whether the folder is that of this process, so that relative names are right. */
  default boolean isInStartFolder() {
    return folder().equals(Path.of("").toAbsolutePath());
  }

  /** Clears the screen, if there is one. */
  default void clear() {}

  /** Returns the last error shown, or null. */
  @Nullable Throwable lastError();

  /** Returns the last call made by {@code %px}, or null. */
  @Nullable PendingResult<?> lastCall();

  /** Remembers the last call made by {@code %px}. */
  void lastCall(PendingResult<?> pending);

  /** Returns whether plain input goes to the engines ({@code %autopx}). */
  boolean autoPx();

  /** Sets whether plain input goes to the engines. */
  void autoPx(boolean on);

  /** Ends the prompt after the magic has ended. */
  void exit();

  /** Puts text into the next input line, where the user can edit it. */
  void prefill(String text);

  /**
   * Asks the user for a line.
   *
   * @param prompt the text before the line
   * @return the line, or null at the end of the input
   */
  @Nullable String ask(String prompt);

  /**
   * Returns completions of the last word of a text that runs on the engines. There are none if the
   * engines do not answer at once.
   */
  List<String> completeOnEngines(String text);

  /** Returns the installed magics, by name. */
  Map<String, Class<? extends Magic>> magics();

  /** Shows the help page of a magic. */
  void help(String magic);
}
