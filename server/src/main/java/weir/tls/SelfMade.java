package weir.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import weir.net.IpAddress;

/// A certificate that we sign ourselves, for an installation that has none yet: encryption against
/// listeners, no proof of who we are. The JDK can read certificates but has no way to make one, so
/// the few structures of RFC 5280 are written here.
public final class SelfMade {

  private static final Duration VALID = Duration.ofDays(3650);

  /// Clocks of clients may be late.
  private static final Duration BACKDATED = Duration.ofDays(1);

  /// With less than this left, another one is made.
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));

  private SelfMade() {}

  /// The files in `folder`, which are made when they are not there, cannot be used, or end soon.
  ///
  /// @param names host names and addresses of this server, at least one; the first is the subject
  public static TlsFiles in(Path folder, List<String> names, Instant now, SecureRandom random)
      throws TlsProblem {
    TlsFiles files = new TlsFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    if (!usable(files, now)) {
      try {
        make(files, names, now, random);
      } catch (IOException failed) {
        throw new TlsProblem(folder + ": cannot be written: " + failed, failed);
      }
    }
    return files;
  }

  private static boolean usable(TlsFiles files, Instant now) {
    try {
      X509Certificate certificate = KeyAndChain.read(files).chain().getFirst();
      return certificate.getNotAfter().toInstant().isAfter(now.plus(RENEWED_BEFORE));
    } catch (TlsProblem none) {
      return false;
    }
  }

  private static void make(TlsFiles files, List<String> names, Instant now, SecureRandom random)
      throws IOException {
    KeyPair pair = keyPair(random);
    byte[] certificate = certificate(pair, names, now, random);
    Files.createDirectories(files.key().toAbsolutePath().getParent());
    write(files.key(), new Pem("PRIVATE KEY", pair.getPrivate().getEncoded()), "rw-------");
    write(files.certificate(), new Pem("CERTIFICATE", certificate), "rw-r--r--");
  }

  private static KeyPair keyPair(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has P-256", missing);
    }
  }

  static byte[] certificate(KeyPair pair, List<String> names, Instant now, SecureRandom random) {
    byte[] name =
        Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.utf8(names.getFirst()))));
    byte[] toBeSigned =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(2)), // version 3
            Der.integer(new BigInteger(127, random).setBit(126)),
            ECDSA_WITH_SHA256,
            name,
            Der.sequence(Der.time(now.minus(BACKDATED)), Der.time(now.plus(VALID))),
            name,
            pair.getPublic().getEncoded(),
            Der.tagged(0xa3, extensions(names)));
    return Der.sequence(toBeSigned, ECDSA_WITH_SHA256, Der.bits(0, sign(pair, toBeSigned)));
  }

  /// RFC 5280 section 4.2.1.
  private static byte[] extensions(List<String> names) {
    byte[][] alternatives = names.stream().map(SelfMade::alternative).toArray(byte[][]::new);
    return Der.sequence(
        critical(Der.oid(2, 5, 29, 19), Der.sequence()), // no authority
        critical(Der.oid(2, 5, 29, 15), Der.bits(7, new byte[] {(byte) 0x80})), // signs
        Der.sequence(
            Der.oid(2, 5, 29, 37), // for servers
            Der.octets(Der.sequence(Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 1)))),
        Der.sequence(Der.oid(2, 5, 29, 17), Der.octets(Der.sequence(alternatives))));
  }

  private static byte[] critical(byte[] oid, byte[] value) {
    return Der.sequence(oid, Der.TRUE, Der.octets(value));
  }

  private static byte[] alternative(String name) {
    return IpAddress.parse(name)
        .map(address -> Der.tagged(0x87, address.toInetAddress().getAddress()))
        .orElseGet(() -> Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] sign(KeyPair pair, byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK signs with P-256", missing);
    }
  }

  /// The file has its permissions before it has a content, and its name once it is whole.
  private static void write(Path file, Pem block, String permissions) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    Files.writeString(part, block.text(), StandardOpenOption.WRITE);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
