package org.multiengine.core.request;

/**
 * Handles each kind of request that waits in an engine's queue.
 *
 * @param <R> what the methods return
 * @param <X> what the methods throw
 */
public interface QueuedVisitor<R, X extends Exception> {

  /** Handles a text to run. */
  R execute(Request.Execute request) throws X;

  /** Handles values to bind. */
  R push(Request.Push request) throws X;

  /** Handles names whose values are asked for. */
  R pull(Request.Pull request) throws X;

  /** Handles a function to call. */
  R apply(Request.Apply request) throws X;

  /** Handles a function to apply to elements. */
  R map(Request.MapPart request) throws X;

  /** Handles an expression of a function. */
  R findFunction(Request.FindFunction request) throws X;

  /** Handles an action on properties. */
  R properties(PropertiesRequest request) throws X;

  /** Handles a request to start anew. */
  R reset(Request.Reset request) throws X;

  /** Handles the work of a task. */
  R task(TaskRequest request) throws X;
}
