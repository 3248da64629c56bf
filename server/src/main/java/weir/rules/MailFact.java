package weir.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import weir.mail.Authors;
import weir.mail.Path;
import weir.verdict.Attributes;
import weir.verdict.ClientName;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.Hello;
import weir.verdict.Login;
import weir.verdict.Message;
import weir.verdict.Recipient;
import weir.verdict.Sender;
import weir.verdict.Stage;

/// What a condition can speak of, and the stage that has it first.
///
/// Names of hosts and addresses of people are in lower case, so that nobody evades a rule by a
/// capital letter. Something known to be none is the empty string: the null sender, no login, no
/// subject. Something not known is no value at all.
enum MailFact implements Term {
  CLIENT("client", MailFunctions.ADDRESS, Stage.CONNECT),
  CLIENT_NAME("client_name", SimpleType.STRING, Stage.CONNECT),
  CLIENT_PORT("client_port", SimpleType.INT, Stage.CONNECT),
  LOCAL("local", MailFunctions.ADDRESS, Stage.CONNECT),
  LOCAL_PORT("local_port", SimpleType.INT, Stage.CONNECT),
  LISTENER("listener", SimpleType.STRING, Stage.CONNECT),
  ROLE("role", SimpleType.STRING, Stage.CONNECT),
  TIME("time", SimpleType.TIMESTAMP, Stage.CONNECT),
  HOUR("hour", SimpleType.INT, Stage.CONNECT),
  WEEKDAY("weekday", SimpleType.STRING, Stage.CONNECT),
  CONNECTIONS("connections", SimpleType.INT, Stage.CONNECT),
  NETWORK_CONNECTIONS("network_connections", SimpleType.INT, Stage.CONNECT),
  ALL_CONNECTIONS("all_connections", SimpleType.INT, Stage.CONNECT),
  ERRORS("errors", SimpleType.INT, Stage.CONNECT),
  REFUSED_RECIPIENTS("refused_recipients", SimpleType.INT, Stage.CONNECT),
  FINDINGS("findings", ListType.create(SimpleType.STRING), Stage.CONNECT),
  HELO("helo", SimpleType.STRING, Stage.HELO),
  ESMTP("esmtp", SimpleType.BOOL, Stage.HELO),
  EARLY_TALK("early_talk", SimpleType.BOOL, Stage.HELO),
  PIPELINING("pipelining", SimpleType.BOOL, Stage.HELO),
  LOGIN("login", SimpleType.STRING, Stage.MAIL),
  LOGIN_MECHANISM("login_mechanism", SimpleType.STRING, Stage.MAIL),
  // A client may begin TLS after its first greeting.
  TLS("tls", SimpleType.BOOL, Stage.MAIL),
  // Nobody waits for the name that a host rule asks for before MAIL.
  RELAY("relay", SimpleType.BOOL, Stage.MAIL),
  LISTS_SPARED("lists_spared", SimpleType.BOOL, Stage.MAIL),
  LARGEST_MESSAGE("largest_message", SimpleType.INT, Stage.MAIL),
  SENDER("sender", SimpleType.STRING, Stage.MAIL),
  SENDER_DOMAIN("sender_domain", SimpleType.STRING, Stage.MAIL),
  DECLARED_SIZE("declared_size", SimpleType.INT, Stage.MAIL),
  SMTPUTF8("smtputf8", SimpleType.BOOL, Stage.MAIL),
  RECIPIENT("recipient", SimpleType.STRING, Stage.RCPT),
  RECIPIENT_DOMAIN("recipient_domain", SimpleType.STRING, Stage.RCPT),
  DESTINATION("destination", SimpleType.STRING, Stage.RCPT),
  RECIPIENTS("recipients", SimpleType.INT, Stage.RCPT),
  SIZE("size", SimpleType.INT, Stage.MESSAGE),
  RECEIVED("received", SimpleType.INT, Stage.MESSAGE),
  EIGHT_BIT("eight_bit", SimpleType.BOOL, Stage.MESSAGE),
  SUBJECT("subject", SimpleType.STRING, Stage.MESSAGE),
  AUTHORS("authors", ListType.create(SimpleType.STRING), Stage.MESSAGE),
  AUTHOR_DOMAINS("author_domains", ListType.create(SimpleType.STRING), Stage.MESSAGE);

  private final String word;
  private final CelType type;
  private final Stage stage;

  MailFact(String word, CelType type, Stage stage) {
    this.word = word;
    this.type = type;
    this.stage = stage;
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public CelType type() {
    return type;
  }

  Stage stage() {
    return stage;
  }

  /// Whether each recipient has a value of its own.
  boolean isOfRecipient() {
    return this == RECIPIENT || this == RECIPIENT_DOMAIN || this == DESTINATION;
  }

  @Override
  public OptionalInt elements() {
    if (this == FINDINGS) {
      return OptionalInt.of(Cost.FINDINGS);
    }
    return this == AUTHORS || this == AUTHOR_DOMAINS
        ? OptionalInt.of(Authors.MOST)
        : OptionalInt.empty();
  }

  /// Empty when it is not known.
  Optional<Object> value(Facts facts, List<Finding> findings) {
    return switch (this) {
      case CLIENT -> Optional.of(facts.client());
      case CLIENT_NAME -> name(facts.clientName());
      case CLIENT_PORT -> Optional.of((long) facts.connection().clientPort());
      case LOCAL -> Optional.of(facts.connection().local());
      case LOCAL_PORT -> Optional.of((long) facts.connection().localPort());
      case LISTENER -> Optional.of(facts.connection().listener());
      case ROLE -> Optional.of(lower(facts.role().name()));
      case TIME -> Optional.of(facts.connection().at());
      case HOUR -> Optional.of((long) at(facts).getHour());
      case WEEKDAY -> Optional.of(lower(at(facts).getDayOfWeek().name()));
      case CONNECTIONS -> Optional.of((long) facts.connection().open().ofAddress());
      case NETWORK_CONNECTIONS -> Optional.of((long) facts.connection().open().ofNetwork());
      case ALL_CONNECTIONS -> Optional.of((long) facts.connection().open().inAll());
      case ERRORS -> Optional.of((long) facts.counts().errors());
      case REFUSED_RECIPIENTS -> Optional.of((long) facts.counts().refusedRecipients());
      case FINDINGS -> Optional.of(ids(findings));
      case HELO -> facts.hello().map(hello -> lower(hello.name()));
      case ESMTP -> facts.hello().map(Hello::extended);
      case EARLY_TALK -> Optional.of(facts.counts().earlyTalk());
      case PIPELINING -> Optional.of(facts.counts().pipelining());
      case LOGIN -> Optional.of(facts.login().map(Login::name).orElse(""));
      case LOGIN_MECHANISM -> Optional.of(facts.login().map(Login::mechanism).orElse(""));
      case TLS -> Optional.of(facts.tls());
      case RELAY -> relay(facts.attributes().relay());
      case LISTS_SPARED -> Optional.of(facts.attributes().lists() == Attributes.Lists.SPARED);
      case LARGEST_MESSAGE -> number(facts.attributes().largestMessage());
      case SENDER -> facts.sender().map(sender -> address(sender.path()));
      case SENDER_DOMAIN -> facts.sender().map(sender -> sender.path().domainName());
      case DECLARED_SIZE -> facts.sender().flatMap(sender -> number(sender.declaredSize()));
      case SMTPUTF8 -> facts.sender().map(Sender::utf8);
      case RECIPIENT -> facts.recipient().map(recipient -> address(recipient.path()));
      case RECIPIENT_DOMAIN -> facts.recipient().map(Recipient::domain);
      case DESTINATION ->
          facts.recipient().map(to -> lower(to.destination().name()).replace('_', '-'));
      case RECIPIENTS -> Optional.of((long) facts.recipientsAsked());
      case SIZE -> facts.message().map(Message::size);
      case RECEIVED -> facts.message().map(message -> (long) message.received());
      case EIGHT_BIT -> facts.message().map(Message::eightBit);
      case SUBJECT -> facts.message().map(message -> message.subject().orElse(""));
      case AUTHORS -> authors(facts, MailFact::address);
      case AUTHOR_DOMAINS -> authors(facts, Path::domainName);
    };
  }

  private static Optional<Object> name(ClientName found) {
    return switch (found) {
      case ClientName.Confirmed(var name) -> Optional.of(lower(name));
      case ClientName.None() -> Optional.of("");
      case ClientName.NotKnown() -> Optional.empty();
    };
  }

  /// Of a field that cannot be read to its end nobody knows whom it names.
  private static Optional<Object> authors(Facts facts, Function<Path, String> part) {
    return facts
        .message()
        .map(Message::authors)
        .filter(authors -> authors.unreadable().isEmpty())
        .map(authors -> authors.addresses().stream().map(part).distinct().toList());
  }

  private static Optional<Object> relay(Attributes.Relay relay) {
    return switch (relay) {
      case YES -> Optional.of(true);
      case NO -> Optional.of(false);
      case UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<Object> number(OptionalLong given) {
    return given.isPresent() ? Optional.of(given.getAsLong()) : Optional.empty();
  }

  private static ZonedDateTime at(Facts facts) {
    return facts.connection().at().atZone(ZoneOffset.UTC);
  }

  /// Ids, and `id/subject` where there is a subject, as the keys of a policy are written.
  private static List<String> ids(List<Finding> findings) {
    List<String> ids = new ArrayList<>();
    for (Finding each : findings) {
      ids.add(each.id());
      if (!each.subject().isEmpty()) {
        ids.add(each.id() + "/" + each.subject());
      }
    }
    return ids;
  }

  private static String address(Path path) {
    return switch (path) {
      case Path.Null() -> "";
      case Path.Postmaster() -> "postmaster";
      case Path.Mailbox mailbox -> mailbox.key();
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
