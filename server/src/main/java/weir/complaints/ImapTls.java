package weir.complaints;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import weir.config.Endpoint;

/// Encryption towards an IMAP server, whose certificate has to be for its name and signed by
/// somebody who is trusted: a password is sent through it.
final class ImapTls {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private ImapTls() {}

  /// A TLS client around a connected socket; the handshake is still to be made.
  ///
  /// @param trusted whose signatures count instead of those that the Java platform trusts
  /// @throws IOException when that file is of no use
  static SSLSocket around(Socket raw, Endpoint at, Optional<Path> trusted) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            context(trusted).getSocketFactory().createSocket(raw, at.host(), at.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.setUseClientMode(true);
    return secure;
  }

  private static SSLContext context(Optional<Path> trusted) throws IOException {
    try {
      if (trusted.isEmpty()) {
        return SSLContext.getDefault();
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store(trusted.get()));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          trusted.map(file -> file + ": ").orElse("TLS: ") + "no certificates: " + e.getMessage(),
          e);
    }
  }

  private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      int count = 0;
      for (Certificate each : all) {
        store.setCertificateEntry("trusted-" + count++, each);
      }
    }
    return store;
  }
}
