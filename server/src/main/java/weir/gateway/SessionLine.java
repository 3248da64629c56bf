package weir.gateway;

import weir.journal.Entry;

/// The one log line of a session in which something happened outside of transactions, or nothing at
/// all: failed logins, commands that were none, refusals at the greeting, limits. In the form of
/// [LogLine], so that whoever bans addresses finds `client=` and `reply=` in both.
record SessionLine(Entry.Session entry) {
  private static final int MOST_REPLIES = 5;

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(256);
    line.append("id=").append(entry.id());
    line.append(" client=").append(entry.client().address());
    LogLine.put(line, "helo", entry.client().helo());
    entry.client().login().ifPresent(login -> LogLine.put(line, "login", login));
    LogLine.put(line, "end", entry.end());
    line.append(" ms=").append(entry.took().toMillis());
    line.append(" refusals=").append(entry.refusals().size());
    entry.refusals().stream()
        .limit(MOST_REPLIES)
        .forEach(reply -> LogLine.put(line, "reply", reply));
    return line.toString();
  }
}
