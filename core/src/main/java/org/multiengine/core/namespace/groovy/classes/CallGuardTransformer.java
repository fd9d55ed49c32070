package org.multiengine.core.namespace.groovy.classes;

import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.ast.expr.NamedArgumentListExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.groovy.script.ScriptCalls;

/** Rewrites the calls of one class; see {@link CallGuard}. */
final class CallGuardTransformer extends ClassCodeExpressionTransformer {

  private static final String SLEEP = "sleep";
  private static final Set<String> ENTRY_POINTS = Set.of("run", "main");

  private final SourceUnit source;
  private final ClassNode owner;

  CallGuardTransformer(SourceUnit source, ClassNode owner) {
    this.source = source;
    this.owner = owner;
  }

  @Override
  protected SourceUnit getSourceUnit() {
    return source;
  }

  @Override
  public @Nullable Expression transform(@Nullable Expression expression) {
    if (expression == null) {
      return null;
    }
    if (expression instanceof ClosureExpression closure && closure.getCode() != null) {
      closure.getCode().visit(this);
    }
    Expression inner = expression.transformExpression(this);
    Expression guarded = guarded(inner);
    if (guarded != inner) {
      guarded.setSourcePosition(expression);
    }
    return guarded;
  }

  private Expression guarded(Expression expression) {
    if (expression instanceof MethodCallExpression call) {
      return guarded(call);
    }
    if (expression instanceof StaticMethodCallExpression call) {
      return guarded(call);
    }
    if (expression instanceof MethodPointerExpression pointer) {
      return guarded(pointer);
    }
    return expression;
  }

  private Expression guarded(MethodCallExpression call) {
    if (isSleep(call)) {
      return guard(SLEEP, VariableExpression.THIS_EXPRESSION, listOf(call.getArguments()));
    }
    if (call.isImplicitThis() && !call.isSpreadSafe() && isEntryPoint(call.getMethodAsString())) {
      return function(call.getMethod(), call.getArguments());
    }
    if (call.isImplicitThis() || call.isSpreadSafe() || isSuper(call.getObjectExpression())) {
      return call;
    }
    if (!mayEndTheEngine(call.getMethod())) {
      return call;
    }
    return guard(
        call.isSafe() ? "callUnlessNull" : "call",
        call.getObjectExpression(),
        call.getMethod(),
        listOf(call.getArguments()));
  }

  /**
   * Returns the guarded form of a static call. Such a call comes from a static import or is a call
   * of the script's own main method.
   */
  private Expression guarded(StaticMethodCallExpression call) {
    var method = new ConstantExpression(call.getMethod());
    if (call.getOwnerType().equals(owner) && isEntryPoint(call.getMethod())) {
      return function(method, call.getArguments());
    }
    if (!mayEndTheEngine(method) || !call.getOwnerType().getName().equals("java.lang.System")) {
      return call;
    }
    var receiver = new ClassExpression(call.getOwnerType());
    return guard("call", receiver, method, listOf(call.getArguments()));
  }

  private Expression guarded(MethodPointerExpression pointer) {
    Expression receiver = pointer.getExpression();
    boolean ofScript = receiver != null && isThis(receiver) && owner.isScript();
    return receiver != null
            && !isSuper(receiver)
            && (ofScript || mayEndTheEngine(pointer.getMethodName()))
        ? guard("pointer", receiver, pointer.getMethodName())
        : pointer;
  }

  /**
   * Returns whether a call is Groovy's own {@code sleep}, which every object has and which
   * continues after an interrupt.
   */
  private boolean isSleep(MethodCallExpression call) {
    return SLEEP.equals(call.getMethodAsString())
        && !call.isSpreadSafe()
        && (call.isImplicitThis() || isThis(call.getObjectExpression()))
        && owner.getMethods(SLEEP).isEmpty();
  }

  /**
   * Returns whether a name is that of a method that every script has. Without the guard, a call of
   * a function of that name would call the script itself.
   */
  private boolean isEntryPoint(@Nullable String method) {
    return owner.isScript() && method != null && ENTRY_POINTS.contains(method);
  }

  private static Expression function(Expression name, Expression arguments) {
    return guard("function", VariableExpression.THIS_EXPRESSION, name, listOf(arguments));
  }

  private static boolean isThis(Expression expression) {
    return expression instanceof VariableExpression variable && variable.isThisExpression();
  }

  private static boolean isSuper(Expression expression) {
    return expression instanceof VariableExpression variable && variable.isSuperExpression();
  }

  private static boolean mayEndTheEngine(Expression method) {
    return !(method instanceof ConstantExpression constant)
        || ScriptCalls.CHECKED_METHODS.contains(String.valueOf(constant.getValue()));
  }

  private static Expression listOf(Expression arguments) {
    if (!(arguments instanceof TupleExpression tuple)) {
      return new ListExpression(List.of(arguments));
    }
    List<Expression> values =
        tuple.getExpressions().stream().map(CallGuardTransformer::plain).toList();
    return new ListExpression(values);
  }

  private static Expression plain(Expression argument) {
    return argument instanceof NamedArgumentListExpression named
        ? new MapExpression(named.getMapEntryExpressions())
        : argument;
  }

  private static Expression guard(String method, Expression... arguments) {
    var guard = new ClassExpression(ClassHelper.make(ScriptCalls.class));
    var call = new MethodCallExpression(guard, method, new ArgumentListExpression(arguments));
    call.setImplicitThis(false);
    return call;
  }
}
