package weir.snapshot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import weir.state.State;

/// Changes as bytes: length, CRC-32C of the body, body. A body is a kind, the table's name, the
/// key, and for an entry its value and two instants; strings are UTF-8 with their length before
/// them.
final class ChangeCodec {

  /// The largest body that is read; limits of [State] keep what is written below it.
  static final int BODY_LIMIT = 65_536;

  private static final int PUT = 1;
  private static final int REMOVED = 2;

  private ChangeCodec() {}

  static byte[] encode(Change change) {
    byte[] body = body(change);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 8);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(body.length);
      out.writeInt(checksum(body));
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] body(Change change) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      switch (change) {
        case Change.Put(String table, State.Entry entry) -> {
          out.writeByte(PUT);
          write(out, table);
          write(out, entry.key());
          write(out, entry.value());
          write(out, entry.since());
          write(out, entry.until());
        }
        case Change.Removed(String table, String key) -> {
          out.writeByte(REMOVED);
          write(out, table);
          write(out, key);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// The next change, or empty where the bytes end or stop making sense: a crash cuts the last
  /// record anywhere, and what follows a broken record cannot be trusted.
  static Optional<Change> read(DataInputStream in) throws IOException {
    byte[] head = in.readNBytes(8);
    if (head.length < 8) {
      return Optional.empty();
    }
    DataInputStream fields = new DataInputStream(new ByteArrayInputStream(head));
    int length = fields.readInt();
    int checksum = fields.readInt();
    if (length < 1 || length > BODY_LIMIT) {
      return Optional.empty();
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length || checksum(body) != checksum) {
      return Optional.empty();
    }
    return decode(body);
  }

  private static Optional<Change> decode(byte[] body) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      return switch (in.readByte()) {
        case PUT ->
            Optional.of(
                new Change.Put(
                    string(in), new State.Entry(string(in), string(in), instant(in), instant(in))));
        case REMOVED -> Optional.of(new Change.Removed(string(in), string(in)));
        default -> Optional.empty();
      };
    } catch (IOException | DateTimeException | ArithmeticException madeBySomebodyElse) {
      return Optional.empty();
    }
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private static void write(DataOutputStream out, Instant instant) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static String string(DataInputStream in) throws IOException {
    int length = in.readUnsignedShort();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("a string ends early");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static int checksum(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return (int) crc.getValue();
  }
}
