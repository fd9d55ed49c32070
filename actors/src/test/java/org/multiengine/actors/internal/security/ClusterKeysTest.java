package org.multiengine.actors.internal.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiengine.core.error.KernelError;

final class ClusterKeysTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ClusterKeys.Validity VALIDITY =
      new ClusterKeys.Validity(Duration.ofDays(100), Duration.ofDays(9));

  private final Path folder;

  private Instant now = START;

  ClusterKeysTest(@TempDir Path temporary) {
    this.folder = temporary;
  }

  private ClusterKeys kept() {
    return ClusterKeys.keptIn(folder, VALIDITY, List.of("10.0.0.1", "alpha.test"), () -> now);
  }

  private static X509Certificate certificate(Credentials credentials) throws Exception {
    return Pem.certificate(credentials.certificate());
  }

  @ParameterizedTest
  @EnumSource
  void of_kind_issuesACertificateThatSaysSo(NodeKind kind) throws Exception {
    assertThat(NodeKind.of(certificate(kept().of(kind)))).contains(kind);
  }

  @Test
  void of_host_namesItsAddresses() throws Exception {
    X509Certificate host = certificate(kept().of(NodeKind.HOST));

    assertThat(NodeKind.names(host, "10.0.0.1")).isTrue();
    assertThat(NodeKind.names(host, "alpha.test")).isTrue();
    assertThat(NodeKind.names(host, "10.0.0.2")).isFalse();
  }

  @Test
  void of_client_namesNoAddress() throws Exception {
    X509Certificate client = certificate(kept().of(NodeKind.CLIENT));

    assertThat(NodeKind.names(client, "10.0.0.1")).isFalse();
  }

  @Test
  void of_twoThirdsOfItsTime_isTheSame() {
    ClusterKeys keys = kept();
    Credentials first = keys.of(NodeKind.ENGINE);

    now = START.plus(Duration.ofDays(5));

    assertThat(keys.of(NodeKind.ENGINE)).isEqualTo(first);
  }

  @Test
  void of_lastThirdOfItsTime_isIssuedAnewByTheSameAuthority() {
    ClusterKeys keys = kept();
    Credentials first = keys.of(NodeKind.ENGINE);

    now = START.plus(Duration.ofDays(7));
    Credentials second = keys.of(NodeKind.ENGINE);

    assertThat(second.expires()).isEqualTo(now.plus(Duration.ofDays(9)));
    assertThat(second.authority()).isEqualTo(first.authority());
    assertThat(second.key()).isNotEqualTo(first.key());
  }

  @Test
  void keptIn_laterStart_hasTheSameAuthority() {
    String first = kept().fingerprint();

    assertThat(kept().fingerprint()).isEqualTo(first);
  }

  @Test
  void keptIn_authorityTooOldForACertificate_makesANewOne() {
    String first = kept().fingerprint();
    now = START.plus(Duration.ofDays(95));

    assertThat(kept().fingerprint()).isNotEqualTo(first);
  }

  @Test
  void keptIn_file_isReadByItsOwnerOnly() throws IOException {
    kept().of(NodeKind.HOST);

    Path file = folder.resolve(ClusterKeys.AUTHORITY_FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void keptIn_damagedFile_saysWhatToDo() throws IOException {
    Files.writeString(folder.resolve(ClusterKeys.AUTHORITY_FILE), "no PEM");

    assertThatThrownBy(() -> kept().of(NodeKind.HOST))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("authority.pem is damaged, delete it");
  }

  @Test
  void of_authorityOfAnother_issuesInItsName() {
    ClusterKeys founder = kept();

    ClusterKeys joined = ClusterKeys.of(founder.authority(), VALIDITY, List.of("10.0.0.2"));

    assertThat(joined.fingerprint()).isEqualTo(founder.fingerprint());
    assertThat(joined.of(NodeKind.HOST).authority())
        .isEqualTo(founder.of(NodeKind.HOST).authority());
  }

  @Test
  void validity_certificateLongerThanAuthority_isRefused() {
    assertThatThrownBy(() -> new ClusterKeys.Validity(Duration.ofDays(1), Duration.ofDays(2)))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("certificate-validity");
  }

  @Test
  void credentials_writtenTwice_areReadOneAfterTheOther() throws IOException {
    var bytes = new ByteArrayOutputStream();
    Credentials host = kept().of(NodeKind.HOST);
    Credentials client = kept().of(NodeKind.CLIENT);
    host.writeTo(bytes);
    client.writeTo(bytes);

    var in = new ByteArrayInputStream(bytes.toByteArray());

    assertThat(Credentials.readFrom(in)).isEqualTo(host);
    assertThat(Credentials.readFrom(in)).isEqualTo(client);
    assertThatThrownBy(() -> Credentials.readFrom(in)).isInstanceOf(EOFException.class);
  }

  @Test
  void credentials_asText_showNoKey() {
    assertThat(kept().of(NodeKind.HOST).toString()).doesNotContain("PRIVATE").hasSizeLessThan(80);
  }
}
