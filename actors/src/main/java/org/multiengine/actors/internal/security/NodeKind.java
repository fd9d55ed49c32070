package org.multiengine.actors.internal.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a certificate lets its holder be in the cluster; it says so by a URI among its names. */
public enum NodeKind {
  /** A node that may start engines and coordinate them. */
  HOST,
  /** A node that holds engines. */
  ENGINE,
  /** A node that may have clients, and nothing else. */
  CLIENT;

  private static final int DNS_NAME = 2;
  private static final int URI = 6;
  private static final int IP_ADDRESS = 7;

  String uri() {
    return "urn:multiengine:" + name().toLowerCase(Locale.ROOT);
  }

  /** Returns what a certificate lets its holder be; empty if it does not say. */
  static Optional<NodeKind> of(X509Certificate certificate) throws CertificateParsingException {
    Set<String> uris = names(certificate, URI);
    return Stream.of(values()).filter(kind -> uris.contains(kind.uri())).findFirst();
  }

  /** Returns whether a certificate names an address, in the form in which a peer was addressed. */
  static boolean names(X509Certificate certificate, String address)
      throws CertificateParsingException {
    return names(certificate, DNS_NAME).contains(address.toLowerCase(Locale.ROOT))
        || names(certificate, IP_ADDRESS).contains(address);
  }

  private static Set<String> names(X509Certificate certificate, int type)
      throws CertificateParsingException {
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    Set<String> names = new TreeSet<>();
    if (all != null) {
      all.stream()
          .filter(name -> name.get(0).equals(type))
          .forEach(name -> names.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT)));
    }
    return names;
  }
}
