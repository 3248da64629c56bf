package weir.passages;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import weir.attribution.Confidence;
import weir.net.IpPrefix;

/// What one identity sent in a time.
///
/// @param account whose it is; empty for nobody's
/// @param identity how it showed itself, in words; empty where nothing told
/// @param channel how its messages came in, in words
/// @param confidence of the least sure of its messages
/// @param messages that it wrote; what was forwarded for it is not among them
/// @param recipients of these
/// @param waiting recipients for whom a message is in a queue still
/// @param delivered recipients whose server has it
/// @param failed recipients whose server refused it, or for whom it was given up
/// @param networks from which it was sent
/// @param subject the shape of most subjects, numbers as `#`
/// @param alike in percent, messages whose subject has that shape
/// @param script in whose folder most of it was handed in, or that most of it says it is from; a
///   claim
/// @param scripted in percent, messages of which that is known to be so
/// @param host that saw most of it first
/// @param first when the first one came
/// @param last when the last one came
public record Sender(
    Optional<String> account,
    Optional<String> identity,
    String channel,
    Confidence confidence,
    int messages,
    long recipients,
    long waiting,
    long delivered,
    long failed,
    SortedSet<IpPrefix> networks,
    Optional<String> subject,
    int alike,
    Optional<String> script,
    int scripted,
    String host,
    Instant first,
    Instant last) {

  /// In percent of the recipients of whom all is known; 0 of nothing.
  public int bounced() {
    long done = delivered + failed;
    return done == 0 ? 0 : (int) (100 * failed / done);
  }
}
