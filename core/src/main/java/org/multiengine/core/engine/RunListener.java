package org.multiengine.core.engine;

/** Hears what a request does while it runs. Called by the threads of its script. */
public interface RunListener {

  /** So many elements of a map are done. */
  void elementsDone(int count);

  /** Something was printed, in UTF-8. */
  void printed(boolean toStderr, byte[] bytes, int offset, int length);

  /** Returns a listener that does nothing. */
  static RunListener silent() {
    return new RunListener() {
      @Override
      public void elementsDone(int count) {}

      @Override
      public void printed(boolean toStderr, byte[] bytes, int offset, int length) {}
    };
  }
}
