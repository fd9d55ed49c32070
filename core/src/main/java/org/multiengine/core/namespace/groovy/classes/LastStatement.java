package org.multiengine.core.namespace.groovy.classes;

import java.util.List;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.syntax.Types;

/** Decides whether a prompt shows the value of a text. */
final class LastStatement {

  private LastStatement() {}

  /** Returns whether a parsed text ends with an expression that is not an assignment. */
  static boolean isShown(ModuleNode module) {
    List<Statement> statements = module.getStatementBlock().getStatements();
    if (statements.isEmpty()) {
      return false;
    }
    Statement last = statements.get(statements.size() - 1);
    return isShown(last) && !endsInDeclaration(module, last);
  }

  private static boolean isShown(Statement last) {
    if (last instanceof ExpressionStatement statement) {
      return !isAssignment(statement.getExpression());
    }
    return last instanceof ReturnStatement;
  }

  private static boolean isAssignment(Expression expression) {
    return expression instanceof BinaryExpression binary
        && Types.ofType(binary.getOperation().getType(), Types.ASSIGNMENT_OPERATOR);
  }

  private static boolean endsInDeclaration(ModuleNode module, Statement last) {
    return module.getMethods().stream()
        .anyMatch(method -> method.getLineNumber() > last.getLastLineNumber());
  }
}
