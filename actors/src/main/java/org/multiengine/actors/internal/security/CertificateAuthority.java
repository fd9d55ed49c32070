package org.multiengine.actors.internal.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/**
 * A certificate authority that serves the nodes of one cluster only. It uses keys on the elliptic
 * curve P-256. Safe for use by several threads.
 */
final class CertificateAuthority {

  /** The largest tolerated difference between the clocks of two machines. */
  private static final Duration MAX_CLOCK_SKEW = Duration.ofHours(1);

  /** The random bits of a serial number. */
  private static final int SERIAL_BITS = 127;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509Certificate certificate;
  private final PrivateKey key;

  private CertificateAuthority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * The validity of a certificate.
   *
   * @param from the start; certificates are also valid shortly before it, for clocks that are
   *     behind
   * @param length the time from the start to the end
   */
  record Period(Instant from, Duration length) {

    Instant end() {
      return from.plus(length);
    }
  }

  /** Creates an authority with a new key. */
  static CertificateAuthority create(String cluster, Period period)
      throws GeneralSecurityException {
    try {
      KeyPair pair = newPair();
      X500Name name = name("Multiengine authority of " + cluster);
      X509v3CertificateBuilder builder = builder(name, period, name, pair);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      return new CertificateAuthority(sign(builder, pair.getPrivate()), pair.getPrivate());
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** Reads an authority from the text that {@link #toPem} returned. */
  static CertificateAuthority of(String pem) throws GeneralSecurityException {
    return new CertificateAuthority(Pem.certificate(pem), Pem.key(pem));
  }

  /** Returns the certificate and the private key as PEM text. */
  String toPem() throws GeneralSecurityException {
    return Pem.of(certificate) + Pem.of(key);
  }

  /** Returns the SHA-256 digest of the certificate in hexadecimal digits. */
  String fingerprint() throws GeneralSecurityException {
    return fingerprint(certificate);
  }

  /** Returns the SHA-256 digest of the certificate of an authority in hexadecimal digits. */
  static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return HexFormat.of().formatHex(digest);
  }

  /** Returns the time at which the certificate of the authority expires. */
  Instant expires() {
    return certificate.getNotAfter().toInstant();
  }

  /**
   * Issues a certificate with a new key.
   *
   * @param kind the kind of node that the certificate permits its holder to be
   * @param addresses the host names and IP addresses of the node
   * @param period the requested validity, which is cut at the expiry of the authority
   */
  Credentials issue(NodeKind kind, Collection<String> addresses, Period period)
      throws GeneralSecurityException {
    try {
      KeyPair pair = newPair();
      X500Name issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
      X500Name subject = name("Multiengine " + kind.name().toLowerCase(Locale.ROOT));
      X509v3CertificateBuilder builder = builder(issuer, withinOwn(period), subject, pair);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, bothSides());
      builder.addExtension(Extension.subjectAlternativeName, false, names(kind, addresses));
      return new Credentials(
          Pem.of(certificate), Pem.of(sign(builder, key)), Pem.of(pair.getPrivate()));
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** Returns a period, cut at the expiry of the authority. */
  private Period withinOwn(Period period) {
    return period.end().isBefore(expires())
        ? period
        : new Period(period.from(), Duration.between(period.from(), expires()));
  }

  private static KeyPair newPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, Period period, X500Name subject, KeyPair pair) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
        Date.from(period.from().minus(MAX_CLOCK_SKEW)),
        Date.from(period.end()),
        subject,
        pair.getPublic());
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
  }

  /** Returns the key purposes of a node, which acts as a TLS client and as a TLS server. */
  private static ExtendedKeyUsage bothSides() {
    return new ExtendedKeyUsage(
        new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth});
  }

  /** Returns the alternative names: the URI of the node kind, and the addresses. */
  private static GeneralNames names(NodeKind kind, Collection<String> addresses) {
    Stream<GeneralName> uri =
        Stream.of(new GeneralName(GeneralName.uniformResourceIdentifier, kind.uri()));
    Stream<GeneralName> reached =
        addresses.stream().map(address -> new GeneralName(kindOf(address), address));
    return new GeneralNames(Stream.concat(uri, reached).toArray(GeneralName[]::new));
  }

  private static int kindOf(String address) {
    return IPAddress.isValid(address) ? GeneralName.iPAddress : GeneralName.dNSName;
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
