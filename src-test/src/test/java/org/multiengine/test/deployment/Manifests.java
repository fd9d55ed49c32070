package org.multiengine.test.deployment;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The manifests of samples/deployment. */
final class Manifests {

  static final Path FOLDER = Path.of("../samples/deployment");
  private static final Path FILE = FOLDER.resolve("kubernetes.yaml");
  private static final String NAMESPACE = "default";

  private final List<JsonNode> objects;

  private Manifests(List<JsonNode> objects) {
    this.objects = objects;
  }

  static Manifests read() {
    var yaml =
        YAMLMapper.builder(
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .build();
    try {
      List<JsonNode> read =
          yaml.readerFor(JsonNode.class).<JsonNode>readValues(FILE.toFile()).readAll();
      return new Manifests(read.stream().filter(object -> !object.isNull()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the lines of the comment at the begin of the file. Continued lines are joined. */
  static List<String> comment() throws IOException {
    String comment =
        String.join(
            "\n",
            Files.readAllLines(FILE).stream().takeWhile(line -> !line.equals("---")).toList());
    return comment.replaceAll("(?m)^# ?", "").replaceAll("\\\\\n *", "").lines().toList();
  }

  List<JsonNode> objects() {
    return objects;
  }

  JsonNode one(String kind) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  JsonNode set() {
    return one("StatefulSet").path("spec");
  }

  JsonNode pod() {
    return set().path("template").path("spec");
  }

  JsonNode container() {
    return pod().path("containers").path(0);
  }

  static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** Returns the command line of the host in a pod, as Kubernetes fills it in. */
  List<String> arguments(int number) {
    Map<String, String> environment = environment(number);
    return texts(container().path("args")).stream().map(arg -> expand(arg, environment)).toList();
  }

  /** Returns the environment of a pod's container. */
  Map<String, String> environment(int number) {
    Map<String, String> fields =
        Map.of(
            "metadata.name",
            one("StatefulSet").path("metadata").path("name").asText() + "-" + number,
            "metadata.namespace",
            NAMESPACE);
    Map<String, String> environment = new HashMap<>();
    for (JsonNode variable : container().path("env")) {
      JsonNode field = variable.path("valueFrom").path("fieldRef").path("fieldPath");
      environment.put(
          variable.path("name").asText(),
          field.isMissingNode()
              ? expand(variable.path("value").asText(), environment)
              : fields.get(field.asText()));
    }
    return environment;
  }

  /** Replaces variables of the environment in a text. */
  private static String expand(String text, Map<String, String> environment) {
    String expanded = text;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      expanded = expanded.replace("$(" + variable.getKey() + ")", variable.getValue());
    }
    return expanded;
  }

  /** Returns the value of an option of a command line. */
  static String option(List<String> arguments, String name) {
    List<String> found = new ArrayList<>(arguments);
    found.removeIf(argument -> !argument.startsWith(name + "="));
    return found.get(0).substring(name.length() + 1);
  }
}
