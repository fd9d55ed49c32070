package org.multiengine.client.internal.task;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the iterator of a stream, as far as its bounds allow. The thread that runs it may have to
 * wait for the iterator.
 *
 * @param stream the stream
 * @param source the iterator
 */
record StreamReader(StreamTasks<?> stream, Iterator<?> source) implements Runnable {

  @Override
  public void run() {
    stream.readBy(Thread.currentThread());
    RuntimeException error = null;
    try {
      while (stream.awaitRoom() && source.hasNext()) {
        stream.send(stream.add(source.next()));
      }
      stream.send(stream.takePartial());
    } catch (InterruptedException closed) {
      // The stream is closed. The thread ends its work, so the interrupt has done its part.
    } catch (RuntimeException e) {
      error = e;
      sendQuietly(stream.takePartial());
    } finally {
      stream.endOfSource(error);
    }
  }

  private void sendQuietly(StreamInput.@Nullable Elements left) {
    try {
      stream.send(left);
    } catch (RuntimeException e) {
      // The error of the source is the one to report.
    }
  }
}
