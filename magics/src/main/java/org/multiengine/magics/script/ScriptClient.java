package org.multiengine.magics.script;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;

/** A client as the console's scripts see it. Not safe for use by several threads. */
public final class ScriptClient extends ScriptCalls {

  private final MultiEngineClient client;
  private Waiter waiter = PendingResult::get;
  private @Nullable Consumer<ScriptClient> activation;
  private @Nullable Object givenTargets;

  /** Makes the scripts' form of a client. */
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

  /** Returns a view of its targets. */
  @Override
  public DirectView view() {
    return client;
  }

  @Override
  DirectView viewOf(Targets targets) {
    return client.view(targets);
  }

  /** Returns the targets as they were given, if nobody has set others since. */
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

  /** Returns a call of this client's, made without waiting, as scripts see it. */
  public ScriptPending pending(PendingResult<?> call) {
    return new ScriptPending(call, this);
  }

  /** Sets how calls are waited for from now on. */
  public void waiter(Waiter newWaiter) {
    this.waiter = newWaiter;
  }

  Waiter waiter() {
    return waiter;
  }

  /** Sets what {@link #activate()} does: the prompt makes the client the one its magics use. */
  public void onActivate(Consumer<ScriptClient> action) {
    this.activation = action;
  }

  /**
   * Makes this client the one that magics use.
   *
   * @throws KernelError if it is used outside of a prompt that has magics
   */
  public void activate() {
    if (activation == null) {
      throw new KernelError("activate() works at a prompt that has magics; here is none");
    }
    activation.accept(this);
  }

  /** Returns what the client is and how it makes calls. */
  @Override
  public String toString() {
    return "MultiEngineClient[targets=" + client.targets() + ", block=" + isBlock() + "]";
  }
}
