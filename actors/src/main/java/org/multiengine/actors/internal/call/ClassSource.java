package org.multiengine.actors.internal.call;

import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.Links;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.code.CodeRegistry;

/**
 * Sends the classes of this JVM's clients to nodes that ask for them. Class files are read on
 * another thread, because reading may block. Used by the controller alone.
 */
final class ClassSource {

  /** Reports to the controller that a class file was read. */
  record Found(Link<RelayMessage> link, long fetch, ClassFile file) {}

  private final ActorContext<Object> context;
  private final Links<RelayMessage> links;
  private final Executor blocking;

  ClassSource(ActorContext<Object> context, Links<RelayMessage> links) {
    this.context = context;
    this.links = links;
    this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
  }

  /** Reads a class; the controller then receives {@link Found}. */
  void find(Link<RelayMessage> link, RelayMessage.FetchClass fetch) {
    context.pipeToSelf(
        CompletableFuture.supplyAsync(
            () -> CodeRegistry.find(fetch.code(), fetch.className(), fetch.known()), blocking),
        (file, failure) -> new Found(link, fetch.fetch(), file == null ? ClassFile.MISSING : file));
  }

  /** Sends a class that was read. */
  void send(Found found) {
    links.send(found.link(), new RelayMessage.FetchedClass(found.fetch(), found.file()));
  }
}
