package weir.sql;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.verdict.Outcome;
import weir.verdict.Verdict;

/// What an entry is searched by. Texts are in lower case.
///
/// @param session the session's id where it differs from `id`
/// @param sender the address, empty for the null sender
/// @param recipients every recipient, accepted or not, and of each of their domains `@domain`
/// @param findings ids of findings, whatever became of them, and of what decided
record Columns(
    int kind,
    long at,
    @Nullable String id,
    @Nullable String session,
    @Nullable IpAddress client,
    @Nullable String sender,
    @Nullable String domain,
    Set<String> recipients,
    Set<String> findings,
    int outcome) {

  static final int TRANSACTION = 1;
  static final int SESSION = 2;
  static final int ACT = 3;
  static final int GAP = 4;

  /// The outcome of what is no transaction.
  static final int NO_OUTCOME = -1;

  static Columns of(Entry entry) {
    return switch (entry) {
      case Entry.Transaction t -> {
        String sender = t.sender().toLowerCase(Locale.ROOT);
        yield new Columns(
            TRANSACTION,
            millis(t.at()),
            t.id(),
            t.session().equals(t.id()) ? null : t.session(),
            t.client().address(),
            sender,
            domain(sender).orElse(null),
            recipients(t.recipients()),
            findings(t.judged()),
            outcome(t.outcome()));
      }
      case Entry.Session s ->
          new Columns(
              SESSION,
              millis(s.at()),
              s.id(),
              null,
              s.client().address(),
              null,
              null,
              Set.of(),
              findings(s.judged()),
              NO_OUTCOME);
      case Entry.Act act -> bare(ACT, act.at(), act.id());
      case Entry.Gap gap -> bare(GAP, gap.at(), null);
    };
  }

  private static Columns bare(int kind, Instant at, @Nullable String id) {
    return new Columns(
        kind, millis(at), id, null, null, null, null, Set.of(), Set.of(), NO_OUTCOME);
  }

  /// Numbers in files: they never change their meaning, whatever becomes of the enum's order.
  static int outcome(Entry.End end) {
    return switch (end) {
      case DELIVERED -> 1;
      case DEFERRED -> 2;
      case REFUSED -> 3;
      case CLOSED -> 4;
      case ABANDONED -> 5;
      case LOST -> 6;
    };
  }

  static long millis(Instant at) {
    return at.toEpochMilli();
  }

  private static Optional<String> domain(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? Optional.empty() : Optional.of(address.substring(at + 1));
  }

  private static Set<String> recipients(List<Entry.RecipientLine> lines) {
    Set<String> found = new LinkedHashSet<>();
    for (Entry.RecipientLine line : lines) {
      String address = line.recipient().toLowerCase(Locale.ROOT);
      found.add(address);
      domain(address).ifPresent(domain -> found.add("@" + domain));
    }
    return found;
  }

  private static Set<String> findings(List<Entry.Judged> judged) {
    Set<String> found = Set.of();
    for (Entry.Judged each : judged) {
      Verdict verdict = each.verdict();
      if (verdict.weighed().isEmpty() && verdict.outcome().passes()) {
        continue;
      }
      found = found.isEmpty() ? new LinkedHashSet<>() : found;
      for (Verdict.Weighed weighed : verdict.weighed()) {
        found.add(weighed.finding().id());
      }
      decisive(verdict.outcome()).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<String> decisive(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Pass() -> Optional.empty();
      case Outcome.Defer(Outcome.Reason reason) -> Optional.of(reason.id());
      case Outcome.Reject(Outcome.Reason reason) -> Optional.of(reason.id());
      case Outcome.Close(Outcome.Reason reason) -> Optional.of(reason.id());
      case Outcome.Quarantine(Outcome.Reason reason) -> Optional.of(reason.id());
    };
  }
}
