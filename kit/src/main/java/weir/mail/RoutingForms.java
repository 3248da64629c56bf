package weir.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The old ways to write a second destination into a local part: `user%other`, `other!user`,
/// `"user@other"`.
///
/// Weir never follows them; the hop behind might. So the decision to relay looks at every host that
/// such a local part could lead to (RFC 2505 section 2.1), and a policy may refuse the forms as the
/// probes they nearly always are. Source routes are not among them: the parser takes them off and
/// nobody behind us sees them.
public final class RoutingForms {

  private RoutingForms() {}

  /// Every host that this mailbox can lead to: its own domain first, then those of its local part,
  /// each once.
  ///
  /// Domains are canonical. What stands in the place of a host and is no domain is given as
  /// written, in lower case: it matches no domain of ours, and so denies the relaying.
  public static List<String> reachable(Path.Mailbox mailbox) {
    List<String> hosts = new ArrayList<>(2);
    hosts.add(mailbox.domain().name());
    if (!hasForm(mailbox.localPart())) {
      return List.copyOf(hosts);
    }
    String local = mailbox.localPart();
    int from = 0;
    char before = '!'; // what stands in front of the first token makes no host of it
    for (int to = 0; to <= local.length(); to++) {
      char mark = to == local.length() ? 0 : local.charAt(to);
      if (to < local.length() && !isMark(mark)) {
        continue;
      }
      if (mark == '!' || before == '%' || before == '@') {
        add(hosts, local.substring(from, to));
      }
      before = mark;
      from = to + 1;
    }
    return List.copyOf(hosts);
  }

  private static void add(List<String> hosts, String token) {
    String host =
        Domain.parse(token).map(Domain::name).orElseGet(() -> token.toLowerCase(Locale.ROOT));
    if (!host.isEmpty() && !hosts.contains(host)) {
      hosts.add(host);
    }
  }

  /// Routing marks, and the separators of a source route inside quotes.
  private static boolean isMark(char c) {
    return c == '%' || c == '!' || c == '@' || c == ',' || c == ':';
  }

  private static boolean hasForm(String local) {
    return local.indexOf('%') >= 0 || local.indexOf('!') >= 0 || local.indexOf('@') >= 0;
  }

  /// Whether the local part carries a second destination and no mailer of today would have written
  /// it: the test of R. Nelson's relay-probe patch. Rewritten senders (SRS, BATV, VERP) use `=` and
  /// `+` and are no probes; where they wrap a local part with a mark in it, they are none either,
  /// except for an embedded `@`.
  public static boolean looksLikeProbe(Path.Mailbox mailbox) {
    String local = mailbox.localPart();
    return hasForm(local) && (local.indexOf('@') >= 0 || !isRewritten(local));
  }

  /// Whether the local part is of SRS0, SRS1 or BATV form: `SRS0=hash=tt=domain=local`,
  /// `SRS1=hash=domain==...`, `prvs=tag=local`.
  static boolean isRewritten(String local) {
    if (local.regionMatches(true, 0, "prvs=", 0, 5)) {
      int end = local.indexOf('=', 5);
      return end > 5 && end + 1 < local.length() && isPlain(local, 5, end);
    }
    boolean srs0 = local.regionMatches(true, 0, "SRS0", 0, 4);
    boolean srs1 = local.regionMatches(true, 0, "SRS1", 0, 4);
    if ((!srs0 && !srs1) || local.length() < 6 || "=+-".indexOf(local.charAt(4)) < 0) {
      return false;
    }
    int field = 5;
    for (int fields = srs0 ? 3 : 2; fields > 0; fields--) {
      int end = local.indexOf('=', field);
      if (end <= field || !isPlain(local, field, end)) {
        return false;
      }
      field = end + 1;
    }
    return field < local.length();
  }

  /// The wrapping itself has no routing marks.
  private static boolean isPlain(String local, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isMark(local.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
