package org.multiengine.core.namespace.groovy;

import groovy.lang.Binding;
import groovy.lang.Closure;
import java.lang.reflect.Proxy;
import org.codehaus.groovy.runtime.ConversionHandler;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.namespace.groovy.script.EngineScript;

/** Converts functions that enter or leave a namespace. */
final class GroovyFunctions {

  private GroovyFunctions() {}

  /** Returns a closure without its script, even if Groovy has wrapped it as a Java function. */
  static Object detach(Object function) {
    if (function instanceof JavaFunction java) {
      return java.function();
    }
    if (function instanceof Closure<?> closure) {
      return closure.dehydrate();
    }
    return Proxy.isProxyClass(function.getClass())
            && Proxy.getInvocationHandler(function) instanceof ConversionHandler handler
            && handler.getDelegate() instanceof Closure<?> closure
        ? closure.dehydrate()
        : function;
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
