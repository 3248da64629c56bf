package weir.net;

import java.io.IOException;
import java.io.InputStream;

/// The PROXY protocol header, versions 1 and 2, as HAProxy's `proxy-protocol.txt` defines them: a
/// trusted balancer says at the very start of a connection for whom it speaks.
///
/// Whoever calls [#read] has already made sure that the peer is trusted; a header from anybody else
/// is the start of a dialog and never comes here.
public sealed interface ProxyHeader {

  /// Longest version 1 header, CRLF included (section 2.1).
  int V1_LIMIT = 107;

  /// Longest address and TLV block that is read behind the 16 fixed octets of version 2. The
  /// protocol allows 65535; real balancers stay below 500, with a TLS client certificate name.
  int V2_LIMIT = 1024;

  /// A TCP connection that the balancer relays.
  record Tcp(IpAddress client, int clientPort, IpAddress server, int serverPort)
      implements ProxyHeader {}

  /// The balancer speaks for itself (health check), or does not know: the addresses of the socket
  /// count.
  record Local() implements ProxyHeader {}

  /// Not a header that we take; the connection is to be closed without an answer (section 2: "the
  /// receiver must abort").
  ///
  /// @param why a sentence of ours; holds nothing of what the peer sent
  record Malformed(String why) implements ProxyHeader {}

  /// Reads exactly the header and not one octet more, so that what follows belongs to the dialog.
  ///
  /// Blocks until the header is complete, the stream ends (`Malformed`) or a limit is reached; the
  /// deadline is the stream's.
  static ProxyHeader read(InputStream in) throws IOException {
    return ProxyReader.read(in);
  }

  /// The version 1 header that a relaying hop sends. Mixed families are written as TCP6 with the
  /// IPv4 side mapped.
  static byte[] v1(IpAddress client, int clientPort, IpAddress server, int serverPort) {
    return ProxyWriter.v1(new Tcp(client, clientPort, server, serverPort));
  }

  /// The version 2 header, without TLVs.
  static byte[] v2(IpAddress client, int clientPort, IpAddress server, int serverPort) {
    return ProxyWriter.v2(new Tcp(client, clientPort, server, serverPort));
  }

  /// The version 2 header of a connection that the sender opens for itself, such as a health check.
  static byte[] v2Local() {
    return ProxyWriter.v2Local();
  }
}
