package weir.segments;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import weir.journal.Entry;
import weir.net.IpPrefix;

/// What to look for in the journal; everything that is given must hold.
///
/// Begin with [#ALL] and narrow it: `Query.ALL.withSender("example.net").withLimit(20)`.
///
/// @param id of a transaction, an act or a session; of a session, also all its transactions
/// @param from the earliest time, included
/// @param until the latest time, not included
/// @param client the network or single address it came from
/// @param sender an address, or a domain, or empty text for the null sender
/// @param recipient an address, or a domain; accepted or not
/// @param finding the id of a finding, or of what decided
/// @param outcome how a transaction ended
/// @param limit entries wanted at most
public record Query(
    Optional<String> id,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<IpPrefix> client,
    Optional<String> sender,
    Optional<String> recipient,
    Optional<String> finding,
    Optional<Entry.End> outcome,
    int limit) {

  /// The most entries that one search gives.
  public static final int MOST = 100_000;

  /// The newest hundred entries of any kind.
  public static final Query ALL =
      new Query(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          100);

  public Query {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("a search gives 1 to " + MOST + " entries, not " + limit);
    }
    id = id.map(Query::lower);
    sender = sender.map(Query::lower);
    recipient = recipient.map(Query::lower);
    finding = finding.map(Query::lower);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  boolean isOfAllTimes() {
    return from.isEmpty() && until.isEmpty();
  }

  /// The earliest time that is wanted, in milliseconds of the epoch.
  long firstMillis() {
    return from.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
  }

  /// The latest time that is wanted, in milliseconds of the epoch.
  long lastMillis() {
    return until.map(time -> time.toEpochMilli() - 1).orElse(Long.MAX_VALUE);
  }

  public Query withId(String wanted) {
    return new Query(
        Optional.of(wanted), from, until, client, sender, recipient, finding, outcome, limit);
  }

  public Query withFrom(Instant wanted) {
    return new Query(
        id, Optional.of(wanted), until, client, sender, recipient, finding, outcome, limit);
  }

  public Query withUntil(Instant wanted) {
    return new Query(
        id, from, Optional.of(wanted), client, sender, recipient, finding, outcome, limit);
  }

  public Query withClient(IpPrefix wanted) {
    return new Query(
        id, from, until, Optional.of(wanted), sender, recipient, finding, outcome, limit);
  }

  public Query withSender(String wanted) {
    return new Query(
        id, from, until, client, Optional.of(wanted), recipient, finding, outcome, limit);
  }

  public Query withRecipient(String wanted) {
    return new Query(id, from, until, client, sender, Optional.of(wanted), finding, outcome, limit);
  }

  public Query withFinding(String wanted) {
    return new Query(
        id, from, until, client, sender, recipient, Optional.of(wanted), outcome, limit);
  }

  public Query withOutcome(Entry.End wanted) {
    return new Query(
        id, from, until, client, sender, recipient, finding, Optional.of(wanted), limit);
  }

  public Query withLimit(int wanted) {
    return new Query(id, from, until, client, sender, recipient, finding, outcome, wanted);
  }
}
