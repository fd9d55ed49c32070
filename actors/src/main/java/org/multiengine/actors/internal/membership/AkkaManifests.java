package org.multiengine.actors.internal.membership;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The class loader of an actor system that shows of all manifests on the class path Akka's only.
 *
 * <p>At its start an actor system reads every manifest to find that Akka's modules are of one
 * version ({@code akka.util.ManifestInfo}). The manifest of a signed library lists the digest of
 * every class in it, and is verified when read: 0.9 MB for Bouncy Castle's, a seventh of the time
 * that a process of engines computes before it has joined.
 */
final class AkkaManifests extends ClassLoader {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /** A jar or a folder of jars named as Maven names Akka's modules. */
  private static final Pattern AKKA = Pattern.compile("/akka-[^/]*\\.jar!/");

  AkkaManifests(ClassLoader parent) {
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
