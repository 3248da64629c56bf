package weir.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.gateway.live.GatewayCounts;
import weir.gateway.loglines.RefusalLines.Kind;
import weir.gateway.loglines.SessionLine;
import weir.gateway.loglines.TransactionLine;
import weir.journal.Entry;
import weir.journal.Entry.End;
import weir.smtp.Reply;
import weir.verdict.Facts;
import weir.verdict.Hello;
import weir.verdict.Login;
import weir.wire.TlsInfo;

/// Writes down what a session did: journal entries, one log line each, counts.
final class Records {
  private static final Logger transactionLog = LoggerFactory.getLogger("weir.transactions");
  private static final Logger sessionLog = LoggerFactory.getLogger("weir.sessions");

  /// RFC 5321 section 4.2.3: whoever is told this is left.
  private static final int CLOSING = 421;

  private final Talk talk;

  Records(Talk talk) {
    this.talk = talk;
  }

  /// With the last reply of the transaction under way.
  void transactionEnded(Reply reply) {
    Transaction transaction = talk.transaction().orElseThrow();
    End end =
        switch (reply.code() / 100) {
          case 2 -> transaction.wasHandedOn() ? End.DELIVERED : End.HELD;
          case 5 -> End.REFUSED;
          default -> reply.closes() ? End.CLOSED : End.DEFERRED;
        };
    ended(end, reply.toString());
  }

  /// RSET, QUIT, a new HELO: unless every recipient was refused, which is an end of its own.
  void transactionAbandoned() {
    talk.transaction()
        .ifPresent(transaction -> {
          boolean asked = !transaction.lines().isEmpty();
          boolean none = transaction.accepted().isEmpty();
          if (asked && none) {
            Entry.RecipientLine last = transaction.lines().getLast();
            ended(refusal(last), last.reply());
          } else {
            ended(End.ABANDONED, "");
          }
        });
  }

  private static End refusal(Entry.RecipientLine line) {
    if (line.code() == CLOSING) {
      return End.CLOSED;
    }
    return line.code() / 100 == 5 ? End.REFUSED : End.DEFERRED;
  }

  /// The session ended with a transaction under way: by a reply of ours to a recipient, or else it
  /// was lost.
  private void transactionCutOff(String how) {
    List<Entry.RecipientLine> lines = talk.transaction().map(Transaction::lines).orElse(List.of());
    if (!lines.isEmpty() && lines.getLast().code() == CLOSING) {
      ended(End.CLOSED, lines.getLast().reply());
    } else if (talk.transaction().isPresent()) {
      ended(End.LOST, how);
    }
  }

  private void ended(End end, String reply) {
    Transaction transaction = talk.transaction().orElseThrow();
    Instant now = talk.gateway.clock().instant();
    Entry.Transaction entry =
        new Entry.Transaction(
            transaction.id(),
            talk.session(),
            transaction.began(),
            Duration.between(transaction.began(), now),
            client(),
            transaction.sender().text(),
            transaction.lines(),
            transaction.size(),
            transaction.heading(),
            end,
            reply,
            transaction.judgements(),
            transaction.hop());
    talk.gateway.journal().add(entry);
    talk.gateway.enforcer().remember(talk.inspection().afterwards(talk.facts(), entry));
    talk.gateway.busiest().saw(entry, now);
    if (isShown(entry)) {
      transactionLog.info(new TransactionLine(entry).toString());
    }
    count(end, entry.size());
    talk.drop();
  }

  /// Whoever hears 5xx and hangs up was refused, too.
  private static boolean refuses(Entry.Transaction entry) {
    return switch (entry.outcome()) {
      case REFUSED, DEFERRED, CLOSED -> true;
      case ABANDONED, LOST -> !entry.recipients().stream().allMatch(Entry.RecipientLine::accepted);
      case DELIVERED, HELD -> false;
    };
  }

  /// Mail that came has its line always; what costs a client next to nothing must not fill the log.
  private boolean isShown(Entry.Transaction entry) {
    boolean came = entry.outcome() == End.DELIVERED || entry.outcome() == End.HELD;
    return came || isShown(refuses(entry) ? Kind.REFUSAL : Kind.NO_MAIL);
  }

  private boolean isShown(Kind kind) {
    int most = talk.limits().refusalLines();
    return talk.gateway.refusalLines().shows(talk.facts().client(), kind, most);
  }

  private void count(End end, long bytes) {
    GatewayCounts counts = talk.gateway.counts();
    switch (end) {
      case DELIVERED -> {
        talk.tally(talk.tally().delivered());
        counts.delivered.increment();
        counts.bytes.add(bytes);
      }
      case HELD -> counts.held.increment();
      case DEFERRED, CLOSED -> counts.deferred.increment();
      case REFUSED -> counts.refused.increment();
      case ABANDONED, LOST -> {}
    }
  }

  /// A session gets an entry of its own when something was refused outside of transactions, or when
  /// it had none.
  ///
  /// @param detail what is known of the end beyond its kind; empty for nothing
  void sessionEnded(SessionEnd end, String detail) {
    String words = detail.isEmpty() ? end.words() : end.words(detail);
    if (end == SessionEnd.QUIT) {
      transactionAbandoned();
    } else {
      transactionCutOff(words);
    }
    if (talk.transactions() > 0 && talk.refusals().isEmpty() && talk.judgements().isEmpty()) {
      return;
    }
    Instant began = talk.facts().connection().at();
    Instant now = talk.gateway.clock().instant();
    Entry.Session entry =
        new Entry.Session(
            talk.session(),
            began,
            Duration.between(began, now),
            client(),
            words,
            talk.refusals(),
            talk.judgements());
    talk.gateway.journal().add(entry);
    if (talk.transactions() == 0) {
      talk.gateway.busiest().saw(entry, now);
    }
    if (isShown(entry.refusals().isEmpty() ? Kind.NO_MAIL : Kind.REFUSAL)) {
      sessionLog.info(new SessionLine(entry).toString());
    }
  }

  private Entry.Client client() {
    Facts facts = talk.facts();
    return new Entry.Client(
        facts.client(),
        facts.connection().clientPort(),
        facts.connection().listener(),
        facts.role(),
        facts.hello().map(Hello::name).orElse(""),
        talk.inspection().reverseName().confirmed(),
        facts.login().map(Login::name),
        talk.wire.tls().map(Records::words));
  }

  private static String words(TlsInfo tls) {
    return tls.protocol() + " " + tls.cipher();
  }
}
