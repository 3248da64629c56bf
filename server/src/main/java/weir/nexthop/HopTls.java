package weir.nexthop;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import weir.config.Endpoint;

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
      if (verified) {
        return SSLContext.getDefault();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no TLS", e);
    }
  }

  /// A TLS client around a connected socket; the handshake is still to be made.
  SSLSocket around(Socket raw, Endpoint hop) throws IOException {
    SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(raw, hop.host(), hop.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    if (verified) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    secure.setSSLParameters(parameters);
    secure.setUseClientMode(true);
    return secure;
  }

  /// Trusts everybody: without a demand for verification, encryption only keeps listeners out (RFC
  /// 7435), and a refusal would send the same mail in the clear.
  private static final class AnyCertificate extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
