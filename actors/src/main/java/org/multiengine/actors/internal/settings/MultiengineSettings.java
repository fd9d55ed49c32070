package org.multiengine.actors.internal.settings;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import java.time.Duration;
import org.multiengine.actors.internal.link.LinkSettings;
import org.multiengine.core.dispatch.WindowLimits;

/** The settings under {@code multiengine} in the configuration; see {@code reference.conf}. */
public record MultiengineSettings(
    EngineSettings engine,
    LinkSettings link,
    CodeSettings code,
    CallSettings call,
    RegistrySettings registry,
    RestartSettings restart,
    String slot) {

  /** The settings of an engine. */
  public record EngineSettings(
      String language,
      int queueRequests,
      long queueBytes,
      int historyRecords,
      long historyBytes,
      int outputBytes,
      int liveBytes,
      Duration liveInterval,
      int infoCharacters,
      String startupScript) {}

  /** The settings of the classes that clients send. */
  public record CodeSettings(Duration fetchLimit, long cacheBytes) {}

  /** The settings of calls. */
  public record CallSettings(Duration cancelGrace, WindowLimits window) {}

  /** The settings of the registry of engines. */
  public record RegistrySettings(Duration announceInterval, int maxEngines) {}

  /** How long an engine that could not start is left alone: at first, and at most. */
  public record RestartSettings(Duration minWait, Duration maxWait) {}

  public static MultiengineSettings of(ActorSystem<?> system) {
    return of(system.settings().config());
  }

  public static MultiengineSettings of(Config config) {
    Config ours = config.getConfig("multiengine");
    long frame = config.getBytes("akka.remote.artery.advanced.maximum-frame-size");
    return new MultiengineSettings(
        engine(ours.getConfig("engine")),
        LinkSettings.of(ours.getConfig("link"), frame),
        new CodeSettings(ours.getDuration("code.fetch-limit"), ours.getBytes("code.cache-bytes")),
        new CallSettings(ours.getDuration("call.cancel-grace"), window(ours)),
        new RegistrySettings(
            ours.getDuration("registry.announce-interval"), ours.getInt("registry.max-engines")),
        new RestartSettings(
            ours.getDuration("engine.restart.min-wait"),
            ours.getDuration("engine.restart.max-wait")),
        ours.getString("engine.slot"));
  }

  private static EngineSettings engine(Config config) {
    return new EngineSettings(
        config.getString("language"),
        config.getInt("queue.max-requests"),
        config.getBytes("queue.max-bytes"),
        config.getInt("history.max-records"),
        config.getBytes("history.max-bytes"),
        Math.toIntExact(config.getBytes("output.max-bytes")),
        Math.toIntExact(config.getBytes("output.live-bytes")),
        config.getDuration("output.live-interval"),
        config.getInt("info.max-characters"),
        config.getString("startup-script"));
  }

  /** More than an engine's queue takes would only be refused there. */
  private static WindowLimits window(Config ours) {
    return new WindowLimits(
        Math.min(
            ours.getInt("call.max-requests-per-engine"), ours.getInt("engine.queue.max-requests")),
        Math.min(
            ours.getBytes("call.max-bytes-per-engine"), ours.getBytes("engine.queue.max-bytes")));
  }
}
