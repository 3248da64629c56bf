package weir.gateway.loglines;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import weir.journal.Entry;

/// The one log line of a session in which something happened outside of transactions, or nothing at
/// all: failed logins, commands that were none, refusals at the greeting, limits. In the form of
/// [TransactionLine], so that whoever bans addresses finds `client=` and `reply=` in both.
public record SessionLine(Entry.Session entry) {
  private static final int REPLY_CODE_LENGTH = 3;

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(256);
    line.append("id=").append(entry.id());
    line.append(" client=").append(entry.client().address());
    entry.client().reverseName().ifPresent(name -> TransactionLine.put(line, "name", name));
    TransactionLine.put(line, "helo", entry.client().helo());
    entry.client().login().ifPresent(login -> TransactionLine.put(line, "login", login));
    TransactionLine.put(line, "end", entry.end());
    line.append(" ms=").append(entry.took().toMillis());
    line.append(" refusals=").append(entry.refusals().size());
    firstOfEachCode().forEach(reply -> TransactionLine.put(line, "reply", reply));
    return line.toString();
  }

  /// Not the first few: a failed login must not hide behind commands that are none.
  private Collection<String> firstOfEachCode() {
    Map<String, String> replies = new LinkedHashMap<>();
    entry
        .refusals()
        .forEach(reply -> replies.putIfAbsent(reply.substring(0, REPLY_CODE_LENGTH), reply));
    return replies.values();
  }
}
