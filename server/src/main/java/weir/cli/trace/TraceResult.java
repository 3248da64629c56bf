package weir.cli.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.account.Host;
import weir.attribution.Confidence;
import weir.attribution.Step;
import weir.maillog.Entrance;
import weir.passages.Laid;
import weir.passages.Match;
import weir.passages.Similar;
import weir.tracing.Seal;
import weir.tracing.Trail;

/// What `weir trace` tells.
///
/// @param report in which the message was found, for people; empty where it was given by itself
/// @param ours whether the message left a host of ours, as far as can be told
/// @param strangers whether the header, or the complainant, says that somebody else's server handed
///   it to him; where it is neither this nor ours, that cannot be told
/// @param host that handed it out
/// @param account id of the customer
/// @param identity how he showed himself, in words
/// @param confidence as sure as the weakest of the steps
/// @param method by what
/// @param entries ids of the journal's entries about it
/// @param known messages that our mail servers had and that can be meant
/// @param way of the one that is meant, through our mail servers; empty where several can be
/// @param similar what its sender sent besides
/// @param accounts how many of those that can be meant are each account's, where several can be
/// @param matched why they can be meant, or why none is
/// @param logs lines of logs by the ids that it had with us
record TraceResult(
    Optional<String> report,
    boolean ours,
    boolean strangers,
    Optional<String> host,
    Optional<String> account,
    Optional<String> identity,
    Confidence confidence,
    String method,
    List<Step> steps,
    List<Token> tokens,
    List<Trail.Queued> queued,
    List<String> entries,
    List<Laid> known,
    List<Stop> way,
    Optional<Similar> similar,
    List<Match.OfAccount> accounts,
    String matched,
    List<LogLines> logs,
    List<Trail.Claim> claims) {

  /// A server that had it in its queue.
  ///
  /// @param roles of the host
  /// @param alias another id of it there
  /// @param by how it came in
  record Stop(
      String host,
      Set<Host.Role> roles,
      String queueId,
      Optional<String> alias,
      Optional<Entrance> by) {}

  /// What a log of a host has of an id in its queue.
  ///
  /// @param isClaimed the id is known by the header only
  /// @param log its name in the settings; empty where no log of the host is read here
  /// @param reads a file with what it was rotated into, or the journal
  /// @param lines as they stand there: anybody's text
  /// @param doubted those that somebody else wrote in the server's name
  /// @param more further ones of the server's
  /// @param lacks why the log may not have all of that time; empty where it has
  /// @param stopped whether that is so since a limit was reached or something could not be read
  record LogLines(
      String host,
      String id,
      boolean isClaimed,
      Optional<String> log,
      Optional<String> reads,
      List<String> lines,
      List<String> doubted,
      int more,
      Optional<String> lacks,
      boolean stopped) {}

  /// A token in it.
  record Token(String text, Seal seal, List<Step> steps) {}
}
