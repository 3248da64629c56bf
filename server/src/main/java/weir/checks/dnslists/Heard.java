package weir.checks.dnslists;

import weir.verdict.CheckResult;

/// What a list said when it was asked about something.
sealed interface Heard permits Listing, Heard.NotListed, Heard.CouldNotTell {

  record NotListed() implements Heard {}

  /// DNS failed, or the list does not serve us. It lists nobody then.
  record CouldNotTell(CheckResult.Unknown unknown) implements Heard {}
}
