package weir.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringTokenizer;
import weir.net.IpAddress;

/// A line of `/proc/net/tcp` or `/proc/net/tcp6` (proc_pid_net(5)). Addresses are words in the byte
/// order of the machine, in hexadecimal; ports are numbers.
public final class ProcNetTcp {
  private static final int FIELDS = 10;
  private static final HexFormat HEX = HexFormat.of();

  private ProcNetTcp() {}

  /// Empty for the heading, and for what is no such line.
  public static Optional<TcpSocket> line(String line) {
    StringTokenizer tokens = new StringTokenizer(line, " ");
    if (tokens.countTokens() < FIELDS) {
      return Optional.empty();
    }
    String[] fields = new String[FIELDS];
    for (int i = 0; i < FIELDS; i++) {
      fields[i] = tokens.nextToken();
    }
    try {
      return read(fields);
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  private static Optional<TcpSocket> read(String[] fields) {
    Optional<TcpState> state = TcpState.of(Integer.parseInt(fields[3], 16));
    return state.map(it ->
        new TcpSocket(
            address(fields[1]),
            port(fields[1]),
            address(fields[2]),
            port(fields[2]),
            it,
            Long.parseLong(fields[7]),
            Long.parseLong(fields[9]),
            OptionalLong.empty(),
            OptionalLong.empty()));
  }

  private static IpAddress address(String field) {
    byte[] words = HEX.parseHex(field, 0, field.indexOf(':'));
    if (words.length % 4 != 0) {
      throw new IllegalArgumentException("not of words");
    }
    ByteBuffer in = ByteBuffer.wrap(words);
    ByteBuffer network = ByteBuffer.allocate(words.length);
    network.order(ByteOrder.nativeOrder());
    while (in.hasRemaining()) {
      network.putInt(in.getInt());
    }
    return IpAddress.of(network.array());
  }

  private static int port(String field) {
    return Integer.parseInt(field, field.indexOf(':') + 1, field.length(), 16);
  }
}
