package weir.cli;

import java.util.List;
import java.util.Optional;
import weir.attribution.Confidence;
import weir.attribution.Step;
import weir.passages.Laid;
import weir.tracing.Seal;
import weir.tracing.Trail;

/// What `weir trace` tells.
///
/// @param report in which the message was found, for people; empty where it was given by itself
/// @param ours whether the message left a host of ours, as far as can be told
/// @param host that handed it out
/// @param account id of the customer
/// @param identity how he showed himself, in words
/// @param confidence as sure as the weakest of the steps
/// @param method by what
/// @param entries ids of the journal's entries about it
/// @param known messages that our mail servers had and that can be meant
/// @param matched why they can be meant, or why none is
record TraceResult(
    Optional<String> report,
    boolean ours,
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
    String matched,
    List<Trail.Claim> claims) {

  /// A token in it.
  record Token(String text, Seal seal, List<Step> steps) {}
}
