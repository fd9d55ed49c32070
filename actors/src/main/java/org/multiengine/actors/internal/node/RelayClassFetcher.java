package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.multiengine.core.code.ClassFetcher;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.error.KernelError;

/** Asks clients for classes by way of this node's relay. */
public record RelayClassFetcher(Supplier<ActorRef<NodeRelay.Command>> relay, Duration limit)
    implements ClassFetcher {

  @Override
  public ClassFile fetch(String code, String className, List<String> known) {
    var answer = new CompletableFuture<ClassFile>();
    relay.get().tell(new NodeRelay.Fetch(code, className, known, answer));
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw ClientClasses.notInTime(limit);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KernelError error
          ? error
          : new KernelError("internal error", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while waiting for the class", e);
    }
  }
}
