package weir.config;

/// A host and a port: `"127.0.0.1:25"`, `"[::1]:25"`, `"mail.example.com:25"`, `"*:25"` for every
/// address of this machine.
///
/// @param host a name, an address without brackets, or `*`
/// @param port 0 to 65535; to listen on 0 means a port that is free
public record Endpoint(String host, int port) {
  public Endpoint {
    if (host.isEmpty() || port < 0 || port > 65535) {
      throw new IllegalArgumentException("not a host and port: " + host + " " + port);
    }
  }

  /// @throws IllegalArgumentException with the reason
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    if (colon < 0 || bare.isEmpty() || bare.indexOf(' ') >= 0) {
      throw new IllegalArgumentException(
          Text.cited(text) + " is not a host and port such as \"127.0.0.1:25\"");
    }
    if (!bracketed && bare.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          Text.cited(text) + " is ambiguous: write an IPv6 address in brackets, \"[::1]:25\"");
    }
    return new Endpoint(bare, port(text, text.substring(colon + 1)));
  }

  private static int port(String text, String digits) {
    if (!digits.isEmpty()
        && digits.length() <= 5
        && Text.leadingDigits(digits) == digits.length()) {
      int port = Integer.parseInt(digits);
      if (port <= 65535) {
        return port;
      }
    }
    throw new IllegalArgumentException(Text.cited(text) + " has no port from 0 to 65535");
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
