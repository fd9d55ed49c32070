package org.multiengine.client.internal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.EngineInfoList;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;

/**
 * The states of engines, combined from their own reports and the registry. An engine that fails to
 * answer is lost or silent, never an error.
 */
public final class EngineSurvey {

  private static final String NO_ANSWER = "it has not answered";
  private static final String LATE =
      " in time; its process may be stopped, or its machine too busy";

  private final Supplier<SortedMap<EngineId, EngineInfo>> registry;
  private final SortedMap<EngineId, EngineInfo> before;

  /**
   * Begins a survey, before the engines are asked.
   *
   * @param registry returns what the registry knows of the engines now
   */
  public EngineSurvey(Supplier<SortedMap<EngineId, EngineInfo>> registry) {
    this.registry = registry;
    this.before = registry.get();
  }

  /** Returns the engines that were asked, in their order. */
  public EngineInfoList asked(List<EngineOutcome> outcomes) {
    return new EngineInfoList(outcomes.stream().map(this::reported).toList());
  }

  /** Returns the engines that were asked and all others that are known, ordered by id. */
  public EngineInfoList everyone(List<EngineOutcome> outcomes) {
    SortedMap<EngineId, EngineInfo> all = new TreeMap<>();
    outcomes.forEach(outcome -> all.put(outcome.engine(), reported(outcome)));
    for (Map.Entry<EngineId, EngineInfo> known : before.entrySet()) {
      EngineInfo info =
          all.containsKey(known.getKey()) ? null : notAsked(known.getKey(), known.getValue());
      if (info != null) {
        all.put(known.getKey(), info);
      }
    }
    return new EngineInfoList(new ArrayList<>(all.values()));
  }

  private EngineInfo reported(EngineOutcome outcome) {
    EngineId id = outcome.engine();
    EngineInfo known = known(id);
    if (outcome.outcome() instanceof Outcome.Info info) {
      String remark = known.state() == EngineInfo.State.STUCK ? "" : known.detail();
      return known.alive(info.stats(), remark);
    }
    if (!(outcome.outcome() instanceof Outcome.Failed failed)) {
      return known.silent("it answered something else: " + outcome.outcome());
    }
    Failure failure = failed.failure();
    return failure.is(EngineLost.class) ? lost(known, failure) : waiting(known, failure);
  }

  /** Returns an engine that has not answered: stuck if the registry says so now. */
  private EngineInfo waiting(EngineInfo known, Failure failure) {
    EngineInfo now = registry.get().get(known.engine());
    return now != null && now.state() == EngineInfo.State.STUCK ? now : silent(known, failure);
  }

  private EngineInfo known(EngineId id) {
    EngineInfo then = before.get(id);
    EngineInfo known = then == null ? registry.get().get(id) : then;
    return known == null ? new EngineInfo(id, EngineInfo.State.SILENT, "", "", null, "") : known;
  }

  /** Returns a lost engine; the registry's text is preferred because it says how it was lost. */
  private EngineInfo lost(EngineInfo known, Failure failure) {
    EngineInfo now = registry.get().get(known.engine());
    return now != null && now.state() == EngineInfo.State.LOST
        ? now
        : known.lost(failure.errorMessage());
  }

  private static EngineInfo silent(EngineInfo known, Failure failure) {
    return failure.is(TaskTimeout.class)
        ? known.silent(NO_ANSWER + LATE)
        : known.silent(NO_ANSWER + ": " + failure.errorMessage());
  }

  /** Returns what is known of an engine that was not asked; null if it was removed meanwhile. */
  private @Nullable EngineInfo notAsked(EngineId id, EngineInfo then) {
    if (!isCallable(then)) {
      return then;
    }
    // The engine was ready before the survey, but no longer when the targets were resolved.
    EngineInfo now = registry.get().get(id);
    return now != null && now.state() == EngineInfo.State.SILENT ? now.silent(NO_ANSWER) : now;
  }

  private static boolean isCallable(EngineInfo info) {
    return info.state() == EngineInfo.State.SILENT || info.state() == EngineInfo.State.STUCK;
  }
}
