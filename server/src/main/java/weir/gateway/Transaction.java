package weir.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.enforce.Enforcement;
import weir.gateway.bodies.Chunks;
import weir.journal.Entry;
import weir.mail.Envelope;
import weir.mail.MailParameters;
import weir.mail.Path;
import weir.smtp.Reply;
import weir.verdict.Recipient;
import weir.verdict.Stage;
import weir.verdict.Verdict;

/// One mail transaction: what MAIL and RCPT have said so far, the message as far as it came, and
/// what was decided. RSET drops it.
final class Transaction {
  private final String id;
  private final Instant began;
  private final long start = System.nanoTime();
  private final Path sender;
  private final MailParameters parameters;
  private final List<Accepted> accepted = new ArrayList<>();
  private final List<Entry.RecipientLine> lines = new ArrayList<>();
  private final List<Entry.Judged> judged = new ArrayList<>();

  /// By the recipient's place among the answers to RCPT.
  private Map<Integer, Reply> refusedByHop = Map.of();

  private long size;
  private Entry.Heading heading = Entry.Heading.NONE;
  private Optional<Entry.HopLine> handedOn = Optional.empty();
  private Optional<Entry.HopLine> hopInTrouble = Optional.empty();
  private Optional<Chunks> chunks = Optional.empty();
  private boolean prdr;
  private boolean over;

  /// A recipient that was answered with 250, and what its message will be judged by and handed to.
  ///
  /// @param atRcpt what its policy said of it
  /// @param line its place among the answers to RCPT
  record Accepted(
      Envelope.Recipient recipient, Recipient facts, Way way, Enforcement atRcpt, int line) {}

  Transaction(String id, Instant began, Path sender, MailParameters parameters) {
    this.id = id;
    this.began = began;
    this.sender = sender;
    this.parameters = parameters;
  }

  String id() {
    return id;
  }

  Instant began() {
    return began;
  }

  /// What is left of the time for its commands; nothing or less when it is over.
  Duration left(Duration whole) {
    return whole.minusNanos(System.nanoTime() - start);
  }

  Path sender() {
    return sender;
  }

  MailParameters parameters() {
    return parameters;
  }

  List<Accepted> accepted() {
    return accepted;
  }

  /// The first accepted recipient decides about the hop of the message.
  Optional<Way> way() {
    return accepted.isEmpty() ? Optional.empty() : Optional.of(accepted.getFirst().way());
  }

  List<Recipient> acceptedFacts() {
    List<Recipient> facts = new ArrayList<>(accepted.size());
    for (Accepted each : accepted) {
      facts.add(each.facts());
    }
    return facts;
  }

  /// The envelope of a copy for some of those accepted.
  Envelope envelope(List<Accepted> some) {
    List<Envelope.Recipient> recipients = new ArrayList<>(some.size());
    for (Accepted each : some) {
      recipients.add(each.recipient());
    }
    return new Envelope(sender, parameters, recipients);
  }

  void accept(Accepted recipient) {
    accepted.add(recipient);
  }

  void answered(Entry.RecipientLine line) {
    lines.add(line);
  }

  void judged(Stage stage, String recipient, Verdict verdict) {
    judged.add(new Entry.Judged(stage, recipient, verdict));
  }

  /// The client takes a reply for each recipient after the message.
  void prdr(boolean asked) {
    prdr = asked;
  }

  boolean prdr() {
    return prdr;
  }

  /// What the next hop said of the message for each of these.
  void answeredByHop(List<Accepted> recipients, List<Reply> replies) {
    Map<Integer, Reply> refused = new HashMap<>();
    for (int i = 0; i < replies.size(); i++) {
      if (!replies.get(i).isPositive()) {
        refused.put(recipients.get(i).line(), replies.get(i));
      }
    }
    refusedByHop = refused;
  }

  /// Why this recipient has not got the message although others have.
  Optional<Reply> refusedByHop(Accepted recipient) {
    return Optional.ofNullable(refusedByHop.get(recipient.line()));
  }

  /// After the message this recipient was refused after all.
  void refused(Accepted recipient, Reply said) {
    String to = lines.get(recipient.line()).recipient();
    lines.set(recipient.line(), new Entry.RecipientLine(to, said.code(), said.toString()));
  }

  /// The message of these recipients is in our store.
  void kept(List<Accepted> some, Entry.Kept how) {
    for (Accepted each : some) {
      lines.set(each.line(), lines.get(each.line()).with(how));
    }
  }

  List<Entry.RecipientLine> lines() {
    return lines;
  }

  /// A next hop that is known to be in trouble was the reason for a refusal.
  void met(Obstacle obstacle) {
    hopInTrouble = obstacle.hop().or(() -> hopInTrouble);
  }

  /// The whole message has come.
  void received(long bytes, Entry.Heading itsHeading) {
    size = bytes;
    heading = itsHeading;
  }

  /// Bytes of the message; 0 until all of it came.
  long size() {
    return size;
  }

  Entry.Heading heading() {
    return heading;
  }

  /// What the next hop made of the message.
  void handedOn(Entry.HopLine line) {
    handedOn = Optional.of(line);
  }

  /// Whether a next hop was given the message.
  boolean wasHandedOn() {
    return handedOn.isPresent();
  }

  /// The next hop's part, or the trouble it was known to be in.
  Optional<Entry.HopLine> hop() {
    return handedOn.or(() -> hopInTrouble);
  }

  /// The message comes in chunks from now on.
  void begin(Chunks first) {
    chunks = Optional.of(first);
  }

  /// Present from the first BDAT on.
  Optional<Chunks> chunks() {
    return chunks;
  }

  /// The reply to come is its last.
  void lastReplyNext() {
    over = true;
  }

  /// Whether nothing more of it comes than a reply.
  boolean over() {
    return over;
  }

  List<Entry.Judged> judgements() {
    return judged;
  }
}
