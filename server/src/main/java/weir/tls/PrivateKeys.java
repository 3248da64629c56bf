package weir.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/// Reads private keys. The JDK knows PKCS#8 only; the older forms are put into its envelope.
final class PrivateKeys {

  private static final byte[] RSA = Der.oid(1, 2, 840, 113549, 1, 1, 1);
  private static final byte[] EC = Der.oid(1, 2, 840, 10045, 2, 1);
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

  private PrivateKeys() {}

  /// The first private key of the file.
  static PrivateKey read(Path file) throws TlsProblem {
    for (Pem block : Pem.read(file)) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return fromPkcs8(file, block.der());
        }
        case "RSA PRIVATE KEY" -> {
          return fromPkcs8(file, envelope(Der.sequence(RSA, Der.NULL), block.der()));
        }
        case "EC PRIVATE KEY" -> {
          byte[] algorithm = Der.sequence(EC, curve(file, block.der()));
          return fromPkcs8(file, envelope(algorithm, block.der()));
        }
        default -> {
          // Certificates, EC PARAMETERS, and what else people keep together.
        }
      }
    }
    throw new TlsProblem(file + ": no private key in it");
  }

  private static PrivateKey fromPkcs8(Path file, byte[] der) throws TlsProblem {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException another) {
        // The factories tell each other's keys apart by exactly this.
      } catch (GeneralSecurityException missing) {
        throw new IllegalStateException("every JDK has " + algorithm, missing);
      }
    }
    throw new TlsProblem(file + ": the private key is damaged, or of a kind we do not know");
  }

  /// PrivateKeyInfo of RFC 5958 section 2.
  private static byte[] envelope(byte[] algorithm, byte[] key) {
    return Der.sequence(Der.integer(0), algorithm, Der.octets(key));
  }

  /// The name of the curve stands in the `[0]` of an ECPrivateKey (RFC 5915 section 3), which
  /// follows the version and the octets of the key.
  private static byte[] curve(Path file, byte[] key) throws TlsProblem {
    int at = content(key, 0);
    for (int element = 0; element < 2; element++) {
      at = at < 0 || at + 1 >= key.length ? -1 : content(key, at) + shortLength(key, at);
    }
    if (at < 0 || at + 1 >= key.length || (key[at] & 0xff) != 0xa0) {
      throw new TlsProblem(file + ": the EC key does not name its curve");
    }
    int from = content(key, at);
    int to = from + shortLength(key, at);
    if (to > key.length || from >= to || key[from] != 6) {
      throw new TlsProblem(file + ": the EC key does not name its curve");
    }
    return Arrays.copyOfRange(key, from, to);
  }

  /// Where the content of the element at `at` begins.
  private static int content(byte[] der, int at) {
    boolean isLong = at + 1 < der.length && (der[at + 1] & 0x80) != 0;
    return at + 2 + (isLong ? der[at + 1] & 0x7f : 0);
  }

  /// The length of a short element; a long one makes the next look fail, as it should.
  private static int shortLength(byte[] der, int at) {
    return der[at + 1] & 0xff;
  }
}
