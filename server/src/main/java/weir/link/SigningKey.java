package weir.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import weir.files.Durable;
import weir.files.OwnerOnly;

/// A key that signs (Ed25519, RFC 8032), and the public half of it.
public final class SigningKey {
  private static final String ALGORITHM = "Ed25519";

  private final PrivateKey secret;
  private final KnownKey known;

  private SigningKey(PrivateKey secret, KnownKey known) {
    this.secret = secret;
    this.known = known;
  }

  /// The key in a file, which is made where there is none, for its owner only.
  public static SigningKey in(Path file) throws IOException {
    if (Files.exists(file)) {
      return read(file);
    }
    SigningKey made = fresh();
    made.write(file);
    return made;
  }

  /// A new key, which is in no file yet.
  public static SigningKey fresh() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new SigningKey(
          pair.getPrivate(), KnownKey.read(base64(pair.getPublic().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK makes keys of " + ALGORITHM, e);
    }
  }

  /// Writes it to a file, for its owner only; what was there before is gone.
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      OwnerOnly.folder(folder);
    }
    String text = base64(secret.getEncoded()) + "\n" + known.text() + "\n";
    Durable.replace(file, out -> out.write(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static SigningKey read(Path file) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      byte[] secret = Base64.getDecoder().decode(lines.getFirst());
      return new SigningKey(
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(secret)),
          KnownKey.read(lines.get(1)));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IOException(file + ": no key of ours is in it", e);
    }
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  /// The half that others may know.
  public KnownKey known() {
    return known;
  }

  /// What proves that we wrote something.
  public String sign(String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with " + ALGORITHM, e);
    }
  }
}
