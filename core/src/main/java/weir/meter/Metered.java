package weir.meter;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import weir.likeness.Template;
import weir.net.IpPrefix;

/// Something that meters count.
public sealed interface Metered {
  Instant at();

  Nest nest();

  /// A message came to us that somebody here authored.
  ///
  /// @param recipients of its envelope, as far as known
  /// @param octets of it
  /// @param sender address of its envelope; a claim
  /// @param subject its shape, digits apart; a claim
  /// @param network from which it came
  /// @param country of that network
  /// @param template of its text, where somebody has seen that; a claim
  record Sent(
      Instant at,
      Nest nest,
      int recipients,
      OptionalLong octets,
      Optional<String> sender,
      Optional<String> subject,
      Optional<IpPrefix> network,
      Optional<String> country,
      Optional<Template> template)
      implements Metered {

    /// Of which nobody has seen the text.
    public Sent(
        Instant at,
        Nest nest,
        int recipients,
        OptionalLong octets,
        Optional<String> sender,
        Optional<String> subject,
        Optional<IpPrefix> network,
        Optional<String> country) {
      this(at, nest, recipients, octets, sender, subject, network, country, Optional.empty());
    }
  }

  /// A message that was counted turned out to have more recipients than were known.
  record More(Instant at, Nest nest, int recipients) implements Metered {}

  /// The text of a message that was counted has been seen.
  ///
  /// @param at when the message came
  record Seen(Instant at, Nest nest, Template template) implements Metered {}

  /// A message that was counted is another one's part, or nobody here authored it.
  ///
  /// @param at when it came
  /// @param recipients that were counted
  /// @param template that was counted
  record TakenBack(
      Instant at, Nest nest, int recipients, OptionalLong octets, Optional<Template> template)
      implements Metered {}

  /// What became of one recipient of a message that was counted.
  ///
  /// @param recipient a claim
  record Answered(Instant at, Nest nest, String recipient, Answer answer) implements Metered {}

  /// Somebody logged in, or tried to.
  ///
  /// @param times how often
  record LoggedIn(
      Instant at,
      Nest nest,
      Optional<IpPrefix> network,
      Optional<String> country,
      boolean succeeded,
      int times)
      implements Metered {}

  /// A program tried to reach mail servers past the permitted ones.
  ///
  /// @param times how often
  record Tried(Instant at, Nest nest, long times) implements Metered {}
}
