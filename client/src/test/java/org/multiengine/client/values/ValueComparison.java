package org.multiengine.client.values;

import groovy.util.Expando;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;

/** Compares a value with the one that arrived: class, equality, text and state. */
final class ValueComparison {

  private ValueComparison() {}

  /** Returns the difference between two values, or an empty text. */
  static String difference(Object sent, Object arrived) {
    if (arrived == null) {
      return "null arrived";
    }
    if (sent.getClass().isArray()) {
      return ofArrays(sent, arrived);
    }
    if (sent instanceof Throwable error) {
      return ofErrors(error, (Throwable) arrived);
    }
    boolean collection =
        sent instanceof Collection || sent instanceof Map || sent instanceof Map.Entry;
    if (!collection && sent.getClass() != arrived.getClass() && !isBuffer(sent)) {
      return "arrived as " + arrived.getClass().getName();
    }
    if (holdsItself(sent)) {
      return holdsItself(arrived) ? "" : "the cycle is lost";
    }
    if (sent instanceof Expando || sent instanceof Map.Entry) {
      return sent.toString().equals(arrived.toString()) ? "" : "other text: " + arrived;
    }
    if (sent instanceof Random || sent instanceof TimeZone) {
      return ofState(sent, arrived);
    }
    if (hasEquals(sent) && !sent.equals(arrived)) {
      return "not equal: " + arrived;
    }
    if (collection) {
      return ofCollections(sent, arrived);
    }
    return ofState(sent, arrived);
  }

  private static boolean isBuffer(Object value) {
    return value instanceof java.nio.Buffer;
  }

  private static boolean holdsItself(Object value) {
    return value instanceof ArrayList<?> list
        && list.size() == 1
        && list.get(0) instanceof Object[] array
        && array[0] == list;
  }

  private static boolean hasEquals(Object value) {
    try {
      return value.getClass().getMethod("equals", Object.class).getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String ofCollections(Object sent, Object arrived) {
    if (sent instanceof Collection<?> collection) {
      List<Object> first = new ArrayList<>(collection);
      List<Object> second = new ArrayList<>((Collection<?>) arrived);
      boolean ordered = !(sent instanceof java.util.Set) || isSorted(sent);
      return !ordered || first.equals(second) ? "" : "other order: " + second;
    }
    boolean ordered = sent instanceof java.util.LinkedHashMap || isSorted(sent);
    return !ordered || sent.toString().equals(arrived.toString()) ? "" : "other order: " + arrived;
  }

  private static boolean isSorted(Object value) {
    return value instanceof java.util.SortedSet
        || value instanceof java.util.SortedMap
        || value instanceof java.util.LinkedHashSet;
  }

  private static String ofState(Object sent, Object arrived) {
    if (sent instanceof Random random) {
      Random copy = (Random) arrived;
      return random.nextGaussian() == copy.nextGaussian() && random.nextInt() == copy.nextInt()
          ? ""
          : "goes on with other numbers";
    }
    if (sent instanceof TimeZone zone) {
      return zone.hasSameRules((TimeZone) arrived)
              && zone.getID().equals(((TimeZone) arrived).getID())
          ? ""
          : "other rules";
    }
    if (!hasOwnText(sent)) {
      return Arrays.equals(stateOf(sent), stateOf(arrived)) ? "" : "other state";
    }
    return String.format(Locale.ROOT, "%s", sent).equals(String.format(Locale.ROOT, "%s", arrived))
        ? ""
        : "other text: " + arrived;
  }

  private static boolean hasOwnText(Object value) {
    try {
      return value.getClass().getMethod("toString").getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] stateOf(Object value) {
    if (!(value instanceof Serializable)) {
      return new byte[0];
    }
    try (var bytes = new ByteArrayOutputStream();
        var objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(value);
      objects.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String ofErrors(Throwable sent, Throwable arrived) {
    if (sent.getClass() != arrived.getClass()
        || !String.valueOf(sent.getMessage()).equals(String.valueOf(arrived.getMessage()))) {
      return "another error: " + arrived;
    }
    if (sent.getSuppressed().length != arrived.getSuppressed().length) {
      return "suppressed errors are lost";
    }
    if (!frames(sent).equals(frames(arrived))) {
      return "another stack trace";
    }
    boolean cause =
        sent.getCause() == null || ofErrors(sent.getCause(), arrived.getCause()).isEmpty();
    arrived.addSuppressed(new IllegalStateException("can be added"));
    return cause ? "" : "another cause";
  }

  private static List<String> frames(Throwable error) {
    return Arrays.stream(error.getStackTrace())
        .map(each -> each.getClassName() + "." + each.getMethodName() + ":" + each.getLineNumber())
        .toList();
  }

  private static String ofArrays(Object sent, Object arrived) {
    if (sent.getClass() != arrived.getClass()) {
      return "arrived as " + arrived.getClass().getName();
    }
    if (Array.getLength(sent) > 0 && Array.get(sent, 0) == sent) {
      return Array.get(arrived, 0) == arrived ? "" : "the cycle is lost";
    }
    return Arrays.deepEquals(new Object[] {sent}, new Object[] {arrived}) ? "" : "not equal";
  }
}
