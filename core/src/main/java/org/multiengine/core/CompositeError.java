package org.multiengine.core;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.display.HasTable;
import org.multiengine.core.display.Table;
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
 *   System.out.println(e.resultList()); // of the engines that succeeded
 * }
 * }</pre>
 */
public final class CompositeError extends KernelError implements HasTable {

  private static final long serialVersionUID = 1L;

  /** The number of failures that the text of the error shows. The others are counted. */
  static final int MAX_SHOWN_FAILURES = 16;

  private final String method;
  private final transient List<Entry> entries;
  private final transient List<Result> results;

  /**
   * A failure of one engine.
   *
   * @param engine the engine
   * @param method the engine's method, which differs from the client's for a composed call
   * @param error the failure
   */
  public record Entry(EngineId engine, String method, KernelError error) {

    /** Returns the line of this failure in the text of the error. */
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
   * @param value the value that the call would have returned for this engine
   */
  public record Result(EngineId engine, @Nullable Object value) {}

  /**
   * Creates the error of a call.
   *
   * @param method the client's method
   * @param entries the failures in the order of the targets; at least one
   * @param results the results in the order of the targets
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

  /** Returns the failures with each composite failure replaced by its entries. */
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
        entries.stream()
            .limit(MAX_SHOWN_FAILURES)
            .map(entry -> "\n" + entry)
            .collect(Collectors.joining());
    int more = entries.size() - MAX_SHOWN_FAILURES;
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

  /** Returns a table with a row for each failure. */
  @Override
  public Table toTable() {
    List<List<String>> rows =
        entries.stream()
            .map(
                entry ->
                    List.of(
                        entry.engine().toString(),
                        entry.method(),
                        entry.error().errorName(),
                        entry.error().errorMessage()))
            .toList();
    return new Table(List.of("engine", "method", "error", "message"), rows);
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
   * Throws one failure. The exception of the engine itself is thrown if it is unchecked and its
   * class is known here; a suppressed error names the engine. Otherwise the error that stands for
   * the exception is thrown.
   *
   * @param index the index of the failure; a negative index counts from the last
   * @throws IndexError if there is no failure of that index
   */
  public void raiseException(int index) {
    Entry entry = entry(index);
    KernelError error = entry.error();
    // Only a RemoteError has the engine's exception as its cause.
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

  /** Prints the traceback of every failure, each followed by an empty line. */
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
