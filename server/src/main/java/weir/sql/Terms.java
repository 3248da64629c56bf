package weir.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.verdict.Outcome;
import weir.verdict.Verdict;

/// What an entry is searched by: words with a letter before them that says what they are, all in
/// lower case. A new thing to search by is a new letter, not a new column.
///
/// | letter | word |
/// | --- | --- |
/// | `c` | client, 32 hexadecimal digits, always the first |
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

  /// Where the client's term stands in the JSON array, counted as SQL counts.
  static final int CLIENT_FROM = 3;

  static final int CLIENT_LENGTH = 34;

  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private Terms() {}

  /// The entry's terms. One that several recipients or verdicts share may stand there several
  /// times.
  static List<String> of(Entry entry) {
    List<String> terms = new ArrayList<>(12);
    switch (entry) {
      case Entry.Transaction t -> transaction(t, terms);
      case Entry.Session s -> {
        terms.add(client(s.client().address()));
        terms.add(id(s.id()));
        findings(s.judged(), terms);
      }
      case Entry.Act act -> terms.add(id(act.id()));
      case Entry.Gap _ -> terms.add(GAP);
    }
    return terms;
  }

  private static void transaction(Entry.Transaction t, List<String> terms) {
    terms.add(client(t.client().address()));
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

  static String client(IpAddress address) {
    StringBuilder term = new StringBuilder(CLIENT_LENGTH).append("c:");
    hexadecimal(address.high(), term);
    hexadecimal(address.low(), term);
    return term.toString();
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

  /// The terms as a JSON array, which SQLite takes apart at sealing.
  static String array(List<String> terms) {
    StringBuilder json = new StringBuilder(256).append('[');
    for (String term : terms) {
      if (json.length() > 1) {
        json.append(',');
      }
      quote(term, json);
    }
    return json.append(']').toString();
  }

  /// A term as it stands in the array: the same term always in the same form, to be looked for.
  static String quoted(String term) {
    StringBuilder json = new StringBuilder(term.length() + 2);
    quote(term, json);
    return json.toString();
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00").append(DIGITS[c >> 4]).append(DIGITS[c & 15]);
      } else {
        json.append(Character.isSurrogate(c) && alone(text, i) ? '\ufffd' : c);
      }
    }
    json.append('"');
  }

  private static boolean alone(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
        : i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
  }
}
