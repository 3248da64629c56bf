package weir.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes queue files of Postfix, record by record.
final class PostfixFile {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PostfixFile add(char type, String text) {
    byte[] octets = text.getBytes(UTF_8);
    out.write(type);
    int length = octets.length;
    while (length > 0x7F) {
      out.write(length & 0x7F | 0x80);
      length >>= 7;
    }
    out.write(length);
    out.writeBytes(octets);
    return this;
  }

  PostfixFile octets(int... octets) {
    for (int octet : octets) {
      out.write(octet);
    }
    return this;
  }

  /// A pointer to a place; as Postfix does it, its length does not depend on the place.
  PostfixFile pointer(long place) {
    return add('p', "%15d".formatted(place));
  }

  /// Where the next record will stand.
  int place() {
    return out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
