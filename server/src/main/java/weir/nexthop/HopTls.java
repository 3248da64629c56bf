package weir.nexthop;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import weir.tls.AnyCertificate;

/// Encryption towards a hop, as strict as its setting says.
final class HopTls {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final boolean verified;
  private final SSLContext context;

  HopTls(HopSettings.Encryption encryption) {
    this.verified = encryption == HopSettings.Encryption.VERIFIED;
    this.context = context(verified);
  }

  private static SSLContext context(boolean verified) {
    try {
      return verified ? SSLContext.getDefault() : AnyCertificate.context();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no TLS", e);
    }
  }

  /// A TLS client around a connected socket; the handshake is still to be made.
  SSLSocket around(HopSocket.Tcp hop) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(hop.socket(), hop.endpoint().host(), hop.endpoint().port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    if (verified) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    secure.setSSLParameters(parameters);
    secure.setUseClientMode(true);
    return secure;
  }
}
