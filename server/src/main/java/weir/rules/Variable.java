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
import weir.mail.Path;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.Stage;

/// What a condition can speak of, and the stage that has it first.
///
/// Names of hosts and addresses of people are in lower case, so that nobody evades a rule by a
/// capital letter. Something known to be none is the empty string: the null sender, no login, no
/// subject. Something not known is no value at all.
enum Variable {
  CLIENT("client", MailFunctions.ADDRESS, Stage.CONNECT),
  LISTENER("listener", SimpleType.STRING, Stage.CONNECT),
  ROLE("role", SimpleType.STRING, Stage.CONNECT),
  TIME("time", SimpleType.TIMESTAMP, Stage.CONNECT),
  HOUR("hour", SimpleType.INT, Stage.CONNECT),
  WEEKDAY("weekday", SimpleType.STRING, Stage.CONNECT),
  FINDINGS("findings", ListType.create(SimpleType.STRING), Stage.CONNECT),
  HELO("helo", SimpleType.STRING, Stage.HELO),
  LOGIN("login", SimpleType.STRING, Stage.MAIL),
  SENDER("sender", SimpleType.STRING, Stage.MAIL),
  SENDER_DOMAIN("sender_domain", SimpleType.STRING, Stage.MAIL),
  RECIPIENT("recipient", SimpleType.STRING, Stage.RCPT),
  RECIPIENT_DOMAIN("recipient_domain", SimpleType.STRING, Stage.RCPT),
  RECIPIENTS("recipients", SimpleType.INT, Stage.RCPT),
  SIZE("size", SimpleType.INT, Stage.MESSAGE),
  SUBJECT("subject", SimpleType.STRING, Stage.MESSAGE);

  private final String word;
  private final CelType type;
  private final Stage stage;

  Variable(String word, CelType type, Stage stage) {
    this.word = word;
    this.type = type;
    this.stage = stage;
  }

  String word() {
    return word;
  }

  CelType type() {
    return type;
  }

  Stage stage() {
    return stage;
  }

  static Optional<Variable> named(String name) {
    for (Variable each : values()) {
      if (each.word.equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// Empty when it is not known.
  Optional<Object> value(Facts facts, List<Finding> findings) {
    return switch (this) {
      case CLIENT -> Optional.of(facts.client());
      case LISTENER -> Optional.of(facts.connection().listener());
      case ROLE -> Optional.of(lower(facts.role().name()));
      case TIME -> Optional.of(facts.connection().at());
      case HOUR -> Optional.of((long) at(facts).getHour());
      case WEEKDAY -> Optional.of(lower(at(facts).getDayOfWeek().name()));
      case FINDINGS -> Optional.of(ids(findings));
      case HELO -> facts.hello().map(hello -> lower(hello.name()));
      case LOGIN -> Optional.of(facts.login().map(Facts.Login::name).orElse(""));
      case SENDER -> facts.sender().map(sender -> address(sender.path()));
      case SENDER_DOMAIN -> facts.sender().map(sender -> domain(sender.path()));
      case RECIPIENT -> facts.recipient().map(recipient -> address(recipient.path()));
      case RECIPIENT_DOMAIN -> facts.recipient().map(Facts.Recipient::domain);
      case RECIPIENTS -> Optional.of((long) facts.counts().recipients());
      case SIZE -> facts.message().map(Facts.Message::size);
      case SUBJECT -> facts.message().map(message -> message.subject().orElse(""));
    };
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

  private static String domain(Path path) {
    return path instanceof Path.Mailbox mailbox ? mailbox.domain().name() : "";
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
