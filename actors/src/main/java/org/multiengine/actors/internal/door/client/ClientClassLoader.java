package org.multiengine.actors.internal.door.client;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.multiengine.actors.internal.membership.AkkaManifests;

/**
 * The class loader of the actor systems of clients. It hides {@code reference.conf}: an actor
 * system merges these files into its configuration, and would add what {@link ClientConfig} has
 * taken out, such as the serializers of a cluster. All the files have been read before.
 */
final class ClientClassLoader extends ClassLoader {

  private static final String REFERENCE = "reference.conf";

  /** The loader of all clients; what an actor system reads with one loader is kept. */
  static final ClassLoader INSTANCE = new ClientClassLoader();

  private ClientClassLoader() {
    super(new AkkaManifests(ClientClassLoader.class.getClassLoader()));
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.equals(REFERENCE) ? Collections.emptyEnumeration() : super.getResources(name);
  }
}
