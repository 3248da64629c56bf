package weir.enforcement;

import java.net.URI;
import java.util.Optional;

/// Addresses of web services in settings.
final class WebAddress {
  private WebAddress() {}

  /// What is wrong with one, reading on after its key; empty where nothing is.
  static Optional<String> wrong(String text) {
    try {
      URI address = URI.create(text);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (!web || address.getHost() == null) {
        return Optional.of("must begin with https:// or http:// and have a host");
      }
      return address.getUserInfo() == null
          ? Optional.empty()
          : Optional.of("a login does not belong here: put it into a file of its own");
    } catch (IllegalArgumentException e) {
      return Optional.of("is not an address: " + e.getMessage());
    }
  }
}
