package weir.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTlsTest {

  @TempDir Path folder;
  private TlsFiles files;

  @BeforeEach
  void make() throws Exception {
    files = SelfMade.in(folder, List.of("mx.example.com"), Instant.now(), new SecureRandom());
  }

  @Test
  void aReloadPutsANewContextInPlace() throws Exception {
    ServerTls tls = ServerTls.open(files);
    SSLContext before = tls.context();
    tls.use(ServerTls.open(files));
    assertThat(tls.context()).isNotSameAs(before);
    assertThat(tls.subject()).isEqualTo("CN=mx.example.com");
  }

  @Test
  void aBrokenReloadKeepsWhatWasInUse() throws Exception {
    ServerTls tls = ServerTls.open(files);
    SSLContext before = tls.context();
    Files.writeString(files.certificate(), "-----BEGIN CERTIFICATE-----\nAAAA\n");

    assertThatThrownBy(() -> tls.use(ServerTls.open(files)))
        .isInstanceOf(TlsProblem.class)
        .hasMessage(files.certificate() + ": a block has no end");
    assertThat(tls.context()).isSameAs(before);
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws Exception {
    TlsFiles other =
        SelfMade.in(
            folder.resolve("other"), List.of("x.example"), Instant.now(), new SecureRandom());
    Files.copy(other.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> ServerTls.open(files))
        .hasMessageContaining("is not the key of the first certificate");
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    TlsFiles none = new TlsFiles(files.certificate(), folder.resolve("none.pem"));
    assertThatThrownBy(() -> ServerTls.open(none)).hasMessageContaining("none.pem: cannot be read");

    TlsFiles swapped = new TlsFiles(files.key(), files.certificate());
    assertThatThrownBy(() -> ServerTls.open(swapped)).hasMessageContaining("no certificate in it");

    TlsFiles keyless = new TlsFiles(files.certificate(), files.certificate());
    assertThatThrownBy(() -> ServerTls.open(keyless)).hasMessageContaining("no private key in it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "genrsa -traditional -out KEY 2048",
        "genrsa -out KEY 2048",
        "ecparam -name secp384r1 -genkey -out KEY",
        "ecparam -name prime256v1 -genkey -noout -out KEY",
        "genpkey -algorithm ed25519 -out KEY"
      })
  void keysInAllTheirFormsAreRead(String making) throws Exception {
    Openssl.assumeInstalled();
    Path key = folder.resolve("made.pem");
    Path certificate = folder.resolve("made.crt");
    assertThat(Openssl.run("", making.replace("KEY", key.toString()).split(" ")).status()).isZero();
    assertThat(
            Openssl.run(
                    "",
                    "req",
                    "-x509",
                    "-new",
                    "-key",
                    key.toString(),
                    "-subj",
                    "/CN=made",
                    "-days",
                    "2",
                    "-out",
                    certificate.toString())
                .status())
        .isZero();

    assertThat(ServerTls.open(new TlsFiles(certificate, key)).subject()).isEqualTo("CN=made");
  }

  @Test
  void anEncryptedKeyIsRefusedWithAReason() throws Exception {
    Openssl.assumeInstalled();
    Path key = folder.resolve("secret.pem");
    Openssl.run("", "genrsa", "-aes128", "-passout", "pass:secret", "-out", key.toString(), "2048");

    assertThatThrownBy(() -> ServerTls.open(new TlsFiles(files.certificate(), key)))
        .hasMessageContaining("is encrypted");
  }
}
