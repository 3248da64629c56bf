package weir.gateway;

import java.util.stream.Collectors;
import weir.journal.Entry;
import weir.verdict.Verdict.Weighed;

/// The one log line of a transaction: `key=value`, values from outside quoted and escaped
/// (invariant 9).
record LogLine(Entry.Transaction entry) {

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(256);
    line.append("id=").append(entry.id());
    line.append(" client=").append(entry.client().address());
    put(line, "helo", entry.client().helo());
    entry.client().login().ifPresent(login -> put(line, "login", login));
    put(line, "from", entry.sender());
    put(line, "to", recipients());
    line.append(" size=").append(entry.size());
    line.append(" end=").append(entry.outcome().word());
    if (!findings().isEmpty()) {
      line.append(" findings=").append(findings());
    }
    entry
        .hop()
        .ifPresent(hop -> {
          line.append(" hop=").append(hop.hop());
          hop.queueId().ifPresent(id -> put(line, "queue-id", id));
          line.append(" hop-ms=").append(hop.took().toMillis());
        });
    line.append(" ms=").append(entry.took().toMillis());
    if (!entry.reply().isEmpty()) {
      put(line, "reply", entry.reply());
    }
    return line.toString();
  }

  private String recipients() {
    return entry.recipients().stream()
        .map(each -> each.accepted() ? each.recipient() : each.recipient() + "!" + each.code())
        .collect(Collectors.joining(","));
  }

  private String findings() {
    return entry.judged().stream()
        .flatMap(judged -> judged.verdict().weighed().stream())
        .map(Weighed::finding)
        .map(finding -> finding.id())
        .distinct()
        .collect(Collectors.joining(","));
  }

  static void put(StringBuilder line, String key, String value) {
    line.append(' ').append(key).append("=\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || (c >= 0x80 && c <= 0x9f) || c == 0x2028 || c == 0x2029) {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    line.append('"');
  }
}
