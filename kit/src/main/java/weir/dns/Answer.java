package weir.dns;

import java.time.Duration;
import java.util.List;

/// What came of a [Question]. "No" ([Absent]) and "could not tell" ([Failed]) are different
/// answers, always.
public sealed interface Answer {

  /// The first so many records of an answer are kept, the rest is dropped: nobody needs the
  /// thousandth address of a name, and everything that is kept is remembered and journaled.
  int MAX_RECORDS = 100;

  /// Nobody answered before whoever asked had to go on.
  Failed NOT_IN_TIME = new Failed("no answer in time", Failure.TIMEOUT);

  /// There are records of the type, at the name itself or where its CNAMEs lead.
  ///
  /// @param records at least one, at most [#MAX_RECORDS], in the order received, all of the type
  ///   asked for
  /// @param ttl how long this stays true
  record Found(List<DnsRecord> records, Duration ttl) implements Answer {
    public Found {
      if (records.isEmpty()) {
        throw new IllegalArgumentException("found nothing");
      }
      records = List.copyOf(records.subList(0, Math.min(records.size(), MAX_RECORDS)));
    }
  }

  /// There is nothing, and a name server said so.
  record Absent(Why why, Duration ttl) implements Answer {}

  /// We do not know: no answer in time, an answer that says "failed", or one that makes no sense.
  ///
  /// @param cause for the journal and the operator, printable, one line
  record Failed(String cause, Failure kind) implements Answer {}

  /// What kind of failure it was, for who counts or acts by it.
  enum Failure {
    /// Nothing came in time.
    TIMEOUT,
    /// No name server could be reached, or one says that it failed, or its answer makes no sense.
    SERVER,
    /// Ours: there was no place for the question, or nobody waits for its answer any more.
    OURS
  }

  /// The two ways to be absent (RFC 2308 section 2).
  enum Why {
    /// NXDOMAIN: neither this name nor any name below it exists.
    NO_SUCH_NAME,
    /// NODATA: the name exists, without a record of this type.
    NO_SUCH_RECORD
  }
}
