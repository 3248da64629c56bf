package weir.login;

import weir.net.IpAddress;

/// One attempt to log in.
///
/// @param client where it comes from
/// @param clientPort its port, 0 when not known
/// @param local the address of ours it came to
/// @param localPort the port of ours it came to
/// @param secured whether it came under TLS
/// @param user whatever the client sent; opaque
/// @param password the octets the client sent
public record Attempt(
    IpAddress client,
    int clientPort,
    IpAddress local,
    int localPort,
    boolean secured,
    String user,
    byte[] password) {

  @Override
  public String toString() {
    return "Attempt[" + user + " from " + client + "]";
  }
}
