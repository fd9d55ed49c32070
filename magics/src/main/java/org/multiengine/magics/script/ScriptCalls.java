package org.multiengine.magics.script;

import groovy.lang.GroovyObjectSupport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.PendingResult;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.HasMembers;
import org.multiengine.magics.text.NearNames;

/**
 * The calls of a client in the form in which scripts write them: IPython's names beside Java's,
 * {@code targets} and {@code block} as options of each call, values in brackets (reference, 2 and
 * 3).
 *
 * <pre>{@code
 * mec.execute('c = a + b', targets: [0, 2])
 * pr = mec.execute('sleep 10000', block: false)
 * mec['a'] = ['foo', 'bar']
 * }</pre>
 *
 * <p>A call that is not waited for returns a {@link ScriptPending}. Not safe for use by several
 * threads.
 */
public abstract sealed class ScriptCalls extends GroovyObjectSupport implements HasMembers
    permits ScriptClient, ScriptView {

  private static final String PROPERTIES = " (its properties are block, targets, ids)";

  private boolean block = true;

  /** Returns the client these calls are made by. */
  abstract ScriptClient home();

  /** Returns a view of the targets these calls go to unless told otherwise. */
  public abstract DirectView view();

  /** Returns a view of other targets. */
  abstract DirectView viewOf(Targets targets);

  /** Returns whether calls are waited for. */
  public final boolean isBlock() {
    return block;
  }

  /** Sets whether calls are waited for. */
  public final void setBlock(boolean wait) {
    this.block = wait;
  }

  /** Returns the targets as a script has set them. */
  public @Nullable Object getTargets() {
    Targets targets = view().targets();
    Optional<List<Integer>> ids = targets.ids();
    return ids.isPresent() ? ids.get() : targets.toString();
  }

  /** Sets the targets of calls from now on. */
  public abstract void setTargets(@Nullable Object targets);

  /** Returns the properties of the engines; written out, as every Groovy object has this name. */
  public @Nullable Object getProperties() {
    return invokeMethod("get_properties", new Object[0]);
  }

  /** Returns the value of a name on each engine, as {@code pull} does. */
  public @Nullable Object getAt(String name) {
    return invokeMethod("pull", new Object[] {name});
  }

  /** Refuses what is no name. */
  public @Nullable Object getAt(Object key) {
    throw noName(key);
  }

  /** Binds a name on each engine to a value, as {@code push} does. */
  public void putAt(String name, @Nullable Object value) {
    invokeMethod("put", new Object[] {name, value});
  }

  /** Refuses what is no name. */
  public void putAt(Object key, @Nullable Object value) {
    throw noName(key);
  }

  private static IllegalArgumentException noName(Object key) {
    return new IllegalArgumentException(
        "a name stands between the brackets, as in mec['a']; for engine "
            + key
            + " write mec.engines("
            + key
            + ")");
  }

  /** Calls a method of the client by its name in Java or in IPython. */
  @Override
  public @Nullable Object invokeMethod(String name, @Nullable Object arguments) {
    @Nullable Object[] given =
        arguments instanceof Object[] several ? several : new Object[] {arguments};
    return MethodTable.call(this, name, given);
  }

  @Override
  public @Nullable Object getProperty(String name) {
    return switch (Members.javaName(name)) {
      case "block" -> block;
      case "targets" -> getTargets();
      case "ids" -> view().ids();
      case "properties" -> getProperties();
      case "class", "metaClass" -> super.getProperty(name);
      default -> throw unknownProperty(name);
    };
  }

  @Override
  public void setProperty(String name, @Nullable Object value) {
    switch (name) {
      case "block" -> block = Conversions.block(value);
      case "targets" -> setTargets(value);
      case "metaClass" -> super.setProperty(name, value);
      default -> throw unknownProperty(name);
    }
  }

  private UnknownProperty unknownProperty(String name) {
    String hint =
        Members.isMember(Members.javaName(name))
            ? "; it is a method: " + name + "()"
            : NearNames.question(name, completions());
    return new UnknownProperty(
        name, getClass(), "a client has no property " + name + hint + PROPERTIES);
  }

  @Override
  public final List<String> completions() {
    return Members.completions();
  }

  /** Waits for a call in the way of the client. */
  final <T extends @Nullable Object> T await(PendingResult<T> pending) {
    try {
      return home().waiter().await(pending);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("gave up waiting for " + pending + "; the call goes on", e);
    }
  }

  /** Returns what a call gives: its result, or, if it is not waited for, the pending result. */
  final @Nullable Object outcome(PendingResult<?> pending, boolean wait) {
    return wait ? await(pending) : new ScriptPending(pending, this);
  }

  /** Returns the view of the targets an option names. */
  final DirectView viewFor(Map<String, @Nullable Object> options) {
    Object targets = options.get(Arguments.TARGETS);
    return targets == null ? view() : viewOf(Conversions.targets(targets));
  }

  /** Returns whether an option says to wait. */
  final boolean waits(Map<String, @Nullable Object> options) {
    Object option = options.get(Arguments.BLOCK);
    return option == null ? block : Conversions.block(option);
  }
}
