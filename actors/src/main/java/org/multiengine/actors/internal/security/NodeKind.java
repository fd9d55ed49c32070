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

/**
 * What a certificate permits its holder to be. The certificate states the kind as a URI among its
 * alternative names.
 */
public enum NodeKind {
  /** A node that may start engines and coordinate them. */
  HOST,
  /** A node that holds engines. */
  ENGINE,
  /** A program that may connect to the doors of hosts. It is no node. */
  CLIENT;

  /** Types of alternative names; RFC 5280, section 4.2.1.6. */
  private static final int DNS_NAME_TYPE = 2;

  private static final int URI_TYPE = 6;
  private static final int IP_ADDRESS_TYPE = 7;

  /** Returns the URI that states this kind in a certificate. */
  String uri() {
    return "urn:multiengine:" + name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kind that a certificate states; empty if it states none. */
  static Optional<NodeKind> of(X509Certificate certificate) throws CertificateParsingException {
    Set<String> uris = names(certificate, URI_TYPE);
    return Stream.of(values()).filter(kind -> uris.contains(kind.uri())).findFirst();
  }

  /** Returns whether a certificate names an address, which is compared as text. */
  static boolean names(X509Certificate certificate, String address)
      throws CertificateParsingException {
    return names(certificate, DNS_NAME_TYPE).contains(address.toLowerCase(Locale.ROOT))
        || names(certificate, IP_ADDRESS_TYPE).contains(address);
  }

  /** Returns the alternative names of one type, in lower case. */
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
