package org.multiengine.core;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.identity.EngineId;

/**
 * The failures of one call on one or more engines, flat and in the order of the targets (reference,
 * 11). The results of the engines that succeeded are kept in {@link #results()}.
 *
 * <pre>
 * one or more exceptions from call to method: execute
 * [1:execute]: ArithmeticException: Division by zero
 * [3:execute]: ArithmeticException: Division by zero
 * </pre>
 *
 * <pre>{@code
 * try {
 *   client.execute("1 / (id % 2)");
 * } catch (CompositeError e) {
 *   e.entries().forEach(entry -> System.out.println(entry.engine() + " " + entry.error()));
 *   System.out.println(e.resultList()); // of the engines that did well
 * }
 * }</pre>
 */
public final class CompositeError extends KernelError {

  private static final long serialVersionUID = 1L;

  /** How many failures the text of the error shows; the others are counted. */
  static final int SHOWN = 16;

  private final String method;
  private final transient List<Entry> entries;
  private final transient List<Result> results;

  /**
   * One failure.
   *
   * @param engine where it happened
   * @param method the engine's method, which for a composed call is not the client's
   * @param error what happened
   */
  public record Entry(EngineId engine, String method, KernelError error) {

    /** Returns the line that stands for it in the error's text. */
    @Override
    public String toString() {
      String text = error.errorMessage().isEmpty() ? "" : ": " + error.errorMessage();
      return label() + error.errorName() + text;
    }

    private String label() {
      return "[" + engine + ":" + method + "]: ";
    }

    private String traceback() {
      String text = error instanceof RemoteError remote ? remote.traceback() : "";
      return label() + "\n" + (text.isEmpty() ? "No traceback available" : text) + "\n";
    }
  }

  /**
   * The result of an engine that succeeded.
   *
   * @param engine the engine
   * @param value what the call would have had at this engine's place
   */
  public record Result(EngineId engine, @Nullable Object value) {}

  /**
   * Makes the error of a call.
   *
   * @param method the client's method
   * @param entries what failed, in the order of the targets; at least one
   * @param results what succeeded, in the order of the targets
   */
  public CompositeError(String method, List<Entry> entries, List<Result> results) {
    this(flat(entries), method, results);
  }

  private CompositeError(List<Entry> entries, String method, List<Result> results) {
    super(text(method, entries), entries.get(0).error());
    this.method = method;
    this.entries = entries;
    this.results = List.copyOf(results);
  }

  /** A failure that is itself composite gives its entries. */
  private static List<Entry> flat(List<Entry> entries) {
    return entries.stream()
        .flatMap(
            entry ->
                entry.error() instanceof CompositeError inner
                    ? inner.entries.stream()
                    : Stream.of(entry))
        .toList();
  }

  private static String text(String method, List<Entry> entries) {
    String shown =
        entries.stream().limit(SHOWN).map(entry -> "\n" + entry).collect(Collectors.joining());
    int more = entries.size() - SHOWN;
    return "one or more exceptions from call to method: "
        + method
        + shown
        + (more > 0 ? "\n... and " + more + " more; entries() has them all" : "");
  }

  /** Returns the client's method that failed. */
  public String method() {
    return method;
  }

  /** Returns the failures in the order of the targets; never empty. */
  public List<Entry> entries() {
    return entries;
  }

  /** Returns the results of the engines that succeeded, in the order of the targets. */
  public List<Result> results() {
    return results;
  }

  /** Returns the records of the engines that succeeded; empty for a call that has no records. */
  public ResultList resultList() {
    return new ResultList(
        results.stream()
            .map(Result::value)
            .filter(CommandRecord.class::isInstance)
            .map(CommandRecord.class::cast)
            .toList());
  }

  /** Throws the first failure, as {@link #raiseException(int)} does. */
  public void raiseException() {
    raiseException(0);
  }

  /**
   * Throws one failure: the exception of the engine itself if it is unchecked and its class is
   * known here, with a suppressed error that tells where it was thrown; else the error that stands
   * for it.
   *
   * @param index which one; a negative index counts from the last
   * @throws IndexError if there is no failure of that index
   */
  public void raiseException(int index) {
    Entry entry = entry(index);
    KernelError error = entry.error();
    // The cause of an error of our own is what led to it, not what an engine threw.
    Throwable cause = error instanceof RemoteError ? error.getCause() : null;
    if (cause instanceof RuntimeException original) {
      throw withOrigin(original, entry);
    }
    if (cause instanceof Error original) {
      throw withOrigin(original, entry);
    }
    throw error;
  }

  private static <T extends Throwable> T withOrigin(T original, Entry entry) {
    if (original.getSuppressed().length == 0) {
      original.addSuppressed(
          new KernelError("thrown on engine " + entry.engine() + " by " + entry.method()));
    }
    return original;
  }

  private Entry entry(int index) {
    int position = index < 0 ? index + entries.size() : index;
    if (position < 0 || position >= entries.size()) {
      throw new IndexError("an exception with index " + index + " does not exist");
    }
    return entries.get(position);
  }

  /** Prints the traceback of every failure to standard output. */
  public void printTracebacks() {
    printTracebacks(System.out);
  }

  /** Prints the traceback of every failure, an empty line after each. */
  public void printTracebacks(PrintStream out) {
    entries.forEach(entry -> out.println(entry.traceback()));
  }

  /**
   * Prints the traceback of one failure to standard output.
   *
   * @throws IndexError if there is no failure of that index
   */
  public void printTracebacks(int index) {
    System.out.print(entry(index).traceback());
  }
}
