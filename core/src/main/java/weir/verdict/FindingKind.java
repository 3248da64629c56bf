package weir.verdict;

/// What a check can find: the id by which configuration, journal and rules know it, and its text
/// for people. A check cannot be written without one.
///
/// @param id unique, stable, in kebab-case: `no-reverse-name`
/// @param meaning one sentence for staff: what was seen
/// @param remedy one sentence for the stranger who is refused: what to change
/// @param detail subject and detail of the enhanced status code (RFC 3463), such as `7.1`; its
///   class follows from the outcome
/// @param exemptible whether an exemption can remove it; framing, relaying, size and limits never
public record FindingKind(
    String id, String meaning, String remedy, String detail, boolean exemptible) {

  public FindingKind {
    if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("not a finding id: " + id);
    }
    if (meaning.isBlank() || remedy.isBlank()) {
      throw new IllegalArgumentException("a finding needs its text for people: " + id);
    }
    if (!detail.matches("\\d\\.\\d{1,3}")) {
      throw new IllegalArgumentException("not a subject and detail of RFC 3463: " + detail);
    }
  }

  /// A kind that exemptions can remove.
  public static FindingKind of(String id, String meaning, String remedy, String detail) {
    return new FindingKind(id, meaning, remedy, detail, true);
  }

  /// A kind that no exemption removes.
  public static FindingKind firm(String id, String meaning, String remedy, String detail) {
    return new FindingKind(id, meaning, remedy, detail, false);
  }
}
