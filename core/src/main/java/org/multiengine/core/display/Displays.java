package org.multiengine.core.display;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where displays of a script go, by thread: to the record of an engine's command, or to the front
 * end of a console or notebook. The threads that a script starts belong to it, except for those of
 * pools. Other threads print the text of a display to standard output.
 */
public final class Displays {

  private static final InheritableThreadLocal<
          @Nullable Supplier<? extends @Nullable Consumer<MimeBundle>>>
      CURRENT = new InheritableThreadLocal<>();

  private Displays() {}

  /**
   * Sends the displays of this thread, and of the threads that it starts later, to the receiver
   * that is current when they are made. Null ends that.
   *
   * @param receivers returns the current receiver, or null; called by any of these threads
   */
  public static void attachTo(
      @Nullable Supplier<? extends @Nullable Consumer<MimeBundle>> receivers) {
    CURRENT.set(receivers);
  }

  /** Displays a value in the forms that {@link Displayers} know of. */
  public static void display(@Nullable Object value) {
    MimeBundle bundle = Displayers.of(value);
    Supplier<? extends @Nullable Consumer<MimeBundle>> receivers = CURRENT.get();
    Consumer<MimeBundle> receiver = receivers == null ? null : receivers.get();
    if (receiver == null) {
      System.out.println(bundle.plainText());
    } else {
      receiver.accept(bundle);
    }
  }
}
