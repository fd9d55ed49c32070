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
 * What two nodes must have in common to understand each other: the version of Multiengine, of its
 * protocol, of Akka, and the feature version of Java.
 *
 * @param byName each version under its name, in the order in which people are shown them
 */
public record Versions(Map<String, String> byName) {

  static final String PATH = "multiengine.handshake";

  /** Changes whenever nodes of two builds of the same version could misunderstand each other. */
  private static final int PROTOCOL = 5;

  private static final List<String> NAMES = List.of("multiengine", "protocol", "akka", "java");
  private static final String UNKNOWN = "unknown";

  /** Puts them into the order of the names; what is missing is unknown. */
  public Versions {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String name : NAMES) {
      ordered.put(name, byName.getOrDefault(name, UNKNOWN));
    }
    byName = ordered;
  }

  /** Returns those of this JVM. */
  public static Versions own() {
    return new Versions(
        Map.of(
            "multiengine", build(),
            "protocol", Integer.toString(PROTOCOL),
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

  /** Returns those that a node's configuration names. */
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
   * Returns a table of these and others, with a mark at what differs.
   *
   * @param name whose versions these are
   * @param others other versions
   * @param othersName whose they are
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
