package weir.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfMadeTest {

  private static final List<String> NAMES = List.of("mx.example.com", "127.0.0.1", "::1");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;

  @Test
  void theCertificateNamesUsAndIsSignedByItself() throws Exception {
    TlsFiles files = SelfMade.in(folder.resolve("tls"), NAMES, NOW, new SecureRandom());

    X509Certificate certificate = KeyAndChain.read(files).chain().getFirst();
    certificate.verify(certificate.getPublicKey());
    certificate.checkValidity(Date.from(NOW));
    assertThat(certificate.getVersion()).isEqualTo(3);
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=mx.example.com");
    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .containsExactly("mx.example.com", "127.0.0.1", "0:0:0:0:0:0:0:1");
  }

  @Test
  void onlyWeCanReadTheKey() throws Exception {
    TlsFiles files = SelfMade.in(folder, NAMES, NOW, new SecureRandom());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.key())))
        .isEqualTo("rw-------");
  }

  @Test
  void itIsKeptUntilItIsAboutToEnd() throws Exception {
    TlsFiles files = SelfMade.in(folder, NAMES, NOW, new SecureRandom());
    String first = Files.readString(files.certificate());

    SelfMade.in(folder, NAMES, NOW.plus(Duration.ofDays(3000)), new SecureRandom());
    assertThat(Files.readString(files.certificate())).isEqualTo(first);

    SelfMade.in(folder, NAMES, NOW.plus(Duration.ofDays(3640)), new SecureRandom());
    assertThat(Files.readString(files.certificate())).isNotEqualTo(first);
  }

  @Test
  void opensslFindsItSound() throws Exception {
    Openssl.assumeInstalled();
    TlsFiles files = SelfMade.in(folder, NAMES, Instant.now(), new SecureRandom());
    String certificate = files.certificate().toString();

    assertThat(
            Openssl.run(
                "",
                "verify",
                "-x509_strict",
                "-purpose",
                "sslserver",
                "-verify_hostname",
                "mx.example.com",
                "-CAfile",
                certificate,
                certificate))
        .isEqualTo(new Openssl.Output(0, certificate + ": OK\n"));
  }

  @Test
  void lengthsOfManyOctetsAreRight() {
    assertThat(Der.octets(new byte[127])).startsWith(4, 127).hasSize(129);
    assertThat(Der.octets(new byte[128])).startsWith(4, 0x81, 128).hasSize(131);
    assertThat(Der.octets(new byte[65_536])).startsWith(4, 0x83, 1, 0, 0).hasSize(65_541);
    assertThat(Der.time(Instant.parse("2050-01-01T00:00:00Z"))[0]).isEqualTo((byte) 0x18);
  }
}
