package weir.imports;

import weir.config.KeyPath;

/// What a configuration needs besides what old files say: a name, a listener, the old mail server
/// as next hop.
final class Frame {

  /// Where the old server is expected to listen, once Weir has its port.
  static final String BEHIND = "127.0.0.1:10025";

  private static final String ONWARD = "127.0.0.1:10026";

  private static final String NOT_OLD = "From no old file.";

  private Frame() {}

  /// Adds what is missing.
  ///
  /// @param hop name of the old server as next hop, as `qmail`
  /// @param identity how it is told who the client is, as in `hops.NAME.identity`
  static void around(Draft draft, String hop, String identity) {
    if (!draft.has(Tables.ROOT, "host-name")) {
      draft.set(Tables.ROOT, "host-name", Toml.text("mx.example.com"), NOT_OLD);
      draft.yours(
          "`host-name`",
          "no old file that was read says what this server calls itself",
          "Set it to a name that leads to this host in DNS");
    }
    draft.set(Tables.LISTENER, "address", Toml.text("*:25"), NOT_OLD);
    KeyPath behind = Tables.hop(hop);
    if (draft.isRelaying() || draft.has(Tables.ROUTING, "relay-from")) {
      onward(draft, hop + "-out");
    }
    draft.set(behind, "type", Toml.text("smtp"), NOT_OLD);
    draft.set(behind, "address", Toml.text(BEHIND), NOT_OLD);
    draft.set(behind, "identity", Toml.text(identity), NOT_OLD);
    draft.yours(
        "the old mail server, `hops." + hop + "`",
        "Weir takes port 25 and hands on to it",
        "Let it listen on " + BEHIND + ", or set where it listens");
  }

  /// Who may send anywhere does so through a door of the old server that strangers' mail never
  /// reaches.
  private static void onward(Draft draft, String hop) {
    KeyPath out = Tables.hop(hop);
    draft.set(out, "type", Toml.text("smtp"), NOT_OLD);
    draft.set(out, "address", Toml.text(ONWARD), NOT_OLD);
    draft.set(out, "identity", Toml.text("none"), NOT_OLD);
    draft.set(out, "trusts-us", Toml.TRUE, NOT_OLD);
    draft.set(Tables.ROUTING, "onward-hop", Toml.text(hop), NOT_OLD);
    draft.yours(
        "mail of your own hosts, `hops." + hop + "`",
        "it goes on to a second port of the old mail server, which may send anywhere",
        "Let it listen on "
            + ONWARD
            + " as well, there with relaying for 127.0.0.1, and on "
            + BEHIND
            + " without");
  }

  /// No domain came with the source: one to begin with, so that the file can be checked.
  static void domain(Draft draft, String hop) {
    KeyPath domain = KeyPath.of("domains", "example.com");
    draft.set(domain, "hop", Toml.text(hop), NOT_OLD);
    draft.set(domain, "call-forward", Toml.TRUE, NOT_OLD);
    draft.yours(
        "`domains`",
        "this source says nothing of your domains",
        "Put yours in place of example.com");
  }
}
