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
 * Finds the part of a value that cannot be encoded. The search runs after a failure only. It is
 * bounded, because the value may have any size and shape.
 */
final class EncodingDiagnosis {

  private static final int MAX_VISITS = 200_000;
  private static final int MAX_TRIALS = 500;
  private static final int MAX_REASON_CHARACTERS = 200;

  private static final String DEFAULT_NAME = "value";

  private final Place root;
  private final @Nullable String name;
  private final boolean byClient;
  private final Predicate<Object> encodes;
  private int trials;

  private EncodingDiagnosis(
      Object root, @Nullable String name, boolean byClient, Predicate<Object> encodes) {
    this.byClient = byClient;
    this.root = Place.root(root, name == null ? DEFAULT_NAME : name);
    this.name = name;
    this.encodes = encodes;
  }

  /**
   * Returns the error for a value that could not be encoded.
   *
   * @param root the value
   * @param name the user's name of the value, or null
   * @param byClient whether a client sends the value
   * @param encodes whether a part of the value can be encoded by itself
   * @param cause the failure of the attempt
   */
  static SerializationError forFailure(
      Object root,
      @Nullable String name,
      boolean byClient,
      Predicate<Object> encodes,
      Throwable cause) {
    if (cause instanceof StackOverflowError) {
      String what = name == null ? root.getClass().getName() : "'" + name + "'";
      return new SerializationError("cannot send " + what + ": nested too deeply", null);
    }
    var diagnosis = new EncodingDiagnosis(root, name, byClient, encodes);
    try {
      return diagnosis.find(cause);
    } catch (RuntimeException e) {
      // A part of the value cannot be inspected; the first failure is more helpful.
      cause.addSuppressed(e);
      return diagnosis.error(diagnosis.root, ": " + reason(cause), cause);
    }
  }

  /**
   * Returns the first line of a failure's text, cut if it is long, without the name of our own
   * error.
   */
  static String reason(Throwable cause) {
    String message = cause.getMessage();
    String text =
        cause instanceof SerializationError && message != null ? message : cause.toString();
    String line = text.lines().findFirst().orElse("");
    return line.length() > MAX_REASON_CHARACTERS
        ? line.substring(0, MAX_REASON_CHARACTERS) + "..."
        : line;
  }

  private SerializationError find(Throwable cause) {
    var unsendable = firstUnsendable();
    if (unsendable != null) {
      return error(unsendable, "", cause instanceof SerializationError ? null : cause);
    }
    return error(deepestFailure(), ": " + reason(cause), cause);
  }

  private SerializationError error(Place place, String why, @Nullable Throwable cause) {
    Class<?> type = place.value().getClass();
    String typeName = Unsendable.nameOf(type);
    String text =
        name == null
            ? "cannot send " + typeName + ": at " + place.describe()
            : "cannot send '"
                + name
                + "': "
                + place.describe()
                + (Unsendable.isLambda(type) ? " is " : " is of class ")
                + typeName;
    String advice = ScriptClasses.advice(type);
    return new SerializationError(text + (advice == null ? why : ": " + advice), cause);
  }

  /**
   * Returns the unsendable part nearest to the root, or null if none was found. The search goes
   * level by level, so that the error shows the shortest path.
   */
  private @Nullable Place firstUnsendable() {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var waiting = new ArrayDeque<>(List.of(root));
    while (!waiting.isEmpty() && seen.size() < MAX_VISITS) {
      var place = waiting.remove();
      if (isUnsendable(place.value().getClass())) {
        return place;
      }
      if (seen.add(place.value())) {
        waiting.addAll(ValueWalk.partsOf(place, byClient));
      }
    }
    return null;
  }

  private boolean isUnsendable(Class<?> type) {
    ObjectForm form = ObjectForms.find(type);
    return form == null ? Unsendable.isUnsendable(type) : form.isSentByClientsOnly() && !byClient;
  }

  /**
   * Returns the innermost part that fails by itself. The search goes from the root to a failing
   * part, to a failing part of that part, and so on.
   */
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
    for (Place part : ValueWalk.partsOf(place, byClient)) {
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
