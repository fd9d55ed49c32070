package org.multiengine.core.namespace.groovy;

import groovy.lang.Closure;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.function.RemoteSupplier;

/**
 * A function of Java that scripts can call like their own functions. Numbers are converted to the
 * parameter type if it is known, so that {@code f(4.0)} works for a function of doubles.
 */
final class JavaFunction extends Closure<Object> {

  private static final long serialVersionUID = 1L;

  private final transient Object function;
  private final transient Class<?>[] types;

  JavaFunction(Object function) {
    super(null);
    this.function = function;
    this.types = typesOf(function);
    this.maximumNumberOfParameters = arity(function);
  }

  Object function() {
    return function;
  }

  private static int arity(Object function) {
    return function instanceof RemoteSupplier<?>
        ? 0
        : function instanceof RemoteFunction<?, ?> ? 1 : 2;
  }

  // Groovy calls these methods by name, so they must be public. A single method with variable
  // arguments would receive the elements of an array instead of the array.

  @SuppressWarnings({"unused", "EffectivelyPrivate"})
  public @Nullable Object doCall() throws Exception {
    return invoke(null, null);
  }

  @SuppressWarnings({"unused", "EffectivelyPrivate"})
  public @Nullable Object doCall(@Nullable Object argument) throws Exception {
    return invoke(argument, null);
  }

  @SuppressWarnings({"unused", "EffectivelyPrivate"})
  public @Nullable Object doCall(@Nullable Object first, @Nullable Object second) throws Exception {
    return invoke(first, second);
  }

  /** Calls the function by the name that its method has in Java. */
  @SuppressWarnings({"unused", "EffectivelyPrivate"})
  public @Nullable Object apply(@Nullable Object argument) throws Exception {
    return invoke(argument, null);
  }

  /** Calls the function by the name that its method has in Java. */
  @SuppressWarnings({"unused", "EffectivelyPrivate"})
  public @Nullable Object apply(@Nullable Object first, @Nullable Object second) throws Exception {
    return invoke(first, second);
  }

  /** Calls a supplier by the name that its method has in Java. */
  @SuppressWarnings({"unused", "EffectivelyPrivate"})
  public @Nullable Object get() throws Exception {
    return invoke(null, null);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // functions may take null
  private @Nullable Object invoke(@Nullable Object first, @Nullable Object second)
      throws Exception {
    if (function instanceof RemoteSupplier<?> supplier) {
      return supplier.get();
    }
    if (function instanceof RemoteFunction<?, ?> one) {
      return ((RemoteFunction<Object, Object>) one).apply(converted(first, 0));
    }
    var two = (RemoteBiFunction<Object, Object, Object>) function;
    return two.apply(converted(first, 0), converted(second, 1));
  }

  private @Nullable Object converted(@Nullable Object argument, int index) {
    return argument instanceof Number && index < types.length && isNumber(types[index])
        ? DefaultTypeTransformation.castToType(argument, types[index])
        : argument;
  }

  private static boolean isNumber(Class<?> type) {
    return Number.class.isAssignableFrom(type) && type != Number.class;
  }

  /**
   * Returns the parameter types of a function. They are known only for a lambda or a method
   * reference.
   */
  private static Class<?>[] typesOf(Object function) {
    try {
      Method replace = function.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      if (replace.invoke(function) instanceof SerializedLambda lambda) {
        return MethodType.fromMethodDescriptorString(
                lambda.getInstantiatedMethodType(), function.getClass().getClassLoader())
            .parameterArray();
      }
    } catch (ReflectiveOperationException | RuntimeException notALambda) {
      return new Class<?>[0];
    }
    return new Class<?>[0];
  }
}
