package weir.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.likeness.Likeness;
import weir.net.IpAddress;
import weir.verdict.Role;
import weir.verdict.Stage;
import weir.verdict.Verdict;

/// One thing written down. All texts from outside are as received: whoever shows them escapes them.
public sealed interface Entry {
  Instant at();

  /// One mail transaction, from MAIL to its end, however it ended.
  ///
  /// @param id stands in the replies, in our 250 and in our Received line
  /// @param session the id of the session, which the first transaction shares
  /// @param sender the reverse-path as text, empty for the null sender
  /// @param outcome how it ended for the client
  /// @param judged every verdict on the way, in order
  record Transaction(
      String id,
      String session,
      Instant at,
      Duration took,
      Client client,
      String sender,
      List<RecipientLine> recipients,
      long size,
      Heading heading,
      End outcome,
      String reply,
      List<Judged> judged,
      Optional<HopLine> hop)
      implements Entry {
    public Transaction {
      recipients = List.copyOf(recipients);
      judged = List.copyOf(judged);
    }

    /// What it is about, by its own word.
    public Optional<String> subject() {
      return heading.subject();
    }
  }

  /// What a message says of itself; all of it claims.
  ///
  /// @param messageId of messages of our customers and of our own hosts, without angle brackets
  /// @param received value of the topmost Received field; of messages of our own hosts
  /// @param script value of the X-PHP-Originating-Script field; of messages of our own hosts
  /// @param origin the token that an agent of ours put in front; of messages of our own hosts
  /// @param likeness by what it is known again in other ones; of messages of our customers and of
  ///   our own hosts
  record Heading(
      Optional<String> subject,
      Optional<String> messageId,
      Optional<String> received,
      Optional<String> script,
      Optional<String> origin,
      Likeness likeness) {
    /// Before the message came.
    public static final Heading NONE = of(Optional.empty());

    /// Of which the text is not looked at.
    public Heading(
        Optional<String> subject,
        Optional<String> messageId,
        Optional<String> received,
        Optional<String> script,
        Optional<String> origin) {
      this(subject, messageId, received, script, origin, Likeness.NONE);
    }

    /// Of which only the subject is known.
    public static Heading of(Optional<String> subject) {
      return new Heading(
          subject, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The same, with what its text shows.
    public Heading with(Likeness seen) {
      return new Heading(subject, messageId, received, script, origin, seen);
    }
  }

  /// A session in which something happened outside of transactions, or nothing at all.
  ///
  /// @param end how it ended, in words for people: `quit`, `closed by client`, `timed out: read`,
  ///   `refused at connect` …; the gateway's `SessionEnd` has all of them
  /// @param refusals replies that carried the session's id
  record Session(
      String id,
      Instant at,
      Duration took,
      Client client,
      String end,
      List<String> refusals,
      List<Judged> judged)
      implements Entry {
    public Session {
      refusals = List.copyOf(refusals);
      judged = List.copyOf(judged);
    }
  }

  /// Something that was done to the server: allow, block, reload, start, stop.
  ///
  /// @param by who did it, as far as known
  record Act(String id, Instant at, String what, String by, Map<String, String> details)
      implements Entry {
    public Act {
      details = Map.copyOf(details);
    }
  }

  /// What could not be written, with exact counts.
  record Gap(Instant at, Instant until, long entries, long evidences, String cause)
      implements Entry {}

  /// Who was there.
  ///
  /// @param helo as given, empty before it came
  /// @param tls protocol and cipher
  record Client(
      IpAddress address,
      int port,
      String listener,
      Role role,
      String helo,
      Optional<String> reverseName,
      Optional<String> login,
      Optional<String> tls) {}

  /// One RCPT and its answer.
  ///
  /// @param kept whether this recipient's message is in our store instead of at the next hop
  record RecipientLine(String recipient, int code, String reply, Kept kept) {
    public RecipientLine(String recipient, int code, String reply) {
      this(recipient, code, reply, Kept.NOT);
    }

    public boolean accepted() {
      return code / 100 == 2;
    }

    public RecipientLine with(Kept now) {
      return new RecipientLine(recipient, code, reply, now);
    }
  }

  /// What of a recipient's message is in our store, by the id of the transaction.
  enum Kept {
    /// Nothing.
    NOT,
    /// It is held until somebody decides.
    HELD,
    /// It is a copy of its own, which is handed on after the others'.
    COPY
  }

  /// A verdict, and the stage and recipient it was for.
  ///
  /// @param recipient empty where it was not about one
  record Judged(Stage stage, String recipient, Verdict verdict) {}

  /// The next hop's part.
  ///
  /// @param reply what it said, or what went wrong with it
  /// @param queueId the id the hop gave it
  /// @param took [#NOT_TRIED] where the hop was known to be in trouble and no message was sent
  record HopLine(String hop, String reply, Optional<String> queueId, Duration took) {
    public static final Duration NOT_TRIED = Duration.ZERO;

    public boolean tried() {
      return !took.equals(NOT_TRIED);
    }
  }

  /// How a transaction ended.
  enum End {
    /// The next hop has it; for some recipients it may be held.
    DELIVERED,
    /// 250, and nothing was handed on: it is held for every recipient.
    HELD,
    /// 4xx.
    DEFERRED,
    /// 5xx.
    REFUSED,
    /// 421 and hung up.
    CLOSED,
    /// RSET, QUIT or a new HELO or EHLO before the message came.
    ABANDONED,
    /// The connection was lost.
    LOST;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
