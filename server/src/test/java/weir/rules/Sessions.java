package weir.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.mail.Authors;
import weir.mail.Domain;
import weir.mail.Path;
import weir.net.IpAddress;
import weir.verdict.Connection;
import weir.verdict.Destination;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Hello;
import weir.verdict.Meaning;
import weir.verdict.Message;
import weir.verdict.OpenConnections;
import weir.verdict.Recipient;
import weir.verdict.Role;
import weir.verdict.Rule;
import weir.verdict.Rule.Held;
import weir.verdict.Sender;
import weir.verdict.WhenUnknown;

/// One session at several points, and rules about it.
final class Sessions {
  /// A Saturday.
  private static final Instant AT = Instant.parse("2026-03-14T22:30:00Z");

  static final Meaning REJECT = Meaning.refuse(Meaning.Refusal.REJECT);

  static final Facts CONNECTED =
      Facts.of(
          new Connection(
              "s1",
              AT,
              address("10.1.2.3"),
              40000,
              address("192.0.2.1"),
              25,
              "outside",
              Role.MX,
              new OpenConnections(1, 1, 1),
              Optional.empty()));

  static final Facts GREETED = CONNECTED.withHello(new Hello("Mail.Sender.Example", true));

  static final Facts MAILED =
      GREETED.withSender(new Sender(mailbox("Joe", "sender.example"), OptionalLong.empty(), false));

  static final Facts ASKED =
      MAILED
          .withRecipient(recipient("Ann", "ours.example"))
          .withRecipientCounted()
          .withRecipientCounted();

  private Sessions() {}

  static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  static Path.Mailbox mailbox(String local, String domain) {
    return new Path.Mailbox(local, new Domain(domain));
  }

  static Recipient recipient(String local, String domain) {
    return new Recipient(mailbox(local, domain), domain, Destination.OURS);
  }

  /// The message of a transaction that has these recipients.
  static Facts received(Optional<String> subject, Recipient... accepted) {
    return ASKED
        .withAccepted(List.of(accepted))
        .withMessage(new Message(5_000, 2, false, subject, List.of(), Authors.NONE));
  }

  static Finding finding(String id, String subject) {
    return new Finding(FindingKind.of(id, "Seen", "Change it", "7.1"), subject, "No", List.of());
  }

  static Compiled<Rule> compiled(String condition) {
    return MailRules.compile(
        "own-rule", condition, Optional.empty(), REJECT, WhenUnknown.OPEN, "Not from there");
  }

  static Rule rule(String condition) {
    return rule(condition, REJECT);
  }

  static Rule rule(String condition, Meaning meaning) {
    Compiled<Rule> compiled =
        MailRules.compile("own-rule", condition, Optional.empty(), meaning, WhenUnknown.OPEN, "");
    return ready(compiled).rule();
  }

  static Compiled.Ready<Rule> ready(Compiled<Rule> compiled) {
    return switch (compiled) {
      case Compiled.Ready<Rule> ready -> ready;
      case Compiled.Mistake<Rule> mistake -> throw new AssertionError(mistake.toString());
    };
  }

  static boolean holds(String condition, Facts facts, Finding... findings) {
    return switch (rule(condition).holds(facts, List.of(findings))) {
      case Held.Yes() -> true;
      case Held.No() -> false;
      case Held.Unknown(var cause) -> throw new AssertionError(condition + ": " + cause);
    };
  }
}
