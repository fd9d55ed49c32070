package org.multiengine.magics.script;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;

/** A client, as scripts of the console see it. Not safe for use by several threads. */
public final class ScriptClient extends ScriptCalls {

  private final MultiEngineClient client;
  private Waiter waiter = PendingResult::get;
  private @Nullable Consumer<ScriptClient> activation;
  private @Nullable Object givenTargets;

  /** Creates the form of a client for scripts. */
  public ScriptClient(MultiEngineClient client) {
    this.client = client;
  }

  /** Returns the client itself. */
  public MultiEngineClient client() {
    return client;
  }

  @Override
  ScriptClient home() {
    return this;
  }

  /** Returns the client, which is the view of its own targets. */
  @Override
  public DirectView view() {
    return client;
  }

  @Override
  DirectView viewOf(Targets targets) {
    return client.view(targets);
  }

  /** Returns the targets as the script gave them, unless the client has others meanwhile. */
  @Override
  public @Nullable Object getTargets() {
    boolean current =
        givenTargets != null && Conversions.targets(givenTargets).equals(client.targets());
    return current ? givenTargets : super.getTargets();
  }

  @Override
  public void setTargets(@Nullable Object targets) {
    client.setTargets(Conversions.targets(targets));
    givenTargets = targets;
  }

  /** Returns a call of this client in the form in which scripts use it. */
  public ScriptPending pending(PendingResult<?> call) {
    return new ScriptPending(call, this);
  }

  /** Sets the waiter of later calls. */
  public void waiter(Waiter newWaiter) {
    this.waiter = newWaiter;
  }

  Waiter waiter() {
    return waiter;
  }

  /** Sets the action of {@link #activate()}. */
  public void onActivate(Consumer<ScriptClient> action) {
    this.activation = action;
  }

  /**
   * Makes this client the one that magics use.
   *
   * @throws KernelError if there is no prompt with magics
   */
  public void activate() {
    if (activation == null) {
      throw new KernelError("activate() works only at a prompt with magics");
    }
    activation.accept(this);
  }

  /** Returns the client's targets and its property block. */
  @Override
  public String toString() {
    return "MultiEngineClient[targets=" + client.targets() + ", block=" + isBlock() + "]";
  }
}
