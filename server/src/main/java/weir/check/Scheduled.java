package weir.check;

import weir.verdict.Stage;

/// A check, and the stage at which its answer is waited for and acts.
///
/// @param at never before the check's facts are there; RCPT by default, so that postmaster and
///   clients that log in pass, and sender and recipient are on record
public record Scheduled(Check check, Stage at) {
  public Scheduled {
    if (at.compareTo(check.facts()) < 0) {
      throw new IllegalArgumentException(
          "check \"%s\" cannot act at stage \"%s\": its facts come at \"%s\""
              .formatted(check.name(), at.word(), check.facts().word()));
    }
  }
}
