package weir.verdict;

import java.util.List;
import java.util.Optional;
import weir.net.IpAddress;

/// What is known so far of a session and its present transaction. Immutable. The journal keeps what
/// was judged by them, not the facts.
///
/// Facts grow along the stages: each `with…` gives a new value and leaves the old one alone.
public record Facts(SessionFacts session, MailFacts mail) {

  /// The facts of a connection of which nothing more is known yet.
  public static Facts of(Connection connection) {
    return new Facts(SessionFacts.of(connection), MailFacts.NONE);
  }

  public Role role() {
    if (login().isPresent()) {
      return Role.SUBMISSION;
    }
    return attributes().relay() == Attributes.Relay.YES ? Role.RELAY : connection().role();
  }

  /// Logged in, or one of our own hosts: the checks on strangers do not apply.
  public boolean trusted() {
    return role() == Role.RELAY || login().isPresent();
  }

  public Connection connection() {
    return session.connection();
  }

  public IpAddress client() {
    return connection().client();
  }

  public Optional<Hello> hello() {
    return session.hello();
  }

  public Optional<Login> login() {
    return session.login();
  }

  public Attributes attributes() {
    return session.attributes();
  }

  public boolean tls() {
    return session.tls();
  }

  public ClientName clientName() {
    return session.clientName();
  }

  public SessionCounts counts() {
    return session.counts();
  }

  public Optional<Sender> sender() {
    return mail.sender();
  }

  public int recipientsAsked() {
    return mail.recipientsAsked();
  }

  public List<Recipient> accepted() {
    return mail.accepted();
  }

  public Optional<Recipient> recipient() {
    return mail.recipient();
  }

  public Optional<Message> message() {
    return mail.message();
  }

  public Facts withHello(Hello said) {
    return with(session.withHello(said));
  }

  public Facts withLogin(Login checked) {
    return with(session.withLogin(checked));
  }

  public Facts withAttributes(Attributes set) {
    return with(session.withAttributes(set));
  }

  /// From now on under TLS.
  public Facts withTls() {
    return with(session.withTls());
  }

  public Facts withClientName(ClientName found) {
    return found.equals(clientName()) ? this : with(session.withClientName(found));
  }

  public Facts withCounts(SessionCounts now) {
    return with(session.withCounts(now));
  }

  public Facts withSender(Sender given) {
    return with(mail.withSender(given));
  }

  /// There was one RCPT more.
  public Facts withRecipientCounted() {
    return with(mail.withRecipientCounted());
  }

  /// This one is asked about now.
  public Facts withRecipient(Recipient asked) {
    return with(mail.withRecipient(asked));
  }

  /// The recipient asked about was accepted.
  public Facts withAccepted(List<Recipient> all) {
    return with(mail.withAccepted(all));
  }

  public Facts withMessage(Message received) {
    return with(mail.withMessage(received));
  }

  /// What remains when a transaction ends (RFC 5321 section 4.1.1.5).
  public Facts withoutTransaction() {
    return with(MailFacts.NONE);
  }

  /// What remains after STARTTLS (RFC 3207 section 4.2): the connection, and what it has done.
  public Facts withoutHello() {
    return new Facts(session.anew(), MailFacts.NONE);
  }

  private Facts with(SessionFacts now) {
    return new Facts(now, mail);
  }

  private Facts with(MailFacts now) {
    return new Facts(session, now);
  }
}
