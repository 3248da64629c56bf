package weir.bench.load;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A TLS client with a cache of sessions of its own, which takes every certificate and counts them.
///
/// A server that resumes sends no certificate (RFC 8446 section 2.2), so a handshake without one
/// was resumed; nothing that the JDK says of a session tells that.
final class TlsClient {
  private final SSLContext context;

  /// @param certificates counts the handshakes that were full
  TlsClient(LongAdder certificates) throws GeneralSecurityException {
    context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Counting(certificates)}, new SecureRandom());
    context.getClientSessionContext().setSessionCacheSize(16);
  }

  SSLContext context() {
    return context;
  }

  private record Counting(LongAdder certificates) implements X509TrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      certificates.increment();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException("nobody is a client of ours");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
