package weir.imports;

import weir.config.KeyPath;

/// The tables of `weir.toml` that imports write to.
final class Tables {
  static final KeyPath ROOT = KeyPath.ROOT;
  static final KeyPath LISTENER = KeyPath.of("listeners", "mx");
  static final KeyPath ROUTING = KeyPath.of("routing");
  static final KeyPath LIMITS = KeyPath.of("limits");
  static final KeyPath DNSBL = KeyPath.of("checks", "dnsbl");
  static final KeyPath SENDER_DOMAIN = KeyPath.of("checks", "sender-domain");
  static final KeyPath RECIPIENTS = KeyPath.of("checks", "recipients");
  static final KeyPath TARPIT = KeyPath.of("checks", "tarpit");

  static final KeyPath POLICY = KeyPath.of("policy");
  static final KeyPath WIRE = KeyPath.of("wire");

  private Tables() {}

  static KeyPath hop(String name) {
    return KeyPath.of("hops", name);
  }
}
