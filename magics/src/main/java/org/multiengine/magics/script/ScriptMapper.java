package org.multiengine.magics.script;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.core.Targets;
import org.multiengine.core.partition.Distribution;

/**
 * A map with its options, as scripts see it (reference, 10.3). Engines check the targets only when
 * {@code map} is called.
 */
public final class ScriptMapper {

  private final ScriptCalls calls;
  private final DirectView view;
  private final Distribution distribution;
  private final boolean block;

  ScriptMapper(ScriptCalls calls, Map<String, @Nullable Object> options, Distribution how) {
    this.calls = calls;
    Targets fixed = calls.viewFor(options).targets();
    this.view = calls.viewOf(fixed);
    this.distribution = how;
    this.block = calls.waits(options);
  }

  /**
   * Applies a function to the elements of sequences.
   *
   * @param function a closure, a function of Java, or an expression as text
   * @param sequences one or more sequences of the same length
   */
  public @Nullable Object map(Object function, Object... sequences) {
    Object sent = function instanceof CharSequence text ? text.toString() : function;
    List<Object> all = Arrays.asList(sequences);
    return calls.outcome(view.rawMapAsync(sent, all, distribution), block);
  }

  /** Returns the targets. */
  public Targets getTargets() {
    return view.targets();
  }

  /** Returns the distribution as IPython names it: {@code b} or {@code r}. */
  public String getDist() {
    return distribution == Distribution.BLOCK ? "b" : "r";
  }

  /** Returns whether calls wait for their results. */
  public boolean isBlock() {
    return block;
  }

  /** Returns the options. */
  @Override
  public String toString() {
    return "Mapper[dist=" + getDist() + ", targets=" + getTargets() + ", block=" + block + "]";
  }
}
