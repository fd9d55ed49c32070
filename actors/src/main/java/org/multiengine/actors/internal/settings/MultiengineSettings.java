package org.multiengine.actors.internal.settings;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Map;
import org.multiengine.actors.internal.language.LanguageOptions;
import org.multiengine.actors.internal.link.LinkSettings;
import org.multiengine.core.dispatch.WindowLimits;
import org.multiengine.core.display.DisplayLimits;
import org.multiengine.core.engine.HelperThread;
import org.multiengine.core.error.KernelError;

/** The settings under {@code multiengine} in the configuration; see {@code reference.conf}. */
public record MultiengineSettings(
    EngineSettings engine,
    LinkSettings link,
    CodeSettings code,
    CallSettings call,
    RegistrySettings registry,
    RestartSettings restart,
    TaskLimits tasks,
    String slot) {

  /**
   * The settings of an engine.
   *
   * @param language the name of its language
   * @param languageOptions the settings of that language by name; times in milliseconds, amounts in
   *     bytes
   */
  public record EngineSettings(
      String language,
      Map<String, String> languageOptions,
      int queueRequests,
      long queueBytes,
      int historyRecords,
      long historyBytes,
      int outputBytes,
      DisplayLimits displays,
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
   * @param maxOpenRequests how many requests a controller may have that have not ended
   */
  public record CallSettings(Duration cancelGrace, WindowLimits window, long maxOpenRequests) {}

  /**
   * The settings of the registry of engines.
   *
   * @param announceInterval how often a node reports until the registrar has confirmed its changes
   * @param reportInterval how often a node reports otherwise
   * @param lostAfterIntervals after how many such intervals an engine is lost whose node is not a
   *     member
   * @param maxEngines the most engines that the cluster may have
   * @param restart the waits before a registrar that has failed is started again
   */
  public record RegistrySettings(
      Duration announceInterval,
      Duration reportInterval,
      int lostAfterIntervals,
      int maxEngines,
      RestartSettings restart) {}

  /**
   * The waits before an engine that could not start, or a part of a node that has failed, is
   * started again. The wait doubles each time.
   *
   * @param minWait the first wait
   * @param maxWait the longest wait
   */
  public record RestartSettings(Duration minWait, Duration maxWait) {}

  /** The largest frame of Akka's remoting, which a system without remoting need not have. */
  private static final String MAX_FRAME = "akka.remote.artery.advanced.maximum-frame-size";

  /** Reads the settings of an actor system. */
  public static MultiengineSettings of(ActorSystem<?> system) {
    return of(system.settings().config());
  }

  /** Reads the settings from a whole configuration, whose part {@code multiengine} they are. */
  public static MultiengineSettings of(Config config) {
    Config ours = config.getConfig("multiengine");
    long frame = config.hasPath(MAX_FRAME) ? config.getBytes(MAX_FRAME) : Long.MAX_VALUE;
    return new MultiengineSettings(
        engine(ours.getConfig("engine"), languageOptions(ours)),
        LinkSettings.of(ours.getConfig("link"), frame),
        new CodeSettings(ours.getDuration("code.fetch-limit"), ours.getBytes("code.cache-bytes")),
        new CallSettings(
            ours.getDuration("call.cancel-grace"),
            window(ours),
            ours.getLong("call.max-open-requests")),
        registry(ours.getConfig("registry")),
        restart(ours.getConfig("engine.restart")),
        TaskLimits.of(ours),
        ours.getString("engine.slot"));
  }

  /** Reads the settings of the language of this node's engines. */
  private static Map<String, String> languageOptions(Config ours) {
    return LanguageOptions.of(ours, ours.getString("engine.language"));
  }

  private static EngineSettings engine(Config config, Map<String, String> languageOptions) {
    return new EngineSettings(
        config.getString("language"),
        languageOptions,
        config.getInt("queue.max-requests"),
        config.getBytes("queue.max-bytes"),
        config.getInt("history.max-records"),
        config.getBytes("history.max-bytes"),
        Math.toIntExact(config.getBytes("output.max-bytes")),
        new DisplayLimits(
            config.getInt("displays.max-count"), config.getBytes("displays.max-bytes")),
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

  private static RegistrySettings registry(Config config) {
    return new RegistrySettings(
        positive(config, "announce-interval"),
        positive(config, "report-interval"),
        atLeastOne(config, "lost-after-intervals"),
        atLeastOne(config, "max-engines"),
        registrarRestart(config));
  }

  /** Returns the waits before a restart of the registrar; the maximum is at least the minimum. */
  private static RestartSettings registrarRestart(Config config) {
    Duration minWait = positive(config, "restart.min-wait");
    Duration maxWait = config.getDuration("restart.max-wait");
    return new RestartSettings(minWait, maxWait.compareTo(minWait) < 0 ? minWait : maxWait);
  }

  private static Duration positive(Config config, String name) {
    Duration value = config.getDuration(name);
    if (value.toMillis() < 1) {
      throw new KernelError("multiengine.registry." + name + " must be at least 1ms, not " + value);
    }
    return value;
  }

  private static int atLeastOne(Config config, String name) {
    int value = config.getInt(name);
    if (value < 1) {
      throw new KernelError("multiengine.registry." + name + " must be at least 1, not " + value);
    }
    return value;
  }

  private static RestartSettings restart(Config config) {
    return new RestartSettings(config.getDuration("min-wait"), config.getDuration("max-wait"));
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
