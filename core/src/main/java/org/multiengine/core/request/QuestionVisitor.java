package org.multiengine.core.request;

/**
 * Handles each kind of request that an engine answers at once.
 *
 * @param <R> what the methods return
 */
public interface QuestionVisitor<R> {

  /** Handles a request for the defined names. */
  R keys(Question.Keys request);

  /** Handles a request for completions. */
  R complete(Question.Complete request);

  /** Handles a request to drop the queue. */
  R clearQueue(Question.ClearQueue request);

  /** Handles a request for a record. */
  R getResult(Question.GetResult request);

  /** Handles a request for the state of the queue. */
  R status(Question.Status request);

  /** Handles a request for the state of the engine. */
  R info(Question.Info request);
}
