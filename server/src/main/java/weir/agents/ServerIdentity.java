package weir.agents;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import weir.files.OwnerOnly;
import weir.link.SigningKey;
import weir.tls.SelfMade;
import weir.tls.ServerTls;
import weir.tls.TlsFiles;
import weir.tls.TlsProblem;

/// By what agents know the server: its certificate's key, and the key that signs orders. Both are
/// made when they are asked for first.
///
/// @param pin SHA-256 of the certificate's public key, in hexadecimal
public record ServerIdentity(ServerTls tls, String pin, SigningKey orders) {

  /// @param folder of the server
  /// @param hostName for a certificate of our own making
  /// @throws IOException with a sentence for the operator
  public static ServerIdentity of(Path folder, AgentSettings settings, String hostName, Instant now)
      throws IOException {
    Path own = OwnerOnly.folder(AgentSettings.folder(folder));
    try {
      TlsFiles files =
          settings.tls().isPresent()
              ? settings.tls().get()
              : SelfMade.in(own, List.of(hostName), now, new SecureRandom());
      ServerTls tls = ServerTls.open(files);
      return new ServerIdentity(tls, pin(tls), SigningKey.in(own.resolve("orders.key")));
    } catch (TlsProblem e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String pin(ServerTls tls) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(tls.publicKey().getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
