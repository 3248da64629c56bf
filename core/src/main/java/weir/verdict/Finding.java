package weir.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Something a check saw.
///
/// @param subject what the finding is about where one kind has several, such as the block list's
///   zone; policies can give it a meaning of its own; empty otherwise
/// @param said the sentence the client is told, without code and id
/// @param status what stands before the sentence, where somebody behind us chose it; else it is
///   that of the kind
/// @param asks how long the reply should wait; the `delay` of its action is then the most. Without
///   one the reply waits for just that. The journal keeps the delay of the whole verdict, not this
/// @param listed what a DNS list says, where the finding comes of one; for tags only, the journal
///   has it as evidence
public record Finding(
    FindingKind kind,
    String subject,
    String said,
    Optional<ReplyStatus> status,
    List<Evidence> evidence,
    Optional<Duration> asks,
    Optional<Listed> listed) {

  /// A listing.
  ///
  /// @param about the address or name that is listed
  /// @param code the list's answer
  /// @param text the list's own words, printable; empty where they were not asked for
  public record Listed(String about, String zone, String code, String text) {}

  public Finding {
    evidence = List.copyOf(evidence);
  }

  public Finding(FindingKind kind, String subject, String said, List<Evidence> evidence) {
    this(kind, subject, said, Optional.empty(), evidence);
  }

  public Finding(
      FindingKind kind,
      String subject,
      String said,
      Optional<ReplyStatus> status,
      List<Evidence> evidence) {
    this(kind, subject, said, status, evidence, Optional.empty(), Optional.empty());
  }

  /// A finding that says what its kind says.
  public static Finding of(FindingKind kind, Evidence... evidence) {
    return of(kind, List.of(evidence));
  }

  /// The same.
  public static Finding of(FindingKind kind, List<Evidence> evidence) {
    return new Finding(kind, "", kind.remedy(), evidence);
  }

  /// A finding with a sentence of its own for the client.
  public static Finding saying(FindingKind kind, String said, List<Evidence> evidence) {
    return new Finding(kind, "", said, evidence);
  }

  /// The same, with the status that the next hop gave.
  public Finding with(ReplyStatus given) {
    return new Finding(kind, subject, said, Optional.of(given), evidence, asks, listed);
  }

  /// The same, asking for a wait of its own.
  public Finding waiting(Duration time) {
    return new Finding(kind, subject, said, status, evidence, Optional.of(time), listed);
  }

  /// The same, with what a list says.
  public Finding with(Listed listing) {
    return new Finding(kind, subject, said, status, evidence, asks, Optional.of(listing));
  }

  /// The same, with one more thing that was seen.
  public Finding with(Evidence more) {
    List<Evidence> all = Stream.concat(evidence.stream(), Stream.of(more)).toList();
    return new Finding(kind, subject, said, status, all, asks, listed);
  }

  public String id() {
    return kind.id();
  }
}
