package weir.gateway.loglines;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weir.journal.Entry;
import weir.mail.Visible;
import weir.verdict.Verdict.Weighed;

/// The one log line of a transaction: `key=value`, values from outside quoted and escaped
/// (invariant 9).
public record TransactionLine(Entry.Transaction entry) {
  /// Characters of a value that are shown; a thousand recipients would be a line of 300,000.
  static final int LONGEST = 3_000;

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(512);
    line.append("id=").append(entry.id());
    line.append(" client=").append(entry.client().address());
    entry.client().reverseName().ifPresent(name -> put(line, "name", name));
    put(line, "helo", entry.client().helo());
    entry.client().login().ifPresent(login -> put(line, "login", login));
    put(line, "from", entry.sender());
    put(line, "to", recipients());
    kept(line, "held", Entry.Kept.HELD);
    kept(line, "own-copy", Entry.Kept.COPY);
    line.append(" size=").append(entry.size());
    line.append(" end=").append(entry.outcome().word());
    findings(line);
    unknowns(line);
    entry.hop().ifPresent(hop -> hop(line, hop));
    line.append(" ms=").append(entry.took().toMillis());
    refusals().forEach(reply -> put(line, "rcpt-reply", reply));
    if (!entry.reply().isEmpty()) {
      put(line, "reply", entry.reply());
    }
    return line.toString();
  }

  private void hop(StringBuilder line, Entry.HopLine hop) {
    line.append(" hop=").append(hop.hop());
    if (entry.outcome() != Entry.End.DELIVERED) {
      put(line, "hop-reply", hop.reply());
    }
    hop.queueId().ifPresent(id -> put(line, "queue-id", id));
    line.append(" hop-ms=").append(hop.took().toMillis());
  }

  private String recipients() {
    StringBuilder all = new StringBuilder();
    for (Entry.RecipientLine each : entry.recipients()) {
      all.append(all.isEmpty() ? "" : ",").append(each.recipient());
      if (!each.accepted()) {
        all.append('!').append(each.code());
      }
    }
    return all.toString();
  }

  /// What recipients were told, the first of each code, unless it is the last word.
  private Collection<String> refusals() {
    Map<Integer, String> replies = new LinkedHashMap<>();
    for (Entry.RecipientLine each : entry.recipients()) {
      if (!each.accepted() && !each.reply().equals(entry.reply())) {
        replies.putIfAbsent(each.code(), each.reply());
      }
    }
    return replies.values();
  }

  /// Recipients whose message is in our store.
  private void kept(StringBuilder line, String key, Entry.Kept how) {
    String recipients =
        entry.recipients().stream()
            .filter(each -> each.kept() == how)
            .map(Entry.RecipientLine::recipient)
            .collect(Collectors.joining(","));
    if (!recipients.isEmpty()) {
      put(line, key, recipients);
    }
  }

  /// Each finding once, in the order of the verdicts.
  private void findings(StringBuilder line) {
    Set<String> ids = new LinkedHashSet<>();
    for (Entry.Judged judged : entry.judged()) {
      for (Weighed weighed : judged.verdict().weighed()) {
        ids.add(weighed.finding().id());
      }
    }
    if (!ids.isEmpty()) {
      line.append(" findings=").append(String.join(",", ids));
    }
  }

  /// Each check that could not tell once.
  private void unknowns(StringBuilder line) {
    Set<String> checks = new LinkedHashSet<>();
    for (Entry.Judged judged : entry.judged()) {
      judged.verdict().unknowns().forEach(unknown -> checks.add(unknown.check()));
    }
    if (!checks.isEmpty()) {
      line.append(" unknown=").append(String.join(",", checks));
    }
  }

  /// A value from outside: in quotes, with all that is not simply seen escaped, and beyond
  /// [#LONGEST] characters cut, with the number of those that are missing.
  static void put(StringBuilder line, String key, String value) {
    line.append(' ').append(key).append("=\"");
    int i = 0;
    for (int c; i < Math.min(value.length(), LONGEST); i += Character.charCount(c)) {
      c = value.codePointAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append((char) c);
      } else if (Visible.is(c)) {
        line.appendCodePoint(c);
      } else {
        line.append("\\u%04x".formatted(c));
      }
    }
    if (i < value.length()) {
      line.append("...(+").append(value.length() - i).append(')');
    }
    line.append('"');
  }
}
