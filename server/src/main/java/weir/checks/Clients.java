package weir.checks;

import weir.verdict.Facts;

/// Whom a setting concerns.
public enum Clients {
  /// Who neither logged in nor is one of our own hosts.
  STRANGERS,
  /// Customers and our own hosts, too.
  ALL;

  boolean include(Facts facts) {
    return this == ALL || !facts.trusted();
  }
}
