package org.multiengine.core.namespace.groovy;

import groovy.lang.Binding;
import groovy.lang.Closure;
import java.lang.reflect.Proxy;
import org.codehaus.groovy.runtime.ConversionHandler;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.MethodClosure;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.namespace.groovy.script.EngineScript;

/** Converts functions that enter or leave a namespace. */
final class GroovyFunctions {

  private GroovyFunctions() {}

  /**
   * Returns a function in the form in which a client sends it. A closure of a text keeps its
   * script, whose names are not sent. A closure of other code is sent without its owner.
   */
  static Object toSend(Object function) {
    Object plain = unwrapped(function);
    return plain instanceof Closure<?> closure && !isOfText(closure) ? closure.dehydrate() : plain;
  }

  private static boolean isOfText(Closure<?> closure) {
    return closure.getThisObject() instanceof EngineScript
        || closure.getClass().getPackage() == MethodClosure.class.getPackage();
  }

  private static Object unwrapped(Object function) {
    if (function instanceof JavaFunction java) {
      return java.function();
    }
    return Proxy.isProxyClass(function.getClass())
            && Proxy.getInvocationHandler(function) instanceof ConversionHandler handler
            && handler.getDelegate() instanceof Closure<?> closure
        ? closure
        : function;
  }

  /** Returns a closure without its script, even if Groovy has wrapped it as a Java function. */
  static Object detach(Object function) {
    Object plain = unwrapped(function);
    return plain instanceof Closure<?> closure ? closure.dehydrate() : plain;
  }

  /** Returns a function whose free names are those of a namespace. */
  static Object attach(Object function, Binding names) {
    if (function instanceof Closure<?> closure && closure.getOwner() == null) {
      var owner = new FunctionOwner();
      owner.setBinding(names);
      // The meta class is not sent with the closure.
      closure.setMetaClass(InvokerHelper.getMetaClass(closure.getClass()));
      return closure.rehydrate(owner, owner, owner);
    }
    return isJavaFunction(function) ? new JavaFunction(function) : function;
  }

  private static boolean isJavaFunction(@Nullable Object function) {
    return function instanceof RemoteFunction<?, ?>
        || function instanceof RemoteBiFunction<?, ?, ?>
        || function instanceof RemoteSupplier<?>;
  }

  /** The owner of functions that come from elsewhere. */
  private static final class FunctionOwner extends EngineScript {
    @Override
    public @Nullable Object run() {
      return null;
    }
  }
}
