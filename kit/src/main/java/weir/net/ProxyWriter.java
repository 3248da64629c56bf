package weir.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes PROXY headers, sections 2.1 and 2.2 of the protocol.
final class ProxyWriter {

  private ProxyWriter() {}

  static byte[] v1(ProxyHeader.Tcp tcp) {
    boolean dotted = tcp.client().isV4() && tcp.server().isV4();
    String line =
        (dotted ? "PROXY TCP4 " : "PROXY TCP6 ")
            + (dotted ? tcp.client().toString() : AddressText.writeV6(tcp.client()))
            + " "
            + (dotted ? tcp.server().toString() : AddressText.writeV6(tcp.server()))
            + " "
            + port(tcp.clientPort())
            + " "
            + port(tcp.serverPort())
            + "\r\n";
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] v2(ProxyHeader.Tcp tcp) {
    boolean dotted = tcp.client().isV4() && tcp.server().isV4();
    int addresses = dotted ? 12 : 36;
    byte[] header =
        start(addresses, ProxyReader.COMMAND_PROXY, dotted ? ProxyReader.TCP4 : ProxyReader.TCP6);
    ByteBuffer out = ByteBuffer.wrap(header, 16, addresses);
    out.put(dotted ? tcp.client().octets() : tcp.client().octets16());
    out.put(dotted ? tcp.server().octets() : tcp.server().octets16());
    out.putShort((short) port(tcp.clientPort())).putShort((short) port(tcp.serverPort()));
    return header;
  }

  static byte[] v2Local() {
    return start(0, ProxyReader.COMMAND_LOCAL, ProxyReader.UNSPECIFIED);
  }

  private static byte[] start(int addresses, int command, byte family) {
    byte[] header = Arrays.copyOf(ProxyReader.SIGNATURE_2, 16 + addresses);
    header[12] = (byte) (0x20 | command);
    header[13] = family;
    header[15] = (byte) addresses;
    return header;
  }

  private static int port(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
    }
    return port;
  }
}
