package weir.nexthop;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import weir.mail.Xtext;
import weir.net.IpAddress;
import weir.smtp.LineReader;

/// The lines that tell a hop who the client is: Postfix's XCLIENT and XFORWARD
/// (postfix.org/XCLIENT_README.html, XFORWARD_README.html).
///
/// Only attributes the hop asked for in its EHLO reply are named, and all of those are named: a
/// value that is not known is `[UNAVAILABLE]`, or the hop would keep the previous client's.
final class ClientAttributes {

  private static final String UNAVAILABLE = "[UNAVAILABLE]";

  private final String verb;
  private final Set<String> offered;
  private final List<String> lines = new ArrayList<>(1);
  private StringBuilder line;

  private ClientAttributes(String verb, Set<String> offered) {
    this.verb = verb;
    this.offered = offered;
    this.line = new StringBuilder(verb);
  }

  static List<String> xclient(ClientIdentity client, Set<String> offered) {
    return new ClientAttributes("XCLIENT", offered)
        .client(client)
        .add("LOGIN", client.login().map(Xtext::encode).orElse(UNAVAILABLE))
        .add("DESTADDR", address(client.localAddress()))
        .add("DESTPORT", port(client.localPort()))
        .lines();
  }

  /// @param id our id of the transaction, which the hop's log then shows
  static List<String> xforward(ClientIdentity client, String id, Set<String> offered) {
    return new ClientAttributes("XFORWARD", offered)
        .client(client)
        .add("IDENT", Xtext.encode(id))
        .add("SOURCE", "REMOTE")
        .lines();
  }

  private ClientAttributes client(ClientIdentity client) {
    return add("NAME", client.reverseName().map(Xtext::encode).orElse(UNAVAILABLE))
        .add("ADDR", address(client.address()))
        .add("PORT", port(client.port()))
        .add("PROTO", client.extended() ? "ESMTP" : "SMTP")
        .add("HELO", client.helo().isEmpty() ? UNAVAILABLE : Xtext.encode(client.helo()));
  }

  private static String address(IpAddress address) {
    return address.isV4() ? address.toString() : "IPV6:" + address;
  }

  private static String port(int port) {
    return port == 0 ? UNAVAILABLE : Integer.toString(port);
  }

  private ClientAttributes add(String name, String value) {
    if (offered.contains(name)) {
      int longer = line.length() + name.length() + value.length() + " =\r\n".length();
      if (longer > LineReader.COMMAND_LINE && line.length() > verb.length()) {
        lines.add(line.toString());
        line = new StringBuilder(verb);
      }
      line.append(' ').append(name).append('=').append(value);
    }
    return this;
  }

  private List<String> lines() {
    if (line.length() > verb.length()) {
      lines.add(line.toString());
    }
    return lines;
  }
}
