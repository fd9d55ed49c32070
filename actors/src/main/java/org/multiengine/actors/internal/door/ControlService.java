package org.multiengine.actors.internal.door;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.multiengine.actors.internal.registry.RegistrySource;
import org.multiengine.core.net.Connection;
import org.multiengine.core.net.Listener;

/**
 * Serves the registry and the orders of clients on a host, with an actor for each connection.
 *
 * <p>Safe for use by several threads.
 */
final class ControlService {

  private final ActorSystem<?> system;
  private final RegistrySource registry;
  private final Processes processes;
  private final Orders orders;
  private final AtomicLong count = new AtomicLong();

  ControlService(
      ActorSystem<?> system, RegistrySource registry, Processes processes, Orders orders) {
    this.system = system;
    this.registry = registry;
    this.processes = processes;
    this.orders = orders;
  }

  /**
   * Serves a client from now on.
   *
   * @param onFault is called with the reason before a client is put out whose frames cannot be read
   * @return the listener that handles its frames
   */
  Listener serve(Connection connection, Consumer<String> onFault) {
    ActorRef<Object> session =
        system.systemActorOf(
            ControlSession.create(connection, registry, processes, orders),
            "multiengine-control-" + count.incrementAndGet(),
            Props.empty());
    return new Listener() {
      @Override
      public void received(ByteBuffer frame) {
        try {
          session.tell(order(frame));
        } catch (IllegalArgumentException e) {
          end(String.valueOf(e.getMessage()));
        }
      }

      @Override
      public void tooLong(int bytes) {
        end("a frame of " + bytes + " bytes");
      }

      private void end(String reason) {
        onFault.accept("a frame of it cannot be read: " + reason);
        connection.close();
      }

      @Override
      public void drained() {
        session.tell(ControlSession.Event.DRAINED);
      }

      @Override
      public void closed(String reason) {
        session.tell(ControlSession.Event.CLOSED);
      }
    };
  }

  private static ControlMessage.Order order(ByteBuffer frame) {
    ControlMessage message = DoorFormat.read(frame, ControlMessage.class);
    if (message instanceof ControlMessage.Order order) {
      return order;
    }
    throw new IllegalArgumentException("a message of type " + message.getClass().getSimpleName());
  }
}
