package org.multiengine.test.support;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Passes a {@link FaultClock} to a test, and adds the test's row to the table if it succeeds. */
final class FaultReport implements ParameterResolver, AfterTestExecutionCallback {

  private static FaultClock clock(ExtensionContext context) {
    return context
        .getStore(ExtensionContext.Namespace.create(FaultReport.class, context.getUniqueId()))
        .getOrComputeIfAbsent(FaultClock.class, type -> new FaultClock(), FaultClock.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FaultClock.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return clock(context);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws IOException {
    if (context.getExecutionException().isEmpty()) {
      Fault fault = context.getRequiredTestMethod().getAnnotation(Fault.class);
      FaultTable.add(fault.value(), clock(context).row(fault.outcome()));
    }
  }
}
