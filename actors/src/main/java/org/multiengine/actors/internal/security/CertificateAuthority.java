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
 * A certificate authority for the nodes of one cluster and for nothing else. Its keys are of the
 * elliptic curve P-256. Safe for use by several threads.
 */
final class CertificateAuthority {

  /** The clocks of two machines may differ by as much. */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  private static final int SERIAL_BITS = 127;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509Certificate certificate;
  private final PrivateKey key;

  private CertificateAuthority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /** How long a certificate is valid: from a little before a moment on. */
  record Period(Instant from, Duration length) {

    Instant end() {
      return from.plus(length);
    }
  }

  /** Makes one with a new key. */
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

  /** Reads what {@link #toPem} has returned. */
  static CertificateAuthority of(String pem) throws GeneralSecurityException {
    return new CertificateAuthority(Pem.certificate(pem), Pem.key(pem));
  }

  String toPem() throws GeneralSecurityException {
    return Pem.of(certificate) + Pem.of(key);
  }

  /** Returns a digest of the certificate, in hexadecimal digits. */
  String fingerprint() throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return HexFormat.of().formatHex(digest);
  }

  Instant expires() {
    return certificate.getNotAfter().toInstant();
  }

  /**
   * Issues a certificate with a new key. It is never valid longer than the authority is.
   *
   * @param kind what its holder may be
   * @param addresses the names and IP addresses others may reach the node at
   * @param period how long it is valid
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
        Date.from(period.from().minus(CLOCK_SKEW)),
        Date.from(period.end()),
        subject,
        pair.getPublic());
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
  }

  /** A node is the one that connects and the one that is connected to. */
  private static ExtendedKeyUsage bothSides() {
    return new ExtendedKeyUsage(
        new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth});
  }

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
