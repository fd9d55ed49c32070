package org.multiengine.magics.script;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.core.Targets;

/** A view of engines, as scripts see it. Not safe for use by several threads. */
public final class ScriptView extends ScriptCalls {

  private final ScriptClient home;
  private final UnaryOperator<DirectView> settings;
  private DirectView view;

  /**
   * Creates a view.
   *
   * @param origin the client or view from which it takes its client and its property block
   * @param targets its targets
   * @param settings the settings that views of other targets get too, such as a timeout
   */
  ScriptView(ScriptCalls origin, Targets targets, UnaryOperator<DirectView> settings) {
    this.home = origin.home();
    this.settings = settings;
    this.view = settings.apply(home.viewOf(targets));
    setBlock(origin.isBlock());
  }

  @Override
  ScriptClient home() {
    return home;
  }

  @Override
  public DirectView view() {
    return view;
  }

  @Override
  DirectView viewOf(Targets targets) {
    return settings.apply(home.viewOf(targets));
  }

  UnaryOperator<DirectView> settings() {
    return settings;
  }

  @Override
  public void setTargets(@Nullable Object targets) {
    view = viewOf(Conversions.targets(targets));
  }

  /** Returns the view's targets and its property block. */
  @Override
  public String toString() {
    return "DirectView[targets=" + view.targets() + ", block=" + isBlock() + "]";
  }
}
