package weir.rehearsal;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Believes whatever the server shows, as mail servers do between strangers.
public final class AnyCertificate extends X509ExtendedTrustManager {
  private static final SSLContext CONTEXT = context();

  private AnyCertificate() {}

  /// Begins TLS as the client.
  public static SSLSocket handshake(Socket socket) throws IOException {
    SSLSocket secure =
        (SSLSocket) CONTEXT.getSocketFactory().createSocket(socket, "localhost", 0, true);
    secure.setUseClientMode(true);
    secure.startHandshake();
    return secure;
  }

  private static SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has TLS", missing);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
