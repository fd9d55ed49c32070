package org.multiengine.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.NoEnginesRegistered;
import org.multiengine.core.identity.EngineId;

/**
 * The engines that a call goes to, in order (reference, 2.1). Immutable.
 *
 * <p>Targets are resolved against the registered engines when the controller handles the call, so
 * {@link #all()} means the engines registered at that time. If an id is repeated, the request runs
 * twice on that engine.
 *
 * <pre>{@code
 * client.view(Targets.of(0, 2)).execute("a = 5");
 * client.view(Targets.parse("::2")).execute("a = 5"); // every second one
 * client.view(Targets.parse("-1")).execute("a = 5"); // the last one
 * }</pre>
 */
public final class Targets {

  private static final Targets ALL = new Targets(List.of(new Slice(null, null, 1)), "all");

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}");
  private static final Pattern SLICE =
      Pattern.compile("([+-]?\\d{1,9})?:([+-]?\\d{1,9})?(?::([+-]?\\d{1,9})?)?");

  private final List<Part> parts;
  private final String text;

  private Targets(List<Part> parts, String text) {
    this.parts = parts;
    this.text = text;
  }

  /** Returns the targets of every registered engine, in ascending order. */
  public static Targets all() {
    return ALL;
  }

  /** Returns the targets of these ids, in this order. A call without ids runs nowhere. */
  public static Targets of(int... ids) {
    List<Part> parts = Arrays.stream(ids).<Part>mapToObj(Id::new).toList();
    return new Targets(parts, Arrays.toString(ids));
  }

  /** Returns the targets of these ids, in this order. */
  public static Targets of(Collection<Integer> ids) {
    return of(ids.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Parses targets in the syntax of consoles and command lines: {@code all}, a number, or a
   * comma-separated list of numbers and slices. As in Python, a negative number counts from the
   * last registered engine, and a slice {@code start:stop:step} selects from the list of registered
   * engines.
   *
   * @throws InvalidEngineID if the text is none of these
   */
  public static Targets parse(String text) {
    String trimmed = text.strip();
    if (trimmed.equals("all")) {
      return ALL;
    }
    List<Part> parts = new ArrayList<>();
    for (String item : trimmed.split(",", -1)) {
      parts.add(parsePart(item.strip(), text));
    }
    return new Targets(List.copyOf(parts), trimmed);
  }

  private static Part parsePart(String item, String whole) {
    if (NUMBER.matcher(item).matches()) {
      int number = Integer.parseInt(item);
      return number < 0 ? new FromEnd(number) : new Id(number);
    }
    Matcher slice = SLICE.matcher(item);
    if (!slice.matches()) {
      throw InvalidEngineID.notTargets(whole);
    }
    Integer step = intOrNull(slice.group(3));
    if (step != null && step == 0) {
      throw new InvalidEngineID("the step of a slice cannot be 0: '" + whole + "'");
    }
    return new Slice(intOrNull(slice.group(1)), intOrNull(slice.group(2)), step == null ? 1 : step);
  }

  private static @Nullable Integer intOrNull(@Nullable String digits) {
    return digits == null ? null : Integer.valueOf(digits);
  }

  /**
   * Returns the registered engines that the targets name.
   *
   * @param registered all registered engines
   * @throws InvalidEngineID if a named engine is not registered
   * @throws NoEnginesRegistered if all engines are named and there are none
   */
  public List<EngineId> resolve(SortedSet<EngineId> registered) {
    if (equals(ALL) && registered.isEmpty()) {
      throw new NoEnginesRegistered(
          "There are no engines registered.\n"
              + "    Start some, for example with LocalCluster.start(4), or read the log of the"
              + " host if you expected engines.");
    }
    List<EngineId> ids = List.copyOf(registered);
    List<EngineId> resolved = new ArrayList<>();
    parts.forEach(part -> part.addTo(resolved, ids));
    return resolved;
  }

  /**
   * Returns the ids if these targets are a list of ids, in its order. Returns nothing if they
   * depend on the registered engines, as {@link #all()}, slices and negative numbers do.
   */
  public Optional<List<Integer>> ids() {
    List<Integer> ids = new ArrayList<>();
    for (Part part : parts) {
      if (!(part instanceof Id id)) {
        return Optional.empty();
      }
      ids.add(id.value());
    }
    return Optional.of(List.copyOf(ids));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Targets that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** Returns {@code all}, a list of ids, or the text that was parsed. */
  @Override
  public String toString() {
    return text;
  }

  private sealed interface Part {
    void addTo(List<EngineId> resolved, List<EngineId> ids);
  }

  private record Id(int value) implements Part {
    @Override
    public void addTo(List<EngineId> resolved, List<EngineId> ids) {
      if (value < 0 || !ids.contains(new EngineId(value))) {
        throw InvalidEngineID.notRegistered(value, ids);
      }
      resolved.add(new EngineId(value));
    }
  }

  private record FromEnd(int index) implements Part {
    @Override
    public void addTo(List<EngineId> resolved, List<EngineId> ids) {
      int position = ids.size() + index;
      if (position < 0) {
        throw InvalidEngineID.notRegistered(index, ids);
      }
      resolved.add(ids.get(position));
    }
  }

  /**
   * A slice of the list of ids as in Python. A bound that is null stands for the end on that side.
   */
  private record Slice(@Nullable Integer start, @Nullable Integer stop, int step) implements Part {
    @Override
    public void addTo(List<EngineId> resolved, List<EngineId> ids) {
      int size = ids.size();
      int first = bound(start, step > 0 ? 0 : size - 1, size);
      int end = bound(stop, step > 0 ? size : -1, size);
      for (int i = first; step > 0 ? i < end : i > end; i += step) {
        resolved.add(ids.get(i));
      }
    }

    private int bound(@Nullable Integer given, int whenMissing, int size) {
      if (given == null) {
        return whenMissing;
      }
      int position = given < 0 ? given + size : given;
      int lowest = step > 0 ? 0 : -1;
      int highest = step > 0 ? size : size - 1;
      return Math.min(Math.max(position, lowest), highest);
    }
  }
}
