package org.multiengine.actors.internal.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.multiengine.core.clock.Backoff;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.inbox.InboxSettings;

/**
 * The settings of tasks, under {@code multiengine.tasks}.
 *
 * @param farm the limits of the clients' side
 * @param inbox the limits of a node's side
 * @param socket the socket of this engine process, beside which it marks the tasks that it begins;
 *     empty if no host would read the marks
 * @param traits the labels and resources of the engines of this process
 */
public record TaskLimits(TaskSettings farm, InboxSettings inbox, String socket, NodeTraits traits) {

  /** Returns the limits that the code itself has as defaults. */
  public static TaskLimits defaults() {
    return new TaskLimits(TaskSettings.defaults(), InboxSettings.defaults(), "", NodeTraits.none());
  }

  /** Reads the settings. */
  static TaskLimits of(Config ours) {
    Config config = ours.getConfig("tasks");
    return new TaskLimits(
        farm(config),
        inbox(config),
        ours.getString("door.socket"),
        traits(ours.getConfig("engine")));
  }

  private static NodeTraits traits(Config engine) {
    Map<String, Double> resources = new LinkedHashMap<>();
    for (String resource : parts(engine.getString("resources"))) {
      int equals = resource.indexOf('=');
      String name = equals < 0 ? resource : resource.substring(0, equals).trim();
      double amount = equals < 0 ? 1 : amount(resource.substring(equals + 1));
      if (name.isEmpty() || !(amount > 0)) {
        throw new ConfigException.BadValue(
            engine.origin(),
            "resources",
            "must be names with amounts above 0, such as \"gpu=2\", not " + resource);
      }
      resources.put(name, amount);
    }
    return new NodeTraits(Set.copyOf(parts(engine.getString("labels"))), resources);
  }

  /** Returns the parts of a text that commas separate. */
  private static Set<String> parts(String text) {
    Set<String> parts = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part.trim());
      }
    }
    return parts;
  }

  private static double amount(String text) {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static TaskSettings farm(Config config) {
    return new TaskSettings(
        atLeastOne(config, "max-open"),
        config.getBytes("max-open-bytes"),
        config.getBytes("max-node-bytes"),
        config.getInt("max-ended"),
        config.getDuration("aging"),
        config.getDuration("unplaceable-after"),
        config.getDuration("recall-after"),
        config.getDuration("cancel-grace"),
        new Backoff(
            config.getDuration("rejection.min-wait"), config.getDuration("rejection.max-wait")),
        speculation(config.getConfig("speculation")),
        share(config));
  }

  private static TaskSettings.Speculation speculation(Config config) {
    return new TaskSettings.Speculation(
        config.getDuration("after"),
        config.getDouble("factor"),
        config.getInt("min-ended"),
        fraction(config, "engines"));
  }

  private static TaskSettings.Share share(Config config) {
    return new TaskSettings.Share(fraction(config, "max-share"), config.getDuration("long-task"));
  }

  private static InboxSettings inbox(Config config) {
    Config inbox = config.getConfig("inbox");
    return new InboxSettings(
        atLeastOne(inbox, "max-tasks"),
        inbox.getBytes("max-bytes"),
        positive(inbox, "quantum"),
        atLeastOne(inbox, "max-ahead"),
        inbox.getDuration("assumed-round-trip"),
        positive(inbox, "busy-after"),
        share(config),
        atLeastOne(inbox, "direct-calls"),
        inbox.getDuration("direct-time"));
  }

  private static int atLeastOne(Config config, String path) {
    int value = config.getInt(path);
    if (value < 1) {
      throw new ConfigException.BadValue(config.origin(), path, "must be 1 or more");
    }
    return value;
  }

  private static Duration positive(Config config, String path) {
    Duration value = config.getDuration(path);
    if (value.isZero() || value.isNegative()) {
      throw new ConfigException.BadValue(config.origin(), path, "must be above 0");
    }
    return value;
  }

  private static double fraction(Config config, String path) {
    double value = config.getDouble(path);
    if (!(value > 0)) {
      throw new ConfigException.BadValue(config.origin(), path, "must be above 0");
    }
    return value;
  }
}
