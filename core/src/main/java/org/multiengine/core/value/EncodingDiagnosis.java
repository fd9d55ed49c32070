package org.multiengine.core.value;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.value.ValueWalk.Place;

/**
 * Finds what in a value keeps it from being sent. Used after a failure only, and bounded, as the
 * value may be of any size and shape.
 */
final class EncodingDiagnosis {

  private static final int MAX_VISITS = 200_000;
  private static final int MAX_TRIALS = 500;
  private static final int MAX_TEXT = 200;

  private static final String UNNAMED = "value";

  private final Place root;
  private final @Nullable String name;
  private final Predicate<Object> encodes;
  private int trials;

  private EncodingDiagnosis(Object root, @Nullable String name, Predicate<Object> encodes) {
    this.root = Place.root(root, name == null ? UNNAMED : name);
    this.name = name;
    this.encodes = encodes;
  }

  /**
   * Returns the error for a value that could not be encoded.
   *
   * @param name what the user calls the value, or null
   * @param encodes whether a part of the value can be encoded by itself
   * @param cause what the attempt ended with
   */
  static SerializationError forFailure(
      Object root, @Nullable String name, Predicate<Object> encodes, Throwable cause) {
    if (cause instanceof StackOverflowError) {
      String what = name == null ? root.getClass().getName() : "'" + name + "'";
      return new SerializationError("cannot send " + what + ": nested too deeply", null);
    }
    var diagnosis = new EncodingDiagnosis(root, name, encodes);
    try {
      return diagnosis.find(cause);
    } catch (RuntimeException e) {
      // A part of the value that cannot even be looked at; the first failure tells more.
      cause.addSuppressed(e);
      return diagnosis.error(diagnosis.root, ": " + reason(cause), cause);
    }
  }

  /** Returns the first lines of what went wrong, without the classes it passed through. */
  static String reason(Throwable cause) {
    String message = cause.getMessage();
    String text =
        cause instanceof SerializationError && message != null ? message : cause.toString();
    String line = text.lines().findFirst().orElse("");
    return line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) + "..." : line;
  }

  private SerializationError find(Throwable cause) {
    var unsendable = firstUnsendable();
    if (unsendable != null) {
      return error(unsendable, "", cause instanceof SerializationError ? null : cause);
    }
    return error(deepestFailure(), ": " + reason(cause), cause);
  }

  private SerializationError error(Place place, String why, @Nullable Throwable cause) {
    Class<?> blamed = place.value().getClass();
    String type = Unsendable.nameOf(blamed);
    String text =
        name == null
            ? "cannot send " + type + ": at " + place.describe()
            : "cannot send '"
                + name
                + "': "
                + place.describe()
                + (Unsendable.isLambda(blamed) ? " is " : " is of class ")
                + type;
    String advice = ScriptClasses.advice(place.value().getClass());
    return new SerializationError(text + (advice == null ? why : ": " + advice), cause);
  }

  /** Looks near the root first, so that the shortest path is told. */
  private @Nullable Place firstUnsendable() {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var waiting = new ArrayDeque<>(List.of(root));
    while (!waiting.isEmpty() && seen.size() < MAX_VISITS) {
      var place = waiting.remove();
      if (Unsendable.isUnsendable(place.value().getClass())) {
        return place;
      }
      if (seen.add(place.value())) {
        waiting.addAll(ValueWalk.partsOf(place));
      }
    }
    return null;
  }

  /** Goes from the root to a part that fails by itself, to a part of that, and so on. */
  private Place deepestFailure() {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var deepest = root;
    @Nullable Place next = deepest;
    while (next != null && seen.add(next.value())) {
      deepest = next;
      next = failingPart(deepest);
    }
    return deepest;
  }

  private @Nullable Place failingPart(Place place) {
    for (Place part : ValueWalk.partsOf(place)) {
      if (trials++ == MAX_TRIALS) {
        return null;
      }
      if (!encodes.test(part.value())) {
        return part;
      }
    }
    return null;
  }
}
