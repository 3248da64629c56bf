package weir.segments;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.verdict.Outcome;
import weir.verdict.Verdict;

/// What an entry is searched by: words with a letter before them that says what they are, all in
/// lower case. A new thing to search by is a new letter, not a new column.
///
/// | letter | word |
/// | --- | --- |
/// | `c` | client, 32 hexadecimal digits |
/// | `n` | network of the client: the first of these digits, of IPv4 /0, /8, /16 and /24, of IPv6 /0, /32, /48 and /64 |
/// | `i` | id |
/// | `s` | id of the session, where it differs |
/// | `f` | sender, empty for the null sender |
/// | `d` | domain of the sender |
/// | `r` | recipient, accepted or not |
/// | `t` | domain of a recipient |
/// | `k` | finding, whatever became of it, or what else decided |
/// | `o` | how a transaction ended |
/// | `g` | a gap; no word |
final class Terms {

  static final String GAP = "g:";

  private static final int ADDRESS_DIGITS = 32;
  private static final int BITS_A_DIGIT = 4;

  /// The sizes of networks that have a term, counted in the 128-bit form.
  private static final int[] V4_NETWORKS = {96, 104, 112, 120};

  private static final int[] V6_NETWORKS = {0, 32, 48, 64};
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private Terms() {}

  /// The entry's terms. One that several recipients or verdicts share may stand there several
  /// times.
  static List<String> of(Entry entry) {
    List<String> terms = new ArrayList<>(16);
    switch (entry) {
      case Entry.Transaction t -> transaction(t, terms);
      case Entry.Session s -> {
        client(s.client().address(), terms);
        terms.add(id(s.id()));
        findings(s.judged(), terms);
      }
      case Entry.Act act -> terms.add(id(act.id()));
      case Entry.Gap _ -> terms.add(GAP);
    }
    return terms;
  }

  private static void transaction(Entry.Transaction t, List<String> terms) {
    client(t.client().address(), terms);
    terms.add(id(t.id()));
    if (!t.session().equals(t.id())) {
      terms.add(session(t.session()));
    }
    terms.add(sender(t.sender()));
    addDomain("d:", t.sender(), terms);
    for (Entry.RecipientLine line : t.recipients()) {
      terms.add(recipient(line.recipient()));
      addDomain("t:", line.recipient(), terms);
    }
    findings(t.judged(), terms);
    terms.add(outcome(t.outcome()));
  }

  private static void findings(List<Entry.Judged> judged, List<String> terms) {
    for (Entry.Judged each : judged) {
      Verdict verdict = each.verdict();
      for (Verdict.Weighed weighed : verdict.weighed()) {
        terms.add(finding(weighed.finding().id()));
      }
      switch (verdict.outcome()) {
        case Outcome.Pass() -> {}
        case Outcome.Defer(Outcome.Reason reason) -> terms.add(finding(reason.id()));
        case Outcome.Reject(Outcome.Reason reason) -> terms.add(finding(reason.id()));
        case Outcome.Close(Outcome.Reason reason) -> terms.add(finding(reason.id()));
        case Outcome.Quarantine(Outcome.Reason reason) -> terms.add(finding(reason.id()));
      }
    }
  }

  private static void client(IpAddress address, List<String> terms) {
    String digits = digits(address);
    terms.add("c:" + digits);
    for (int bits : networks(address.isV4())) {
      terms.add(network(digits, bits));
    }
  }

  static String client(IpAddress address) {
    return "c:" + digits(address);
  }

  /// The smallest network with a term that this one lies in.
  static String networkAround(IpPrefix network) {
    int around = 0;
    for (int bits : networks(network.isV4())) {
      if (bits <= network.bits()) {
        around = bits;
      }
    }
    return network(digits(network.first()), around);
  }

  private static int[] networks(boolean v4) {
    return v4 ? V4_NETWORKS : V6_NETWORKS;
  }

  private static String network(String digits, int bits) {
    return "n:" + digits.substring(0, bits / BITS_A_DIGIT);
  }

  private static String digits(IpAddress address) {
    StringBuilder digits = new StringBuilder(ADDRESS_DIGITS);
    hexadecimal(address.high(), digits);
    hexadecimal(address.low(), digits);
    return digits.toString();
  }

  private static void hexadecimal(long bits, StringBuilder into) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      into.append(DIGITS[(int) (bits >>> shift) & 15]);
    }
  }

  static String id(String id) {
    return "i:" + lower(id);
  }

  static String session(String id) {
    return "s:" + lower(id);
  }

  static String sender(String address) {
    return "f:" + lower(address);
  }

  static String senderDomain(String domain) {
    return "d:" + lower(domain);
  }

  static String recipient(String address) {
    return "r:" + lower(address);
  }

  static String recipientDomain(String domain) {
    return "t:" + lower(domain);
  }

  static String finding(String id) {
    return "k:" + lower(id);
  }

  static String outcome(Entry.End end) {
    return "o:" + end.word();
  }

  private static void addDomain(String letter, String address, List<String> terms) {
    int at = address.lastIndexOf('@');
    if (at >= 0) {
      terms.add(letter + lower(address.substring(at + 1)));
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
