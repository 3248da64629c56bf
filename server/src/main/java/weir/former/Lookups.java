package weir.former;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import weir.dns.Answer;
import weir.dns.DnsRecord;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Resolver;
import weir.net.IpAddress;

/// DNS as the old programs used it: one question after the other, and often "failed" taken for
/// "nothing".
public final class Lookups {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Resolver resolver;
  private final InstantSource clock;

  public Lookups(Resolver resolver, InstantSource clock) {
    this.resolver = resolver;
    this.clock = clock;
  }

  /// An answer in the three ways that matter to them.
  ///
  /// @param failed could not tell
  record Names(boolean failed, List<DnsRecord> records) {
    boolean isEmpty() {
      return records.isEmpty();
    }
  }

  Names ask(String name, RecordType type) {
    Optional<Question> question = Question.of(name, type);
    if (question.isEmpty()) {
      return new Names(false, List.of());
    }
    return switch (resolver.await(question.get(), clock.instant().plus(PATIENCE))) {
      case Answer.Found found -> new Names(false, found.records());
      case Answer.Absent _ -> new Names(false, List.of());
      case Answer.Failed _ -> new Names(true, List.of());
    };
  }

  /// The name of an address as all old programs took it: the first PTR, and no other.
  Optional<String> firstName(IpAddress address) {
    return ask(address.reverseName(), RecordType.PTR).records().stream()
        .filter(DnsRecord.Name.class::isInstance)
        .map(record -> ((DnsRecord.Name) record).name())
        .findFirst();
  }

  /// Whether a name leads to an address.
  boolean leadsTo(String name, IpAddress address) {
    return ask(name, address.isV4() ? RecordType.A : RecordType.AAAA).records().stream()
        .anyMatch(record ->
            record instanceof DnsRecord.Address(IpAddress found) && found.equals(address));
  }
}
