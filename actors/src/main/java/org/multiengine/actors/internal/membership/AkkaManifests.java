package org.multiengine.actors.internal.membership;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A class loader for an actor system that hides all manifests on the class path except Akka's.
 *
 * <p>At its start an actor system reads every manifest to check that Akka's modules have the same
 * version ({@code akka.util.ManifestInfo}). The manifest of a signed library lists the digest of
 * each of its classes and is verified when it is read. Bouncy Castle's manifest has 0.9 MB and took
 * a seventh of the CPU time that an engine process needs to join its cluster.
 */
public final class AkkaManifests extends ClassLoader {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /** The part of a URL that names a jar of Akka as Maven names it. */
  private static final Pattern AKKA = Pattern.compile("/akka-[^/]*\\.jar!/");

  /** Creates a loader of all that its parent loads. */
  public AkkaManifests(ClassLoader parent) {
    super(parent);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Enumeration<URL> all = super.getResources(name);
    if (!name.equals(MANIFEST)) {
      return all;
    }
    List<URL> akkas =
        Collections.list(all).stream().filter(url -> AKKA.matcher(url.toString()).find()).toList();
    return Collections.enumeration(akkas);
  }
}
