package weir.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts everybody. Without a demand for verification, encryption only keeps listeners out (RFC
/// 7435), and a refusal would send the same mail in the clear.
public final class AnyCertificate extends X509ExtendedTrustManager {
  private AnyCertificate() {}

  /// For clients that do not ask who the server is.
  public static SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no TLS", e);
    }
  }

  /// Begins TLS as a client that does not ask who the server is, on a connection that exists.
  public static SSLSocket handshake(Socket socket) throws IOException {
    SSLSocket secure =
        (SSLSocket) context().getSocketFactory().createSocket(socket, "localhost", 0, true);
    secure.setUseClientMode(true);
    secure.startHandshake();
    return secure;
  }

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
