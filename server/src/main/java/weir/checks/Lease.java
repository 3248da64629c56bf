package weir.checks;

import java.util.Locale;
import java.util.Optional;
import weir.check.Tables;
import weir.mail.Domain;
import weir.mail.Path;
import weir.mail.PathParser;
import weir.net.IpPrefix;
import weir.state.State;
import weir.state.Table;

/// What an operator says for a time with `weir allow` or `weir block`, as it is kept in state.
///
/// The key is an address or network, a sender's domain (which stands for those below it, too) or a
/// sender's address. One key holds one word: the newest.
///
/// @param key the canonical text of what the lease is about
/// @param reason as the operator gave it; for staff, never told to a client
public record Lease(Word word, String key, String reason) {

  /// The operator's word.
  public enum Word {
    ALLOW,
    BLOCK;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Prefix lengths a lease may have. Few, so that a look-up is as many probes; whoever needs
  /// another one writes it under `[checks.access]`.
  static final int[] V4_LENGTHS = {32, 24, 16, 8};

  static final int[] V6_LENGTHS = {128, 64, 56, 48, 32};

  private static final int REASON_LIMIT = 500;

  public Lease {
    if (reason.length() > REASON_LIMIT) {
      throw new IllegalArgumentException("a reason has at most " + REASON_LIMIT + " characters");
    }
  }

  /// Reads the operator's words.
  ///
  /// @param target `192.0.2.1`, `192.0.2.0/24`, `example.com` or `ann@example.com`
  /// @throws IllegalArgumentException with a sentence for the operator
  public static Lease of(Word word, String target, String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("the reason is empty; your colleagues will ask for it");
    }
    String key = key(target);
    if (isTopLevel(key)) {
      throw new IllegalArgumentException(
          "\"" + key + "\" has no dot: write a domain such as example.com, or an address");
    }
    return new Lease(word, key, reason);
  }

  private static boolean isTopLevel(String key) {
    return key.indexOf('.') < 0 && key.indexOf('@') < 0 && key.indexOf('/') < 0;
  }

  /// The key under which it is kept what was said of somebody.
  ///
  /// @throws IllegalArgumentException with a sentence for the operator
  public static String key(String written) {
    String target = written.strip();
    if (target.indexOf('@') >= 0) {
      return sender(target);
    }
    if (target.indexOf('/') >= 0 || IpPrefix.parse(target).isPresent()) {
      return network(target);
    }
    return Domain.parse(target)
        .filter(domain -> !domain.isLiteral())
        .map(Domain::name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "\"" + target + "\" is no address, network, domain or sender"));
  }

  private static String sender(String target) {
    if (PathParser.parse(target, true)
            instanceof PathParser.Parsed(Path.Mailbox mailbox, var route, _)
        && route.isEmpty()) {
      return mailbox.key();
    }
    throw new IllegalArgumentException("\"" + target + "\" is no mail address");
  }

  private static String network(String target) {
    IpPrefix prefix;
    try {
      prefix = IpPrefix.of(target);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"" + target + "\": " + e.getMessage(), e);
    }
    int[] lengths = prefix.isV4() ? V4_LENGTHS : V6_LENGTHS;
    StringBuilder known = new StringBuilder();
    for (int length : lengths) {
      if (length == prefix.length()) {
        return prefix.toString();
      }
      known.append(known.isEmpty() ? "/" : ", /").append(length);
    }
    throw new IllegalArgumentException(
        "a network here is one of %s; write %s under [checks.access]".formatted(known, prefix));
  }

  /// Where it is kept.
  public Table table() {
    return Tables.LEASES;
  }

  /// How it is kept.
  public String value() {
    return word.word() + " " + reason;
  }

  /// The lease that was kept; empty for an entry of another form.
  public static Optional<Lease> of(State.Entry entry) {
    int blank = entry.value().indexOf(' ');
    String first = blank < 0 ? entry.value() : entry.value().substring(0, blank);
    String reason = blank < 0 ? "" : entry.value().substring(blank + 1);
    return switch (first) {
      case "allow" -> Optional.of(new Lease(Word.ALLOW, entry.key(), reason));
      case "block" -> Optional.of(new Lease(Word.BLOCK, entry.key(), reason));
      default -> Optional.empty();
    };
  }
}
