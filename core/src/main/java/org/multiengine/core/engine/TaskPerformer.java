package org.multiengine.core.engine;

import java.util.List;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.engine.Interpreter.Performed;
import org.multiengine.core.error.TaskRejectError;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.TaskRequest;

/**
 * Performs the work of a task. Used only by the engine's evaluation thread.
 *
 * @param interpreter the interpreter of the engine
 * @param functions calls functions
 * @param run the request
 * @param listener receives the progress, and decides which elements of a piece begin
 */
record TaskPerformer(
    Interpreter interpreter, FunctionCalls functions, Interpreter.Run run, RunListener listener)
    implements TaskRequest.Visitor<Performed, ScriptError> {

  @Override
  public Performed call(TaskRequest.Call call) throws ScriptError {
    empty(call.clearing().before());
    try {
      EncodedValue value = functions.call(call);
      CommandRecord record = interpreter.record(run, null, null);
      boolean captures = call.capture();
      var outcome =
          new Outcome.Returned(
              value, captures ? record.stdout() : "", captures ? record.stderr() : "");
      return new Performed(outcome, record);
    } finally {
      empty(call.clearing().after());
    }
  }

  private void empty(boolean isWanted) {
    if (isWanted) {
      interpreter.reset();
    }
  }

  @Override
  public Performed script(TaskRequest.Script script) throws ScriptError {
    empty(script.clearing().before());
    try {
      interpreter.push(script.pushed(), false);
      CommandRecord record = interpreter.evaluate(run, script.code());
      List<EncodedValue> values = interpreter.pull(script.pulled());
      return new Performed(new Outcome.Pulled(record, values), record);
    } finally {
      empty(script.clearing().after());
    }
  }

  @Override
  public Performed piece(TaskRequest.Piece piece) throws ScriptError {
    Outcome outcome = functions.piece(piece, listener);
    return new Performed(outcome, interpreter.record(run, null, null));
  }

  @Override
  public Performed conditional(TaskRequest.Conditional conditional) throws ScriptError {
    if (!fits(conditional)) {
      throw new TaskRejectError("the properties of the engine do not fit");
    }
    return conditional.work().acceptTask(this);
  }

  /** Returns whether the engine fits; an error of the condition is a rejection that names it. */
  private boolean fits(TaskRequest.Conditional conditional) {
    try {
      return functions.accepts(conditional.condition(), interpreter.properties());
    } catch (ScriptError error) {
      throw new TaskRejectError(
          "its condition failed: " + error.errorName() + ": " + error.errorMessage());
    }
  }
}
