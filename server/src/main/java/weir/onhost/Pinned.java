package weir.onhost;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts the one server whose key the invitation named, by whatever name it is reached, and nobody
/// else, whoever signed for him.
final class Pinned extends X509ExtendedTrustManager {
  private final String pin;

  private Pinned(String pin) {
    this.pin = pin;
  }

  /// @param pin SHA-256 of its public key, in hexadecimal
  static SSLContext context(String pin) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Pinned(pin)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no TLS", e);
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(chain[0].getPublicKey().getEncoded());
      if (!HexFormat.of().formatHex(digest).equals(pin)) {
        throw new CertificateException(
            "it is another server than the one that invited this host, or has a new key");
      }
    } catch (GeneralSecurityException e) {
      throw e instanceof CertificateException it ? it : new CertificateException(e);
    }
  }

  private static CertificateException noClients() {
    return new CertificateException("no client is asked for a certificate");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
