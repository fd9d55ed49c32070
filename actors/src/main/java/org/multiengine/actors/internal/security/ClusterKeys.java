package org.multiengine.actors.internal.security;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;

/**
 * The keys of a cluster, as its host holds them: the authority, and the credentials it issues. They
 * are made when they are first asked for, and made anew when two thirds of their time are over, so
 * that asking again always gives valid ones. Safe for use by several threads.
 */
public final class ClusterKeys {

  /** The name of the file of the authority in a folder. */
  public static final String AUTHORITY = "authority.pem";

  /** A certificate is issued anew when less than this part of its time is left. */
  private static final int LEFT_PART = 3;

  private final Authorities authorities;
  private final Validity validity;
  private final InstantSource clock;
  private final Set<String> addresses;
  private final Map<NodeKind, Credentials> issued = new EnumMap<>(NodeKind.class);
  private @Nullable CertificateAuthority authority;

  /** Where the authority comes from. */
  private interface Authorities {
    CertificateAuthority get(Instant now) throws GeneralSecurityException, IOException;
  }

  /**
   * How long certificates are valid.
   *
   * @param authority those of authorities
   * @param certificate those of nodes
   */
  public record Validity(Duration authority, Duration certificate) {

    /**
     * Reads {@code multiengine.security}.
     *
     * @throws KernelError if they are of no use
     */
    public static Validity of(Config config) {
      Config ours = config.getConfig("multiengine.security");
      return new Validity(
          ours.getDuration("authority-validity"), ours.getDuration("certificate-validity"));
    }

    /** Checks that an authority is valid longer than what it issues. */
    public Validity {
      if (certificate.isNegative()
          || certificate.isZero()
          || certificate.compareTo(authority) > 0) {
        throw new KernelError(
            "multiengine.security: certificate-validity is to be above 0 and at most"
                + " authority-validity");
      }
    }
  }

  ClusterKeys(
      Authorities authorities,
      Collection<String> addresses,
      Validity validity,
      InstantSource clock) {
    this.authorities = authorities;
    this.addresses = new TreeSet<>(addresses);
    this.validity = validity;
    this.clock = clock;
  }

  /** Returns keys that are in this JVM only, and end with it. */
  public static ClusterKeys inMemory(Validity validity, Collection<String> addresses) {
    return new ClusterKeys(
        now -> newAuthority("this program", validity, now),
        addresses,
        validity,
        InstantSource.system());
  }

  /**
   * Returns keys whose authority is kept in a folder, for all starts of a cluster: what it has
   * issued holds for the next one, too. Whoever deletes the file locks them out.
   *
   * @param folder the cluster's folder
   * @param addresses where the host and its engine processes are reached
   */
  public static ClusterKeys keptIn(Path folder, Validity validity, Collection<String> addresses) {
    return keptIn(folder, validity, addresses, InstantSource.system());
  }

  /**
   * Returns the keys of a host that joins the cluster of an authority.
   *
   * @param pem the authority, as {@link #authority()} has returned it
   * @param addresses where the host and its engine processes are reached
   */
  public static ClusterKeys of(String pem, Validity validity, Collection<String> addresses) {
    return new ClusterKeys(
        now -> CertificateAuthority.of(pem), addresses, validity, InstantSource.system());
  }

  static ClusterKeys keptIn(
      Path folder, Validity validity, Collection<String> addresses, InstantSource clock) {
    return new ClusterKeys(now -> kept(folder, validity, now), addresses, validity, clock);
  }

  private static CertificateAuthority kept(Path folder, Validity validity, Instant now)
      throws GeneralSecurityException, IOException {
    Path file = folder.resolve(AUTHORITY);
    if (Files.exists(file)) {
      CertificateAuthority known = CertificateAuthority.of(Files.readString(file));
      if (known.expires().isAfter(now.plus(validity.certificate()))) {
        return known;
      }
    }
    String cluster = String.valueOf(folder.getFileName());
    CertificateAuthority made = newAuthority(cluster, validity, now);
    PrivateFiles.write(file, made.toPem());
    return made;
  }

  private static CertificateAuthority newAuthority(String cluster, Validity validity, Instant now)
      throws GeneralSecurityException {
    return CertificateAuthority.create(
        cluster, new CertificateAuthority.Period(now, validity.authority()));
  }

  /**
   * Returns the authority itself as a PEM text. Who has it can be any node of the cluster: a host
   * on another machine needs it, a client does not.
   *
   * @throws KernelError if it cannot be made
   */
  public synchronized String authority() {
    try {
      return authority(clock.instant()).toPem();
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  /** Returns what tells the authority from others. */
  public synchronized String fingerprint() {
    try {
      return authority(clock.instant()).fingerprint();
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  private CertificateAuthority authority(Instant now) throws GeneralSecurityException, IOException {
    CertificateAuthority known = authority;
    if (known == null) {
      known = authorities.get(now);
      authority = known;
    }
    return known;
  }

  /**
   * Returns credentials for a node: those of hosts and engine processes name the addresses of this
   * host, those of clients hold at any address.
   *
   * @throws KernelError if they cannot be made
   */
  public synchronized Credentials of(NodeKind kind) {
    Credentials known = issued.get(kind);
    if (known == null || isDue(known)) {
      known = issue(kind);
      issued.put(kind, known);
    }
    return known;
  }

  private boolean isDue(Credentials known) {
    return known
        .expires()
        .isBefore(clock.instant().plus(validity.certificate().dividedBy(LEFT_PART)));
  }

  private Credentials issue(NodeKind kind) {
    try {
      Instant now = clock.instant();
      Set<String> names = kind == NodeKind.CLIENT ? Set.of() : addresses;
      return authority(now)
          .issue(kind, names, new CertificateAuthority.Period(now, validity.certificate()));
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  private static KernelError unusable(Exception cause) {
    return new KernelError(
        "cannot make the certificates of the cluster: "
            + cause.getMessage()
            + "; if its file "
            + AUTHORITY
            + " is damaged, delete it",
        cause);
  }
}
