package org.multiengine.actors.internal.door.client;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.door.DoorFormat;
import org.multiengine.actors.internal.door.Hello;
import org.multiengine.actors.internal.door.Welcome;
import org.multiengine.core.net.Connection;
import org.multiengine.core.net.Listener;

/**
 * The client's side of a connection until it is accepted: receives the welcome. The hello is sent
 * by {@link #send}.
 */
final class Greeting implements Listener {

  /** Receives the outcome, on the thread that reads connections. */
  interface Outcome {

    /** Called when the door has accepted the connection; returns the listener from then on. */
    Listener accepted(Connection connection);

    /** Called when the door has refused the connection. */
    void refused(Welcome refusal);

    /** Called when the connection ends before either. */
    void broken(String reason);
  }

  private final Outcome outcome;
  private volatile boolean answered;
  private volatile @Nullable Connection connection;

  Greeting(Outcome outcome) {
    this.outcome = outcome;
  }

  /** Sends the hello over the connection that this listener was created for. */
  void send(Connection opened, Hello hello) {
    connection = opened;
    opened.send(DoorFormat.write(hello));
  }

  /** Closes the connection if the door has not answered. */
  void giveUp() {
    Connection opened = connection;
    if (!answered && opened != null) {
      opened.close();
    }
  }

  @Override
  public void received(ByteBuffer frame) {
    Welcome welcome = DoorFormat.read(frame, Welcome.class);
    answered = true;
    Connection opened = Objects.requireNonNull(connection, "an answer before the hello");
    if (welcome.isAccepted()) {
      opened.listen(outcome.accepted(opened));
    } else {
      outcome.refused(welcome);
      opened.close();
    }
  }

  @Override
  public void closed(String reason) {
    if (!answered) {
      outcome.broken(reason);
    }
  }
}
