package org.multiengine.actors.internal.settings;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import org.multiengine.actors.internal.link.LinkSettings;
import org.multiengine.core.dispatch.WindowLimits;
import org.multiengine.core.engine.HelperThread;

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
      String startupScript,
      HelperThread.Limits questions) {}

  /**
   * The settings of the classes that clients send.
   *
   * @param fetchLimit how long an engine waits for a class
   * @param cacheBytes how many bytes of class files a node keeps
   */
  public record CodeSettings(Duration fetchLimit, long cacheBytes) {}

  /**
   * The settings of calls.
   *
   * @param cancelGrace how long a cancelled call may continue before it is given up
   * @param window how much of a controller's requests one engine may have
   */
  public record CallSettings(Duration cancelGrace, WindowLimits window) {}

  /**
   * The settings of the registry of engines.
   *
   * @param announceInterval how often a node registers until its engines are recorded
   * @param maxEngines the most engines that the cluster may have
   */
  public record RegistrySettings(Duration announceInterval, int maxEngines) {}

  /**
   * The waits before an engine that could not start is started again. The wait doubles each time.
   *
   * @param minWait the first wait
   * @param maxWait the longest wait
   */
  public record RestartSettings(Duration minWait, Duration maxWait) {}

  /** Reads the settings of an actor system. */
  public static MultiengineSettings of(ActorSystem<?> system) {
    return of(system.settings().config());
  }

  /** Reads the settings from a whole configuration, whose part {@code multiengine} they are. */
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
        config.getString("startup-script"),
        questions(config.getConfig("questions")));
  }

  private static HelperThread.Limits questions(Config config) {
    Duration limit = config.getDuration("limit");
    if (limit.isZero() || limit.isNegative()) {
      throw new ConfigException.BadValue(config.origin(), HelperThread.LIMIT, "must be above 0");
    }
    return new HelperThread.Limits(
        limit,
        atLeastOne(config, "max-stuck-threads", HelperThread.MAX_STUCK_THREADS),
        atLeastOne(config, "max-waiting", HelperThread.MAX_WAITING));
  }

  private static int atLeastOne(Config config, String path, String setting) {
    int value = config.getInt(path);
    if (value < 1) {
      throw new ConfigException.BadValue(config.origin(), setting, "must be 1 or more");
    }
    return value;
  }

  /** Returns the limits for one engine, which never exceed the limits of the engine's queue. */
  private static WindowLimits window(Config ours) {
    return new WindowLimits(
        Math.min(
            ours.getInt("call.max-requests-per-engine"), ours.getInt("engine.queue.max-requests")),
        Math.min(
            ours.getBytes("call.max-bytes-per-engine"), ours.getBytes("engine.queue.max-bytes")));
  }
}
