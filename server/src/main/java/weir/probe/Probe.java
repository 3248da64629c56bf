package weir.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import weir.nexthop.BareHop;
import weir.nexthop.MailServer;
import weir.smtp.Keyword;
import weir.smtp.Reply;

/// Sends a hop each variant on a connection of its own.
///
/// Everything from the message to QUIT leaves at once, as an attacker's client would send it. A
/// server that sees one message answers it and QUIT; whatever it answers in between, it answers to
/// text of the message.
public final class Probe {

  /// Replies read for one variant at most: two messages and QUIT have six.
  private static final int MOST_REPLIES = 12;

  private final Subject subject;
  private final Variant.Envelope envelope;
  private final String marker;
  private final Duration patience;

  /// What is probed.
  ///
  /// @param hop its name in the configuration
  /// @param ownName said in EHLO
  public record Subject(String hop, MailServer server, String ownName) {
    /// Where it is.
    public String address() {
      return server.where();
    }
  }

  /// @param marker stands in the subject of every message
  /// @param patience how long a hop may be silent
  public Probe(Subject subject, Variant.Envelope envelope, String marker, Duration patience) {
    this.subject = subject;
    this.envelope = envelope;
    this.marker = marker;
    this.patience = patience;
  }

  /// How many transactions [#run] makes; each may leave two messages.
  public static int transactions(boolean rare) {
    return Variant.all(rare).size();
  }

  /// @param rare also the variants that are seldom tried
  /// @throws IOException when the hop cannot be probed, with the reason for an operator
  public Probed run(boolean rare) throws IOException {
    List<Seen> seen = new ArrayList<>();
    String greeting = "";
    int messages = 0;
    for (Variant variant : Variant.all(rare)) {
      try (BareHop hop = BareHop.open(subject.server(), subject.ownName())) {
        greeting = hop.greeting();
        Seen one = look(hop, variant);
        messages += one.messages();
        if (variant.isControl()) {
          mustBeObeyed(one);
        } else {
          seen.add(one);
        }
      }
    }
    boolean fooled = seen.stream().anyMatch(one -> one.outcome().isFooled());
    return new Probed(
        subject.hop(),
        subject.address(),
        greeting,
        envelope.recipient(),
        marker,
        messages,
        fooled,
        seen,
        fooled ? Cure.of(greeting) : "");
  }

  /// Where an ordinary message is not taken, or what stands behind its true end not obeyed, nothing
  /// can be concluded from a hop that does not obey the text of one.
  private void mustBeObeyed(Seen control) throws IOException {
    if (!control.outcome().isFooled() || control.messages() == 0) {
      throw new IOException(
          "nothing can be told: an ordinary message, and commands behind it, are not taken: "
              + String.join(" | ", control.replies()));
    }
  }

  private Seen look(BareHop hop, Variant variant) throws IOException {
    byte[] message = variant.message(envelope, marker);
    String ours = OurFront.does(variant.sending(), message);
    if (variant.sending() == Variant.Sending.BDAT && !hop.extensions().offers(Keyword.CHUNKING)) {
      return new Seen(variant.name(), Seen.Outcome.NOT_OFFERED, List.of(), 0, ours);
    }
    accepted(hop.ask("MAIL FROM:<" + envelope.sender() + ">", patience), "MAIL");
    accepted(hop.ask("RCPT TO:<" + envelope.recipient() + ">", patience), "RCPT");
    if (variant.sending() == Variant.Sending.DATA) {
      accepted(hop.ask("DATA", patience), "DATA");
    }
    List<Reply> replies = new ArrayList<>();
    hop.send(message, patience);
    try {
      while (replies.size() < MOST_REPLIES && !ended(replies)) {
        replies.add(hop.hear());
      }
    } catch (IOException e) {
      // no more came, and that is part of the answer
    }
    return new Seen(
        variant.name(),
        outcome(replies, hop.isSilent()),
        replies.stream().map(reply -> Reply.cleaned(reply).toString()).toList(),
        messages(replies),
        ours);
  }

  private static boolean ended(List<Reply> replies) {
    return !replies.isEmpty() && replies.getLast().code() == 221;
  }

  private static void accepted(Reply reply, String command) throws IOException {
    if (!reply.isPositive() && !reply.isIntermediate()) {
      throw new IOException("the hop answers to " + command + ": " + Reply.cleaned(reply));
    }
  }

  /// The first reply is to the message; the next one should be to QUIT.
  private static Seen.Outcome outcome(List<Reply> replies, boolean silent) {
    if (replies.isEmpty()) {
      return silent ? Seen.Outcome.HUNG : Seen.Outcome.CLOSED;
    }
    if (replies.size() > 1 && replies.get(1).code() != 221) {
      return messages(replies) > 1 ? Seen.Outcome.TWO : Seen.Outcome.COMMANDS;
    }
    return replies.getFirst().isPositive() ? Seen.Outcome.ONE : Seen.Outcome.REFUSED;
  }

  /// A message is taken by the first reply, and by one that follows a 354.
  private static int messages(List<Reply> replies) {
    int taken = 0;
    for (int i = 0; i < replies.size(); i++) {
      boolean toMessage = i == 0 || replies.get(i - 1).code() == 354;
      taken += toMessage && replies.get(i).isPositive() ? 1 : 0;
    }
    return taken;
  }
}
