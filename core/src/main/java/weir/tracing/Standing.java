package weir.tracing;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import weir.attribution.Confidence;
import weir.attribution.Step;

/// What a token of ours is worth by where it stands.
///
/// Whoever has had a message with a token can put its header onto another one. So a token is
/// certain only in the field of our gateway to which the way from the reporter leads, and where
/// recipient and time are not others than the journal has. Where somebody else may have handed the
/// message over, on the gateway's own host or behind the reporter's door, he may have had it by the
/// side of the very recipient that the journal names: then it is strong at most, and likely where
/// the journal has other recipients, too.
final class Standing {
  /// The gateway's field and the journal have the same clock.
  private static final Duration ONE_CLOCK = Duration.ofHours(1);

  private final TraceToken token;
  private final Issue issue;
  private final Optional<Trail.Hop> hop;
  private final boolean isClaim;
  private final List<String> recipients;

  Standing(TraceToken token, Issue issue, Suspect suspect, Trail trail) {
    List<String> received = suspect.reported().received();
    this.token = token;
    this.issue = issue;
    this.hop =
        trail.hops().stream()
            .filter(each ->
                isGateways(each) && TraceToken.in(received.get(each.place() - 1)).contains(token))
            .findFirst();
    this.isClaim = received.stream().anyMatch(value -> TraceToken.in(value).contains(token));
    this.recipients =
        Stream.concat(trail.recipient().stream(), suspect.reported().recipients().stream())
            .filter(TraceKeys::isAddress)
            .toList();
  }

  /// A gateway may have a name of its own on a host that is called otherwise. Where programs run, a
  /// field can have that name, too.
  private boolean isGateways(Trail.Hop each) {
    boolean isNamed =
        each.by().filter(issue.host()::equalsIgnoreCase).isPresent()
            && each.sure().compareTo(Confidence.STRONG) >= 0;
    return isNamed || isOne(each.host(), issue.host());
  }

  /// The name in the settings may have a domain that the one among the hosts has not.
  private static boolean isOne(String host, String gateway) {
    String one = host.toLowerCase(Locale.ROOT);
    String other = gateway.toLowerCase(Locale.ROOT);
    return one.equals(other) || one.startsWith(other + ".") || other.startsWith(one + ".");
  }

  /// Place of the gateway's own field, where it is that: the topmost is 1.
  Optional<Integer> place() {
    return hop.map(Trail.Hop::place);
  }

  /// Whether the field has been written around the token.
  boolean isOfAnotherTime() {
    return hop.flatMap(Trail.Hop::at)
        .filter(at -> Duration.between(at, issue.at()).abs().compareTo(ONE_CLOCK) > 0)
        .isPresent();
  }

  /// @param isTied whether the message has the Message-ID or the Date that it was made for
  Step step(boolean isTied) {
    if (hop.isEmpty()) {
      return claim();
    }
    if (!isTied) {
      return Step.open(
          "our gateway let a message out as " + token.id(),
          Confidence.LIKELY.and(hop.get().sure()),
          "the token is sealed by our key; Message-ID and Date, for which it was made, are missing"
              + " or blanked",
          "the message with its Message-ID or Date");
    }
    boolean isForAnother = !recipients.isEmpty() && recipients.stream().noneMatch(this::isTaken);
    boolean isForHim = recipients.stream().anyMatch(this::isTaken);
    String what = "our gateway let it out as " + token.id();
    if (isForAnother) {
      return Step.open(
          what,
          Confidence.LIKELY.and(hop.get().sure()),
          "the token is sealed by our key, and for this Message-ID or Date; but the journal has"
              + " other recipients, so it was sent on, or the token was copied",
          "whether the complainant's address is another name of " + recipients());
    }
    return switch (hop.get().sure()) {
      case CERTAIN, STRONG -> sealed(what);
      case LIKELY -> isForHim ? forHim(what) : unsure(what, Confidence.LIKELY);
      case CLAIMED -> unsure(what, Confidence.CLAIMED);
    };
  }

  private static Step sealed(String what) {
    return Step.of(
        what,
        Confidence.CERTAIN,
        "the token is sealed by our key, for this Message-ID or Date, and stands in our gateway's"
            + " field");
  }

  private Step forHim(String what) {
    boolean isHisAlone = issue.recipients().size() == 1;
    return Step.open(
        what,
        isHisAlone ? Confidence.STRONG : Confidence.LIKELY,
        isHisAlone
            ? "the token is sealed by our key, for this Message-ID or Date, and the journal has this"
                + " recipient and no other; but others have programs on a host on the way"
            : "the token is sealed by our key, for this Message-ID or Date, and the journal has this"
                + " recipient among others; but whoever has had that message, too, could have sent"
                + " its header again from a host on the way where others have programs",
        "whether our gateway's journal has a delivery to this recipient at the moment at which the"
            + " complainant's server had it");
  }

  private static Step unsure(String what, Confidence sure) {
    return Step.open(
        what,
        sure,
        "the token is sealed by our key, for this Message-ID or Date; but somebody on the way could"
            + " have put it there",
        "for whom it came, as the complainant's server wrote it on top");
  }

  /// It fits, and proves nothing.
  private Step claim() {
    return Step.open(
        "it has the token of " + token.id() + ", which our gateway let out",
        Confidence.CLAIMED,
        isClaim
            ? "the Received field that has it may be copied from that message, with Message-ID, Date"
                + " and Subject: the way from the complainant does not lead to it"
            : "no Received field has it, so anybody can have copied it from that message",
        "the whole header, as the complainant's server has it; where it was forwarded, the log of"
            + " the forwarder; whether "
            + recipients()
            + " has it forwarded to the complainant");
  }

  private boolean isTaken(String recipient) {
    return issue.recipients().stream().anyMatch(recipient::equalsIgnoreCase);
  }

  private String recipients() {
    return issue.recipients().isEmpty() ? "its recipient" : String.join(", ", issue.recipients());
  }
}
