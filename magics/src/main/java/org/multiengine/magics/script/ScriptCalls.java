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
 * The calls of a client as scripts write them: with IPython's names in addition to Java's, with
 * {@code targets} and {@code block} as options of each call, and with names in brackets (reference,
 * 2 and 3).
 *
 * <pre>{@code
 * mec.execute('c = a + b', targets: [0, 2])
 * pr = mec.execute('sleep 10000', block: false)
 * mec['a'] = ['foo', 'bar']
 * }</pre>
 *
 * <p>A call that does not wait returns a {@link ScriptPending}. Not safe for use by several
 * threads.
 */
public abstract sealed class ScriptCalls extends GroovyObjectSupport implements HasMembers
    permits ScriptClient, ScriptView {

  private static final String PROPERTIES = " (its properties are block, targets, ids)";

  private boolean block = true;

  /** Returns the client that makes these calls. */
  abstract ScriptClient home();

  /** Returns a view of the default targets of these calls. */
  public abstract DirectView view();

  /** Returns a view of other targets. */
  abstract DirectView viewOf(Targets targets);

  /** Returns whether calls wait for their results. */
  public final boolean isBlock() {
    return block;
  }

  /** Sets whether calls wait for their results. */
  public final void setBlock(boolean wait) {
    this.block = wait;
  }

  /** Returns the default targets: a list of ids, or a text such as {@code all}. */
  public @Nullable Object getTargets() {
    Targets targets = view().targets();
    Optional<List<Integer>> ids = targets.ids();
    return ids.isPresent() ? ids.get() : targets.toString();
  }

  /** Sets the default targets of later calls. */
  public abstract void setTargets(@Nullable Object targets);

  /** Returns the properties of the engines. Hides the method of this name of all Groovy objects. */
  public @Nullable Object getProperties() {
    return invokeMethod("get_properties", new Object[0]);
  }

  /** Returns the value of a name on each engine, as {@code pull} does. */
  public @Nullable Object getAt(String name) {
    return invokeMethod("pull", new Object[] {name});
  }

  /** Refuses a key that is not a name. */
  public @Nullable Object getAt(Object key) {
    throw noName(key);
  }

  /** Binds a name on each engine to a value, as {@code push} does. */
  public void putAt(String name, @Nullable Object value) {
    invokeMethod("put", new Object[] {name, value});
  }

  /** Refuses a key that is not a name. */
  public void putAt(Object key, @Nullable Object value) {
    throw noName(key);
  }

  private static IllegalArgumentException noName(Object key) {
    return new IllegalArgumentException(
        "brackets take a name, as in mec['a']; for engine "
            + key
            + " use mec.engines("
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

  /** Waits for a call with the waiter of the client. */
  final <T extends @Nullable Object> T await(PendingResult<T> pending) {
    try {
      return home().waiter().await(pending);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("gave up waiting for " + pending + "; the call continues", e);
    }
  }

  /** Returns the result of a call or, if the script does not wait, its pending result. */
  final @Nullable Object outcome(PendingResult<?> pending, boolean wait) {
    return wait ? await(pending) : new ScriptPending(pending, this);
  }

  /** Returns the view of the targets that an option names. */
  final DirectView viewFor(Map<String, @Nullable Object> options) {
    Object targets = options.get(Arguments.TARGETS);
    return targets == null ? view() : viewOf(Conversions.targets(targets));
  }

  /** Returns whether a call waits, according to its options. */
  final boolean waits(Map<String, @Nullable Object> options) {
    Object option = options.get(Arguments.BLOCK);
    return option == null ? block : Conversions.block(option);
  }
}
