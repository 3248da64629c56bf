package weir.tls;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// The server's side of TLS: the context that the next handshake takes. Safe for many threads.
public final class ServerTls {

  /// Sessions kept for resumption by clients that know no tickets.
  private static final int SESSIONS_KEPT = 2_000;

  private record Current(SSLContext context, X509Certificate certificate) {}

  private volatile Current current;

  private ServerTls(Current first) {
    this.current = first;
  }

  /// @throws TlsProblem with a sentence for the operator
  public static ServerTls open(TlsFiles files) throws TlsProblem {
    return new ServerTls(load(files));
  }

  /// For [weir.wire.Wire#startTls]; ask anew for each handshake.
  public SSLContext context() {
    return current.context();
  }

  /// When the certificate ends.
  public Instant notAfter() {
    return current.certificate().getNotAfter().toInstant();
  }

  /// The public key of the certificate.
  public PublicKey publicKey() {
    return current.certificate().getPublicKey();
  }

  /// Whom the certificate names, for people.
  public String subject() {
    return current.certificate().getSubjectX500Principal().toString();
  }

  /// Takes what another reading found. Sessions that run keep what they agreed on.
  public void use(ServerTls newer) {
    current = newer.current;
  }

  private static Current load(TlsFiles files) throws TlsProblem {
    KeyAndChain own = KeyAndChain.read(files);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new OneKey(own)}, new TrustManager[0], null);
      context.getServerSessionContext().setSessionCacheSize(SESSIONS_KEPT);
      return new Current(context, own.chain().getFirst());
    } catch (GeneralSecurityException unusable) {
      throw new TlsProblem(files.certificate() + ": cannot be used: " + unusable, unusable);
    }
  }
}
