package weir.observation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.maillog.LogFraming;
import weir.maillog.LogGrammar;
import weir.maillog.LogLine;
import weir.maillog.LogRead;
import weir.maillog.PostfixLog;
import weir.maillog.SyslogFraming;

/// The logs of two servers of ours, read line by line into [#passages]: web1, where programs hand
/// in, and mail1, which takes its mail.
abstract class TwoServersLogs {
  static final Instant LATEST = Instant.parse("2026-11-28T22:00:00Z");
  static final Duration SIX_DAYS = Duration.ofDays(6);

  private static final Map<String, String> HOSTS =
      Map.of("192.0.2.10", "web1", "192.0.2.20", "mail1");

  final Passages passages =
      new Passages(
          (address, at) -> Optional.ofNullable(HOSTS.get(address.toString())),
          _ -> Origin.AUTHORED,
          1_000,
          1);
  final LogJoin web1 = new LogJoin("log", "web1", 1_000, SIX_DAYS);
  final LogJoin mail1 = new LogJoin("log", "mail1", 1_000, SIX_DAYS);
  private int second;

  final void read(LogJoin join, LogFraming framing, LogGrammar grammar, String line) {
    LogLine read = framing.read(line, LATEST).orElseThrow();
    if (grammar.read(read) instanceof LogRead.Told told) {
      join.read(read, told, Writer.SERVER).forEach(passages::take);
    }
  }

  /// Lines of one second, each later call a second later.
  final void postfix(LogJoin join, String... lines) {
    for (String line : lines) {
      String framed = "Nov 28 21:54:%02d host postfix/%s".formatted(second, line);
      read(join, new SyslogFraming(ZoneOffset.UTC), new PostfixLog(), framed);
    }
    second++;
  }

  /// What comes now has the same times as before.
  final void again() {
    second = 0;
  }

  /// All that have changed since this was asked last.
  final List<Passage> all() {
    return passages.changes().updated();
  }

  /// A program of uid 2001 hands in a message for two.
  final void local(LogJoin join, String id, String messageId) {
    postfix(
        join,
        "pickup[10]: " + id + ": uid=2001 from=<u2001>",
        "cleanup[11]: " + id + ": message-id=<" + messageId + ">",
        "qmgr[12]: " + id + ": from=<u2001@web1>, size=900, nrcpt=2 (queue active)");
  }

  /// A client hands in a message.
  final void arrived(LogJoin join, String id, String client, String messageId, int recipients) {
    postfix(
        join,
        "smtpd[20]: " + id + ": client=" + client,
        "cleanup[21]: " + id + ": message-id=<" + messageId + ">",
        "qmgr[22]: "
            + id
            + ": from=<u2001@web1>, size=1200, nrcpt="
            + recipients
            + " (queue active)");
  }

  final void sent(LogJoin join, String id, String relay, String answer) {
    postfix(
        join,
        ("smtp[30]: %s: to=<x@far.example>, relay=%s, delay=1, delays=0/0/0/1, dsn=2.0.0,"
                + " status=sent (%s)")
            .formatted(id, relay, answer));
  }
}
