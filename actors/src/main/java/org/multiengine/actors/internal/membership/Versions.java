package org.multiengine.actors.internal.membership;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The versions that two nodes must have in common to understand each other: of Multiengine, of its
 * protocol, of Akka, and the feature version of Java.
 *
 * @param byName each version under its name, in the order in which they are displayed
 */
public record Versions(Map<String, String> byName) {

  static final String PATH = "multiengine.handshake";

  /** Incremented whenever two builds of the same version could misunderstand each other. */
  private static final int PROTOCOL_VERSION = 9;

  private static final List<String> NAMES = List.of("multiengine", "protocol", "akka", "java");
  private static final String UNKNOWN = "unknown";

  /** Sorts the versions into the order of display; a missing version is unknown. */
  public Versions {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String name : NAMES) {
      ordered.put(name, byName.getOrDefault(name, UNKNOWN));
    }
    byName = ordered;
  }

  /** Returns the versions of this JVM. */
  public static Versions own() {
    return new Versions(
        Map.of(
            "multiengine", build(),
            "protocol", Integer.toString(PROTOCOL_VERSION),
            "akka", akka.Version.current(),
            "java", Integer.toString(Runtime.version().feature())));
  }

  private static String build() {
    try (InputStream file = Versions.class.getResourceAsStream("version.properties")) {
      var properties = new Properties();
      if (file != null) {
        properties.load(file);
      }
      return properties.getProperty("version", UNKNOWN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the versions that a node's configuration contains. */
  public static Versions in(Config config) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String name : NAMES) {
      if (config.hasPath(key(name))) {
        found.put(name, config.getString(key(name)));
      }
    }
    return new Versions(found);
  }

  static String key(String name) {
    return PATH + "." + name;
  }

  static List<String> keys() {
    return NAMES.stream().map(Versions::key).toList();
  }

  /**
   * Returns a table of these and other versions that marks the differences.
   *
   * @param name the heading of these versions
   * @param others the other versions
   * @param othersName the heading of the other versions
   */
  public String besides(String name, Versions others, String othersName) {
    String rows = NAMES.stream().map(version -> row(version, others)).collect(Collectors.joining());
    return "%n    %-13s%-22s%s".formatted("", name, othersName) + rows;
  }

  private String row(String version, Versions others) {
    String mine = byName.getOrDefault(version, UNKNOWN);
    String theirs = others.byName.getOrDefault(version, UNKNOWN);
    String mark = mine.equals(theirs) ? "" : "   <- differs";
    return "%n    %-13s%-22s%s%s".formatted(version, mine, theirs, mark);
  }
}
