package weir.verdict;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.mail.Authors;
import weir.mail.Path;
import weir.mail.ReceivedField;
import weir.net.IpAddress;

/// What is known so far of a session and its present transaction. Immutable; the journal stores it.
///
/// Facts grow along the stages: each `with…` gives a new value and leaves the old one alone.
///
/// @param accepted recipients of this transaction that were answered with 250
/// @param recipient the one being asked about, at stage RCPT
/// @param attributes what host rules set for the client
/// @param peer what was learnt of the client since it was accepted
public record Facts(
    Connection connection,
    Optional<Hello> hello,
    Optional<Login> login,
    Optional<Sender> sender,
    List<Recipient> accepted,
    Optional<Recipient> recipient,
    Optional<Message> message,
    Counts counts,
    Attributes attributes,
    Peer peer) {

  /// The connection as it was accepted.
  ///
  /// @param open how many connections there were at that moment, this one included
  /// @param user what the client's own host says of the connection; Weir asks nobody, only a
  ///   comparison with the rules of an old system says so
  public record Connection(
      String session,
      Instant at,
      IpAddress client,
      int clientPort,
      IpAddress local,
      int localPort,
      String listener,
      Role role,
      Open open,
      Optional<String> user) {
    public Connection(
        String session,
        Instant at,
        IpAddress client,
        int clientPort,
        IpAddress local,
        int localPort,
        String listener,
        Role role,
        Open open) {
      this(
          session,
          at,
          client,
          clientPort,
          local,
          localPort,
          listener,
          role,
          open,
          Optional.empty());
    }

    /// The same with a user that only a comparison with old rules knows.
    public Connection ofUser(Optional<String> said) {
      return new Connection(
          session, at, client, clientPort, local, localPort, listener, role, open, said);
    }
  }

  /// Connections open when this one was accepted, this one included.
  ///
  /// @param ofNetwork of the same /24 (v4) or /64 (v6)
  /// @param inAll without those whose replies are being delayed: they take nobody's place
  public record Open(int ofAddress, int ofNetwork, int inAll) {
    public Open besides(int delayed) {
      return new Open(ofAddress, ofNetwork, Math.max(1, inAll - delayed));
    }
  }

  /// What was learnt of the client since it was accepted.
  ///
  /// @param tls whether it speaks TLS now
  public record Peer(boolean tls, ClientName name) {
    public static final Peer NOBODY = new Peer(false, new ClientName.NotKnown());
  }

  /// What the client calls itself (RFC 5321 section 4.1.1.1). Not to be believed.
  public record Hello(String name, boolean extended) {}

  /// A login that was checked.
  public record Login(String name, String mechanism) {}

  /// The reverse-path and what was said with it.
  public record Sender(Path path, OptionalLong declaredSize, boolean utf8) {}

  /// One forward-path, and what our own tables say of it.
  ///
  /// @param domain its domain in the form that policies are keyed by; empty for a bare `postmaster`
  public record Recipient(Path path, String domain, Destination destination) {
    /// RFC 5321 section 4.5.1: mail for it is refused only for narrow reasons.
    public boolean isPostmaster() {
      return switch (path) {
        case Path.Postmaster() -> true;
        case Path.Mailbox mailbox -> mailbox.localPart().equalsIgnoreCase("postmaster");
        case Path.Null() -> false;
      };
    }
  }

  /// Where a recipient's mail would go. Decided before any check looks.
  public enum Destination {
    /// One of our domains.
    OURS,
    /// Elsewhere, and this client may send there through us.
    ELSEWHERE,
    /// Elsewhere, and this client may not.
    NOT_RELAYED,
    /// Our tables cannot be read now.
    UNKNOWN
  }

  /// The message as received.
  ///
  /// @param received how many `Received` fields it carried
  /// @param hops what the topmost [#MOST_HOPS] of these say, the newest first. Whoever wrote the
  ///   message can have written them, too
  /// @param authors whom its From field names
  public record Message(
      long size,
      int received,
      boolean eightBit,
      Optional<String> subject,
      List<ReceivedField> hops,
      Authors authors) {
    /// Received fields that are read; those below are only counted.
    public static final int MOST_HOPS = 20;

    public Message {
      hops = List.copyOf(hops);
    }

    /// A message without a From field.
    public Message(
        long size,
        int received,
        boolean eightBit,
        Optional<String> subject,
        List<ReceivedField> hops) {
      this(size, received, eightBit, subject, hops, Authors.NONE);
    }

    /// A message whose Received fields say nothing.
    public Message(long size, int received, boolean eightBit, Optional<String> subject) {
      this(size, received, eightBit, subject, List.of());
    }
  }

  /// What the session has done so far.
  ///
  /// @param recipients RCPT commands of this transaction, whatever their answer
  /// @param refusedRecipients RCPT commands of this session that were answered 5xx
  /// @param errors commands of this session that were answered 5xx for their form or order
  /// @param earlyTalk whether the client spoke before the greeting was complete
  /// @param pipelining whether it sent commands together that it had no leave to send
  public record Counts(
      int recipients, int refusedRecipients, int errors, boolean earlyTalk, boolean pipelining) {
    public static final Counts NONE = new Counts(0, 0, 0, false, false);

    public Counts withRecipient() {
      return new Counts(recipients + 1, refusedRecipients, errors, earlyTalk, pipelining);
    }

    public Counts withRefusedRecipient() {
      return new Counts(recipients, refusedRecipients + 1, errors, earlyTalk, pipelining);
    }

    public Counts withError() {
      return new Counts(recipients, refusedRecipients, errors + 1, earlyTalk, pipelining);
    }

    public Counts withEarlyTalk() {
      return new Counts(recipients, refusedRecipients, errors, true, pipelining);
    }

    public Counts withPipelining() {
      return new Counts(recipients, refusedRecipients, errors, earlyTalk, true);
    }

    /// A new transaction counts its recipients from 0.
    Counts ofSession() {
      return new Counts(0, refusedRecipients, errors, earlyTalk, pipelining);
    }
  }

  /// The facts of a connection of which nothing more is known yet.
  public static Facts of(Connection connection) {
    return new Facts(
        connection,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Counts.NONE,
        Attributes.NONE,
        Peer.NOBODY);
  }

  public Role role() {
    if (login.isPresent()) {
      return Role.SUBMISSION;
    }
    return attributes.relay() == Attributes.Relay.YES ? Role.RELAY : connection.role;
  }

  /// Logged in, or one of our own hosts: the checks on strangers do not apply.
  public boolean trusted() {
    return role() == Role.RELAY || login.isPresent();
  }

  public IpAddress client() {
    return connection.client;
  }

  public Facts withHello(Hello said) {
    return new Facts(
        connection,
        Optional.of(said),
        login,
        sender,
        accepted,
        recipient,
        message,
        counts,
        attributes,
        peer);
  }

  public Facts withLogin(Login checked) {
    return new Facts(
        connection,
        hello,
        Optional.of(checked),
        sender,
        accepted,
        recipient,
        message,
        counts,
        attributes,
        peer);
  }

  public Facts withSender(Sender given) {
    return new Facts(
        connection,
        hello,
        login,
        Optional.of(given),
        accepted,
        recipient,
        message,
        counts,
        attributes,
        peer);
  }

  public Facts withRecipient(Recipient asked) {
    return new Facts(
        connection,
        hello,
        login,
        sender,
        accepted,
        Optional.of(asked),
        message,
        counts,
        attributes,
        peer);
  }

  /// The recipient asked about was accepted.
  public Facts withAccepted(List<Recipient> all) {
    return new Facts(
        connection,
        hello,
        login,
        sender,
        List.copyOf(all),
        Optional.empty(),
        message,
        counts,
        attributes,
        peer);
  }

  public Facts withMessage(Message received) {
    return new Facts(
        connection,
        hello,
        login,
        sender,
        accepted,
        Optional.empty(),
        Optional.of(received),
        counts,
        attributes,
        peer);
  }

  public Facts withAttributes(Attributes set) {
    return new Facts(
        connection, hello, login, sender, accepted, recipient, message, counts, set, peer);
  }

  /// From now on under TLS.
  public Facts withTls() {
    return withPeer(new Peer(true, peer.name));
  }

  public Facts withClientName(ClientName found) {
    return found.equals(peer.name) ? this : withPeer(new Peer(peer.tls, found));
  }

  private Facts withPeer(Peer learnt) {
    return new Facts(
        connection, hello, login, sender, accepted, recipient, message, counts, attributes, learnt);
  }

  public Facts withCounts(Counts now) {
    return new Facts(
        connection, hello, login, sender, accepted, recipient, message, now, attributes, peer);
  }

  /// What remains when a transaction ends (RFC 5321 section 4.1.1.5).
  public Facts withoutTransaction() {
    return new Facts(
        connection,
        hello,
        login,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        counts.ofSession(),
        attributes,
        peer);
  }

  /// What remains after STARTTLS (RFC 3207 section 4.2): the connection, and what it has done.
  public Facts withoutHello() {
    return new Facts(
        connection,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        counts,
        attributes,
        peer);
  }
}
