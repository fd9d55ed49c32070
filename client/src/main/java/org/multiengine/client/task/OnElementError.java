package org.multiengine.client.task;

/** What a stream does at an element whose function failed. */
public enum OnElementError {
  /** The consumer receives the error in place of the result, and later the other results. */
  THROW,
  /** The element has no result. */
  SKIP,
  /** The consumer receives the error, and the stream is closed. */
  CANCEL
}
