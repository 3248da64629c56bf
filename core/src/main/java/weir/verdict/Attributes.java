package weir.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the operator's host rules set for a client, for whoever decides later: what old systems
/// handed on as RELAYCLIENT, RBLSMTPD, MFCHECK, DATABYTES, TARPITCOUNT and TARPITDELAY.
///
/// @param relay whether it may send anywhere, as our own hosts
/// @param lists whether DNS lists are asked about it
/// @param senderDomain whether the DNS is asked about the domain of its senders
/// @param largestMessage octets that a message of it may have; within the limit for all
/// @param tarpit when its replies are slowed down, in place of what is set for all
public record Attributes(
    Relay relay,
    Lists lists,
    SenderDomain senderDomain,
    OptionalLong largestMessage,
    Optional<Tarpit> tarpit) {

  /// What holds where no rule says otherwise.
  public static final Attributes NONE =
      new Attributes(
          Relay.NO, Lists.ASKED, SenderDomain.ASKED, OptionalLong.empty(), Optional.empty());

  public enum Relay {
    NO,
    YES,
    /// A rule would say so for a name, and the DNS did not say whether the client has it.
    UNKNOWN
  }

  public enum Lists {
    ASKED,
    /// Nobody is asked: the client is let pass, or refused by the rule itself.
    SPARED
  }

  public enum SenderDomain {
    ASKED,
    /// Nobody is asked: whatever domain the client names will do.
    SPARED
  }

  /// @param recipients that are answered at once; 0 for all of them
  public record Tarpit(int recipients, Duration delay) {}

  /// What is set, in words: for the journal and for people.
  public List<Evidence> evidence() {
    List<Evidence> set = new ArrayList<>(5);
    switch (relay) {
      case NO -> {}
      case YES -> set.add(new Evidence("relay", "may send anywhere"));
      case UNKNOWN -> set.add(new Evidence("relay", "not known, for the DNS failed"));
    }
    switch (lists) {
      case ASKED -> {}
      case SPARED -> set.add(new Evidence("DNS lists", "not asked"));
    }
    switch (senderDomain) {
      case ASKED -> {}
      case SPARED -> set.add(new Evidence("sender's domain", "not asked about"));
    }
    largestMessage.ifPresent(most -> set.add(new Evidence("largest message", most + " bytes")));
    tarpit.ifPresent(each ->
        set.add(
            new Evidence(
                "tarpit",
                each.recipients == 0
                    ? "off"
                    : "after "
                        + each.recipients
                        + " recipients, "
                        + each.delay.toSeconds()
                        + " s")));
    return set;
  }
}
