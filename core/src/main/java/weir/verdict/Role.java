package weir.verdict;

import java.util.Locale;

/// What a session is to us. The listener gives the default; a relay prefix or a login changes it.
public enum Role {
  /// A stranger who has mail for our own domains.
  MX,
  /// A customer who has to log in first.
  SUBMISSION,
  /// One of our own hosts, known by its address.
  RELAY;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
