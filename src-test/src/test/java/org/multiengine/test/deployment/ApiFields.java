package org.multiengine.test.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds fields of a Kubernetes object that its API does not have, or has with another type. A
 * cluster silently ignores many of them.
 */
final class ApiFields {

  private static final String FILE = "kubernetes-fields.txt";

  private final Map<String, Map<String, String>> types = new HashMap<>();

  ApiFields() {
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(FILE))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(this::addType);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addType(String line) {
    String[] parts = line.split(": ", 2);
    Map<String, String> fields = new HashMap<>();
    Arrays.stream(parts[1].split(" "))
        .map(field -> field.split("=", 2))
        .forEach(field -> fields.put(field[0], field[1]));
    types.put(parts[0], fields);
  }

  /** Returns the faults of an object, with paths; an empty list if it has none. */
  List<String> faults(JsonNode object) {
    String type = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    if (!types.containsKey(type)) {
      return List.of("no type of the API: " + type);
    }
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!List.of("apiVersion", "kind").contains(field.getKey())) {
        checkField(type, field, faults);
      }
    }
    return faults;
  }

  private void checkField(String path, Map.Entry<String, JsonNode> field, List<String> faults) {
    String type = path.substring(path.lastIndexOf('>') + 1);
    String fieldType = types.getOrDefault(type, Map.of()).get(field.getKey());
    String where = path.replaceAll(">.*", "") + "." + field.getKey();
    if (fieldType == null) {
      faults.add(where + " is no field of " + type);
    } else {
      check(where, fieldType, field.getValue(), faults);
    }
  }

  private void check(String where, String type, JsonNode value, List<String> faults) {
    if (type.endsWith("[]") && value.isArray()) {
      String element = type.substring(0, type.length() - 2);
      value.forEach(one -> check(where + "[]", element, one, faults));
    } else if (types.containsKey(type) && value.isObject()) {
      value.properties().forEach(field -> checkField(where + ">" + type, field, faults));
    } else if (!isSimple(type, value)) {
      faults.add(where + " is no " + type + ": " + value);
    }
  }

  private static boolean isSimple(String type, JsonNode value) {
    return switch (type) {
      case "text" -> value.isTextual();
      case "number" -> value.isInt();
      case "flag" -> value.isBoolean();
      case "port" -> value.isInt() || value.isTextual();
      case "map" -> value.isObject() && all(value, JsonNode::isTextual);
      default -> false;
    };
  }

  private static boolean all(JsonNode map, java.util.function.Predicate<JsonNode> condition) {
    for (JsonNode value : map) {
      if (!condition.test(value)) {
        return false;
      }
    }
    return true;
  }
}
