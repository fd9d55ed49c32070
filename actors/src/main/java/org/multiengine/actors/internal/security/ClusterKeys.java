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
 * The keys of a cluster on a host: the certificate authority and the credentials it issues.
 * Credentials are created on first use and renewed once two thirds of their validity have passed,
 * so that the returned ones are always valid. Safe for use by several threads.
 */
public final class ClusterKeys {

  /** The name of the file in the cluster's folder that stores the authority. */
  public static final String AUTHORITY_FILE = "authority.pem";

  /** The divisor of the validity: a certificate is renewed when less than a third is left. */
  private static final int RENEWAL_DIVISOR = 3;

  private final Authorities authorities;
  private final Validity validity;
  private final InstantSource clock;
  private final Set<String> addresses;
  private final Map<NodeKind, Credentials> issued = new EnumMap<>(NodeKind.class);
  private @Nullable CertificateAuthority authority;

  /** Loads or creates the authority. */
  private interface Authorities {
    CertificateAuthority get(Instant now) throws GeneralSecurityException, IOException;
  }

  /**
   * The validity of certificates.
   *
   * @param authority the validity of the certificate of an authority
   * @param certificate the validity of the certificates of nodes
   */
  public record Validity(Duration authority, Duration certificate) {

    /**
     * Reads the validity from the settings {@code multiengine.security}.
     *
     * @throws KernelError if the settings are invalid
     */
    public static Validity of(Config config) {
      Config ours = config.getConfig("multiengine.security");
      return new Validity(
          ours.getDuration("authority-validity"), ours.getDuration("certificate-validity"));
    }

    /** Checks that certificates of nodes are not valid longer than the authority. */
    public Validity {
      if (certificate.isNegative()
          || certificate.isZero()
          || certificate.compareTo(authority) > 0) {
        throw new KernelError(
            "multiengine.security: certificate-validity must be positive and at most"
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

  /** Returns keys that exist only in the memory of this JVM. */
  public static ClusterKeys inMemory(Validity validity, Collection<String> addresses) {
    return new ClusterKeys(
        now -> newAuthority("this program", validity, now),
        addresses,
        validity,
        InstantSource.system());
  }

  /**
   * Returns keys whose authority is stored in a folder and shared by all starts of a cluster, so
   * that issued credentials stay valid after a restart. Deleting the file invalidates all of them.
   *
   * @param folder the cluster's folder
   * @param addresses the host names and IP addresses of the host and its engine processes
   */
  public static ClusterKeys keptIn(Path folder, Validity validity, Collection<String> addresses) {
    return keptIn(folder, validity, addresses, InstantSource.system());
  }

  /**
   * Returns the keys of a host that joins the cluster of an authority.
   *
   * @param pem the authority, as returned by {@link #authority()}
   * @param addresses the host names and IP addresses of the host and its engine processes
   */
  public static ClusterKeys of(String pem, Validity validity, Collection<String> addresses) {
    return new ClusterKeys(
        now -> CertificateAuthority.of(pem), addresses, validity, InstantSource.system());
  }

  static ClusterKeys keptIn(
      Path folder, Validity validity, Collection<String> addresses, InstantSource clock) {
    return new ClusterKeys(now -> kept(folder, validity, now), addresses, validity, clock);
  }

  /** Returns the stored authority, or stores a new one if it is missing or expires too soon. */
  private static CertificateAuthority kept(Path folder, Validity validity, Instant now)
      throws GeneralSecurityException, IOException {
    Path file = folder.resolve(AUTHORITY_FILE);
    if (Files.exists(file)) {
      CertificateAuthority known = CertificateAuthority.of(Files.readString(file));
      if (known.expires().isAfter(now.plus(validity.certificate()))) {
        return known;
      }
    }
    String cluster = String.valueOf(folder.getFileName());
    CertificateAuthority created = newAuthority(cluster, validity, now);
    PrivateFiles.write(file, created.toPem());
    return created;
  }

  private static CertificateAuthority newAuthority(String cluster, Validity validity, Instant now)
      throws GeneralSecurityException {
    return CertificateAuthority.create(
        cluster, new CertificateAuthority.Period(now, validity.authority()));
  }

  /**
   * Returns the authority, including its private key, as PEM text. The holder of the authority can
   * act as any node of the cluster. Hosts on other machines need it; clients do not.
   *
   * @throws KernelError if the authority cannot be loaded or created
   */
  public synchronized String authority() {
    try {
      return authority(clock.instant()).toPem();
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Returns the fingerprint that identifies the authority.
   *
   * @throws KernelError if the authority cannot be loaded or created
   */
  public synchronized String fingerprint() {
    try {
      return authority(clock.instant()).fingerprint();
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  /** Returns the authority, loading or creating it on first use. */
  private CertificateAuthority authority(Instant now) throws GeneralSecurityException, IOException {
    CertificateAuthority known = authority;
    if (known == null) {
      known = authorities.get(now);
      authority = known;
    }
    return known;
  }

  /**
   * Returns credentials for a node of this host. Credentials of hosts and engine processes name the
   * addresses of this host; credentials of clients are valid at any address.
   *
   * @throws KernelError if the credentials cannot be issued
   */
  public synchronized Credentials of(NodeKind kind) {
    Credentials known = issued.get(kind);
    if (known == null || isDue(known)) {
      known = issue(kind);
      issued.put(kind, known);
    }
    return known;
  }

  /** Returns whether credentials are due for renewal. */
  private boolean isDue(Credentials known) {
    return known
        .expires()
        .isBefore(clock.instant().plus(validity.certificate().dividedBy(RENEWAL_DIVISOR)));
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
        "cannot create the certificates of the cluster: "
            + cause.getMessage()
            + "; if its file "
            + AUTHORITY_FILE
            + " is damaged, delete it",
        cause);
  }
}
