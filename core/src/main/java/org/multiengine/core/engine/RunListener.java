package org.multiengine.core.engine;

/** A listener for the activity of a running request. Called by the threads of its script. */
public interface RunListener {

  /**
   * Called when elements of a map are done.
   *
   * @param count the total number of elements done
   */
  void elementsDone(int count);

  /**
   * Called before an element of a piece of a map begins.
   *
   * @param index the index of the element in the piece
   * @param size the number of elements in the piece
   * @return whether the element may begin; otherwise the piece ends before it
   */
  default boolean mayBegin(int index, int size) {
    return true;
  }

  /**
   * Called when the request prints.
   *
   * @param toStderr whether the output goes to standard error
   * @param bytes an array that holds the output, in UTF-8
   * @param offset the index of the first byte
   * @param length the number of bytes
   */
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
