package weir.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A message in the store of held messages. Texts from outside are as received.
///
/// @param id our id of the transaction it came with, which the 250 carries
/// @param copy from 1 on; a transaction can leave several
/// @param state `pending`, `held`, `releasing`, `released` or `expired`
/// @param account whose room it takes
/// @param helo as given, empty when it was not
/// @param until when it expires, at the earliest: later by the time for which the server does not
///   run; empty when it is gone already
/// @param because id of what decided; `own-copy` where nothing speaks against it
/// @param verdict what was decided, by which policy, and with how many points
/// @param hop the next hop its recipients had when it came
/// @param tries how often it was handed to a next hop
/// @param nextTry when it is handed on again
/// @param said what the next hop said last, or who ended it; empty for nothing
public record HeldLine(
    String id,
    int copy,
    String state,
    String account,
    String sender,
    List<String> recipients,
    String client,
    String helo,
    Optional<String> reverseName,
    Optional<String> login,
    Instant received,
    Instant changed,
    Optional<Instant> until,
    long size,
    Optional<String> subject,
    String because,
    String reason,
    String verdict,
    String policy,
    double score,
    List<Found> found,
    String hop,
    int tries,
    Optional<Instant> nextTry,
    String said) {

  public HeldLine {
    recipients = List.copyOf(recipients);
    found = List.copyOf(found);
  }

  /// A finding of its verdict.
  ///
  /// @param weight `counted`, `observed`, `exempted` or `set-aside`
  public record Found(
      String id,
      String subject,
      String weight,
      double points,
      String meaning,
      List<String> evidence) {
    public Found {
      evidence = List.copyOf(evidence);
    }
  }
}
