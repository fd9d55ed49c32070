package org.multiengine.magics;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CompositeError;

/**
 * What a magic sees of the prompt it was typed at. Used by the prompt's own thread; only {@link
 * #out()} may be used by others.
 */
public interface Shell {

  /**
   * Returns the client whose engines {@code %px} and its like use.
   *
   * @throws org.multiengine.core.error.KernelError if there is no cluster; it says how to get one
   */
  MultiEngineClient client();

  /** Returns the clients that are bound to names here, by name. */
  Map<String, MultiEngineClient> clients();

  /** Makes a client the one that {@code %px} uses. */
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

  /** Returns how {@code %px} calls engines unless its options say otherwise. */
  PxSettings px();

  /** Returns a view of the active client: of these targets, or of those of {@link #px()}. */
  DirectView view(@Nullable String targets);

  /** Where a magic writes; above the prompt while a line is being typed. */
  PrintWriter out();

  /** Returns text in a colour by its meaning, or as it is if the terminal has none. */
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
   * Waits for a call while showing what it prints and how far it is; the first Ctrl-C cancels it on
   * the engines, the second gives up waiting.
   *
   * @return its result
   * @throws CompositeError if it failed on engines
   * @throws InterruptedException if the user gave up waiting
   */
  <T extends @Nullable Object> T await(PendingResult<T> pending) throws InterruptedException;

  /** Shows a value as the prompt shows results. */
  void show(@Nullable Object value);

  /** Shows an error in short; {@code %tb} shows it in full. */
  void show(Throwable error);

  /** Evaluates text in the local namespace as if it had been typed, and shows what comes of it. */
  boolean enter(String text);

  /** Returns the value of a local name, or null if there is none. */
  @Nullable Object local(String name);

  /** Binds a local name. */
  void bind(String name, @Nullable Object value);

  /** Removes all local names but those the prompt has made. */
  void resetLocal();

  /** Returns what was typed in this session, oldest first: the first is In[1]. */
  List<String> inputs();

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

  /** Lets the prompt end when the magic has ended. */
  void exit();

  /** Puts text into the next line to be typed, to be changed there. */
  void prefill(String text);

  /**
   * Asks for a line beneath another prompt.
   *
   * @return the line, or null at the end of the input
   */
  @Nullable String ask(String prompt);

  /**
   * Returns what can stand in place of the last word of a text that runs on the engines; nothing
   * where they do not answer at once.
   */
  List<String> completeOnEngines(String text);

  /** Returns the magics that are known, by name. */
  Map<String, Class<? extends Magic>> magics();

  /** Shows the documentation of a magic. */
  void help(String magic);
}
