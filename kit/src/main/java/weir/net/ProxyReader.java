package weir.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import weir.net.ProxyHeader.Local;
import weir.net.ProxyHeader.Malformed;
import weir.net.ProxyHeader.Tcp;

/// Reads one PROXY header and nothing behind it. Every octet that is looked at has been read: the
/// array is as long as what came.
final class ProxyReader {

  static final byte[] SIGNATURE_2 = {
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A
  };
  static final int COMMAND_LOCAL = 0;
  static final int COMMAND_PROXY = 1;
  static final byte UNSPECIFIED = 0x00;
  static final byte TCP4 = 0x11;
  static final byte TCP6 = 0x21;

  private static final byte[] SIGNATURE_1 = {'P', 'R', 'O', 'X', 'Y', ' '};
  private static final int TLV_CRC32C = 0x03;
  private static final Malformed CUT_SHORT = new Malformed("the header ended early");

  private ProxyReader() {}

  static ProxyHeader read(InputStream in) throws IOException {
    byte[] start =
        new byte[SIGNATURE_2.length]; // shorter than the shortest header of either version
    int have = 0;
    while (have < start.length) {
      int more = in.read(start, have, start.length - have);
      if (more < 0) {
        return CUT_SHORT;
      }
      have += more;
      if (!begins(start, have, SIGNATURE_1) && !begins(start, have, SIGNATURE_2)) {
        return new Malformed("no PROXY header");
      }
    }
    return start[0] == 'P' ? version1(in, start) : version2(in);
  }

  private static boolean begins(byte[] start, int have, byte[] signature) {
    int compared = Math.min(have, signature.length);
    return Arrays.equals(start, 0, compared, signature, 0, compared);
  }

  // Section 2.1: human-readable header

  private static ProxyHeader version1(InputStream in, byte[] start) throws IOException {
    byte[] line = Arrays.copyOf(start, ProxyHeader.V1_LIMIT);
    int length = start.length;
    while (line[length - 1] != '\n') {
      if (length == line.length) {
        return new Malformed("the version 1 header is longer than " + line.length + " octets");
      }
      int octet = in.read();
      if (octet < 0) {
        return CUT_SHORT;
      }
      line[length++] = (byte) octet;
    }
    if (line[length - 2] != '\r') {
      return new Malformed("the version 1 header does not end in CRLF");
    }
    return version1(new String(line, 0, length - 2, StandardCharsets.ISO_8859_1));
  }

  private static ProxyHeader version1(String line) {
    if (line.equals("PROXY UNKNOWN") || line.startsWith("PROXY UNKNOWN ")) {
      return new Local(); // "the receiver must ignore anything presented before the CRLF"
    }
    String[] words = line.split(" ", -1);
    if (words.length != 6 || !(words[1].equals("TCP4") || words[1].equals("TCP6"))) {
      return new Malformed("the version 1 header is not TCP4, TCP6 or UNKNOWN with four values");
    }
    boolean dotted = words[1].equals("TCP4");
    Optional<IpAddress> client = address(words[2], dotted);
    Optional<IpAddress> server = address(words[3], dotted);
    int clientPort = port(words[4]);
    int serverPort = port(words[5]);
    if (client.isEmpty() || server.isEmpty()) {
      return new Malformed("an address of the version 1 header is not of its family");
    }
    if (clientPort < 0 || serverPort < 0) {
      return new Malformed("a port of the version 1 header is not 0 to 65535");
    }
    return new Tcp(client.get(), clientPort, server.get(), serverPort);
  }

  private static Optional<IpAddress> address(String text, boolean dotted) {
    return (text.indexOf(':') < 0) == dotted ? IpAddress.parse(text) : Optional.empty();
  }

  private static int port(String text) {
    if (text.isEmpty() || text.length() > 5 || (text.length() > 1 && text.charAt(0) == '0')) {
      return -1;
    }
    int port = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      port = port * 10 + c - '0';
    }
    return port > 65535 ? -1 : port;
  }

  // Section 2.2: binary header

  private static ProxyHeader version2(InputStream in) throws IOException {
    byte[] fixed = in.readNBytes(4);
    if (fixed.length < 4) {
      return CUT_SHORT;
    }
    int length = (fixed[2] & 255) << 8 | fixed[3] & 255;
    if (length > ProxyHeader.V2_LIMIT) {
      return new Malformed(
          "the version 2 header is longer than " + ProxyHeader.V2_LIMIT + " octets");
    }
    byte[] rest = in.readNBytes(length);
    if (rest.length < length) {
      return CUT_SHORT;
    }
    return switch (fixed[0]) {
      case 0x20 -> new Local();
      case 0x21 -> relayed(fixed, rest);
      default -> new Malformed("unknown version or command");
    };
  }

  private static ProxyHeader relayed(byte[] fixed, byte[] rest) {
    int size =
        switch (fixed[1]) {
          case UNSPECIFIED -> 0;
          case TCP4 -> 4;
          case TCP6 -> 16;
          default -> -1;
        };
    if (size < 0) {
      return new Malformed("the family is not TCP over IPv4 or IPv6");
    }
    if (size == 0) {
      return new Local(); // "the receiver should ignore address information"
    }
    int addresses = 2 * size + 4;
    if (rest.length < addresses) {
      return new Malformed("the addresses do not fit into the announced length");
    }
    Optional<Malformed> fault = faultOfTlvs(fixed, rest, addresses);
    if (fault.isPresent()) {
      return fault.get();
    }
    ByteBuffer in = ByteBuffer.wrap(rest);
    byte[] client = new byte[size];
    byte[] server = new byte[size];
    in.get(client).get(server);
    int clientPort = in.getShort() & 0xFFFF;
    int serverPort = in.getShort() & 0xFFFF;
    return new Tcp(IpAddress.of(client), clientPort, IpAddress.of(server), serverPort);
  }

  /// Walks the TLVs (section 2.2.1 and on): they must fill the rest exactly, and a checksum that is
  /// sent must be right (2.2.3).
  private static Optional<Malformed> faultOfTlvs(byte[] fixed, byte[] rest, int from) {
    int at = from;
    while (at < rest.length) {
      int length = at + 3 <= rest.length ? (rest[at + 1] & 255) << 8 | rest[at + 2] & 255 : 0;
      if (at + 3 + length > rest.length) {
        return Optional.of(new Malformed("a TLV does not fit into the announced length"));
      }
      if (rest[at] == TLV_CRC32C && (length != 4 || !checksumHolds(fixed, rest, at + 3))) {
        return Optional.of(new Malformed("the checksum is wrong"));
      }
      at += 3 + length;
    }
    return Optional.empty();
  }

  private static boolean checksumHolds(byte[] fixed, byte[] rest, int at) {
    byte[] cleared = rest.clone();
    int said = ByteBuffer.wrap(rest).getInt(at);
    Arrays.fill(cleared, at, at + 4, (byte) 0);
    CRC32C sum = new CRC32C();
    sum.update(SIGNATURE_2);
    sum.update(fixed);
    sum.update(cleared);
    return (int) sum.getValue() == said;
  }
}
