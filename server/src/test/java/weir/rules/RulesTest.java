package weir.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.rules.Sessions.ASKED;
import static weir.rules.Sessions.CONNECTED;
import static weir.rules.Sessions.GREETED;
import static weir.rules.Sessions.MAILED;
import static weir.rules.Sessions.REJECT;
import static weir.rules.Sessions.compiled;
import static weir.rules.Sessions.finding;
import static weir.rules.Sessions.holds;
import static weir.rules.Sessions.ready;
import static weir.rules.Sessions.received;
import static weir.rules.Sessions.recipient;
import static weir.rules.Sessions.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.mail.Authors;
import weir.mail.Path;
import weir.verdict.Attributes;
import weir.verdict.ClientName;
import weir.verdict.Destination;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.Login;
import weir.verdict.Meaning;
import weir.verdict.Message;
import weir.verdict.Recipient;
import weir.verdict.Rule;
import weir.verdict.Rule.Held;
import weir.verdict.Sender;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

class RulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network(client, '10.0.0.0/8')",
        "!network(client, '10.2.0.0/16')",
        "network(client, ['192.0.2.0/24', '10.1.2.3'])",
        "client == address('10.1.2.3')",
        "client in [address('::1'), address('10.1.2.3')]",
        "client_port == 40000",
        "network(local, '192.0.2.0/24') && local_port == 25",
        "connections == 1 && network_connections == 1 && all_connections < 2",
        "errors == 0 && refused_recipients == 0",
        "esmtp && !early_talk && !pipelining",
        "login_mechanism == '' && !smtputf8",
        "destination == 'ours'",
        "listener == 'outside'",
        "role == 'mx'",
        "hour == 22",
        "weekday == 'saturday'",
        "time.getMinutes() == 30",
        "time > timestamp('2026-01-01T00:00:00Z') + duration('24h')",
        "time.getHours('Europe/Berlin') == 23",
        "helo == 'mail.sender.example'",
        "login == ''",
        "!relay && !lists_spared",
        "sender == 'joe@sender.example'",
        "sender_domain == 'sender.example'",
        "recipient == 'ann@ours.example'",
        "recipient_domain == 'ours.example'",
        "recipients == 2",
        "within(helo, 'example')",
        "within(helo, sender_domain)",
        "within(sender_domain, 'Sender.Example.')",
        "!within('notsender.example', 'sender.example')",
        "!within('', sender_domain)",
        "matches(helo, '^mail[.]')",
        "helo.matches('sender')",
        "lower('ABC') == 'abc'",
        "'no-reverse-name' in findings",
        "'on-block-list/zen.example' in findings && 'on-block-list' in findings",
        "findings.exists(each, each.startsWith('on-block-list/'))",
        "findings.filter(each, each.contains('reverse')).size() == 1",
        "size(sender) > 3 && size(findings) == 3"
      })
  void eachFactAndFunctionCanBeUsed(String condition) {
    assertThat(
            holds(
                condition,
                ASKED,
                finding("no-reverse-name", ""),
                finding("on-block-list", "zen.example")))
        .isTrue();
  }

  @Test
  void aMessageHasSizeAndSubject() {
    Facts message = received(Optional.of("Your Invoice"), recipient("ann", "ours.example"));
    assertThat(holds("size > 4000 && subject.contains('Invoice')", message)).isTrue();
    assertThat(holds("subject == ''", received(Optional.empty()))).isTrue();
    assertThat(holds("received == 2 && !eight_bit", message)).isTrue();
    assertThat(holds("destination == 'ours'", message)).isTrue();
  }

  @Test
  void theConfirmedNameOfTheClientIsAFactAndNotKnownIsNotNone() {
    Rule rule = rule("within(client_name, 'sender.example')");
    assertThat(
            rule.holds(
                ASKED.withClientName(new ClientName.Confirmed("MX.Sender.example")), List.of()))
        .isEqualTo(new Held.Yes());
    assertThat(rule.holds(ASKED.withClientName(new ClientName.None()), List.of()))
        .isEqualTo(new Held.No());
    assertThat(rule.holds(ASKED, List.of()))
        .isEqualTo(new Held.Unknown("client_name is not known"));
  }

  @Test
  void whetherTheClientSpeaksTlsIsAFactThatAnotherGreetingKeeps() {
    assertThat(holds("!tls", ASKED)).isTrue();
    assertThat(holds("tls", CONNECTED.withTls().withoutHello())).isTrue();
  }

  @Test
  void theAuthorsOfAMessageAreFactsUnlessTheirFieldCannotBeRead() {
    Rule rule = rule("'ann@ours.example' in authors && 'bank.example' in author_domains");
    assertThat(rule.holds(from("Ann@Ours.example, eve@bank.example"), List.of()))
        .isEqualTo(new Held.Yes());
    assertThat(rule.holds(from("eve@bank.example"), List.of())).isEqualTo(new Held.No());
    assertThat(rule.holds(from("ann@ours.example, <eve@"), List.of()))
        .isEqualTo(new Held.Unknown("authors is not known"));
    assertThat(holds("size(authors) == 0", received(Optional.empty()))).isTrue();
  }

  private static Facts from(String field) {
    return ASKED.withMessage(
        new Message(100, 1, false, Optional.empty(), List.of(), Authors.read(List.of(field))));
  }

  @Test
  void whatIsKnownToBeNoneIsEmptyText() {
    Facts bounce = GREETED.withSender(new Sender(new Path.Null(), OptionalLong.empty(), false));
    assertThat(holds("sender == '' && sender_domain == ''", bounce)).isTrue();
    Facts postmaster =
        bounce.withRecipient(new Recipient(new Path.Postmaster(), "", Destination.OURS));
    assertThat(holds("recipient == 'postmaster' && recipient_domain == ''", postmaster)).isTrue();
  }

  @Test
  void aLoginMakesTheRoleSubmission() {
    Facts known = ASKED.withLogin(new Login("Ann", "PLAIN"));
    assertThat(holds("role == 'submission' && login == 'Ann'", known)).isTrue();
  }

  @Test
  void aFactThatIsNotKnownMakesTheRuleUnknown() {
    assertThat(rule("helo == 'x'").holds(CONNECTED, List.of()))
        .isEqualTo(new Held.Unknown("helo is not known"));
    assertThat(rule("sender == ''").holds(GREETED, List.of()))
        .isEqualTo(new Held.Unknown("sender is not known"));
    assertThat(rule("recipient == ''").holds(MAILED, List.of()))
        .isEqualTo(new Held.Unknown("recipient is not known"));
    assertThat(rule("subject == ''").holds(ASKED, List.of()))
        .isEqualTo(new Held.Unknown("subject is not known"));
  }

  @Test
  void aFactThatIsNotKnownDoesNotMatterWhereTheRestDecides() {
    assertThat(holds("role == 'mx' || helo == 'x'", CONNECTED)).isTrue();
    assertThat(holds("helo == 'x' && role == 'relay'", CONNECTED)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 / (recipients - 2) == 1",
        "findings[7] == 'x'",
        "{'a': 1}[helo] == 1",
        "timestamp(helo) < time",
        "time.getHours(helo) == 1",
        "recipients + 9223372036854775807 > 0"
      })
  void anEvaluationThatFailsIsUnknown(String condition) {
    assertThat(rule(condition).holds(ASKED, List.of()))
        .isInstanceOfSatisfying(
            Held.Unknown.class,
            unknown -> assertThat(unknown.cause()).startsWith("the condition cannot be evaluated"));
  }

  @Test
  void moreFindingsThanAreReckonedWithAreUnknownAndNotSlow() {
    Rule rule = rule("findings.all(each, each != 'x')");
    List<Finding> many = new ArrayList<>();
    for (int i = 0; i < Language.REPETITIONS + 1; i++) {
      many.add(finding("finding-" + i, ""));
    }
    assertThat(rule.holds(ASKED, many)).isInstanceOf(Held.Unknown.class);
    assertThat(rule.holds(ASKED, many.subList(0, Cost.FINDINGS))).isEqualTo(new Held.Yes());
  }

  @Test
  void aRuleIsAskedWhenItsFactsAreThereButNotBeforeTheRecipient() {
    assertThat(rule("role == 'mx'").stage()).isEqualTo(Stage.RCPT);
    assertThat(rule("sender == ''").stage()).isEqualTo(Stage.RCPT);
    assertThat(rule("size > 1 && helo == ''").stage()).isEqualTo(Stage.MESSAGE);
  }

  @Test
  void aRuleCanBeAskedEarlierOrLaterWhereItsFactsAllowIt() {
    assertThat(ready(at("helo == 'x'", Stage.HELO)).rule().stage()).isEqualTo(Stage.HELO);
    assertThat(at("role == 'mx' && helo == 'x'", Stage.CONNECT))
        .isEqualTo(new Compiled.Mistake<>(16, "helo is not known before stage helo"));
    assertThat(ready(at("'x' in findings", Stage.MESSAGE)).rule().stage()).isEqualTo(Stage.MESSAGE);
  }

  private static Compiled<Rule> at(String condition, Stage stage) {
    return MailRules.compile(
        "own-rule", condition, Optional.of(stage), REJECT, WhenUnknown.OPEN, "");
  }

  @Test
  void whatSpeaksAgainstAMessageNeedsOneOfItsRecipients() {
    Facts both =
        received(
            Optional.empty(), recipient("ann", "ours.example"), recipient("bob", "ours.example"));
    assertThat(rule("recipient.startsWith('bob@')").holds(both, List.of()))
        .isEqualTo(new Held.Yes());
    assertThat(rule("recipient.startsWith('eve@')").holds(both, List.of()))
        .isEqualTo(new Held.No());
  }

  @Test
  void whatSpeaksForAMessageNeedsEachOfItsRecipients() {
    Facts both =
        received(
            Optional.empty(), recipient("ann", "ours.example"), recipient("bob", "ours.example"));
    Meaning exempt =
        new Meaning(
            false, 0, Optional.empty(), Duration.ZERO, Optional.empty(), Set.of("dnsbl"), false);
    assertThat(rule("recipient.startsWith('bob@')", exempt).holds(both, List.of()))
        .isEqualTo(new Held.No());
    assertThat(rule("recipient_domain == 'ours.example'", Meaning.score(-1)).holds(both, List.of()))
        .isEqualTo(new Held.Yes());
  }

  @Test
  void aRuleKnowsItsSourceItsSentenceAndItsName() {
    Rule known = ready(compiled("role == 'mx'")).rule();
    assertThat(known.source()).isEqualTo("role == 'mx'");
    assertThat(known.kind().id()).isEqualTo("own-rule");
    assertThat(known.kind().remedy()).isEqualTo("Not from there");
    assertThat(known.kind().exemptible()).isTrue();
    assertThat(rule("role == 'mx'").kind().remedy()).contains("postmaster");
  }

  @Test
  void theFindingsThatARuleLooksForAreTold() {
    assertThat(ready(compiled("'no-reverse-name' in findings || !('typo' in findings)")).mentions())
        .containsExactly(
            new Compiled.Mention("findings", "no-reverse-name", 1),
            new Compiled.Mention("findings", "typo", 36));
  }

  @Test
  void manyThreadsCanAskOneRule() throws Exception {
    Rule rule = rule("network(client, '10.0.0.0/8') && helo.matches('^mail') && 'a' in findings");
    List<Callable<Held>> asking = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      boolean found = i % 2 == 0;
      asking.add(() -> rule.holds(ASKED, found ? List.of(finding("a", "")) : List.of()));
    }
    Set<String> wrong = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Held>> answers = threads.invokeAll(asking);
      for (int i = 0; i < answers.size(); i++) {
        Held expected = i % 2 == 0 ? new Held.Yes() : new Held.No();
        if (!answers.get(i).get().equals(expected)) {
          wrong.add(i + " " + answers.get(i).get());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatAHostRuleSetIsKnownUnlessTheDnsCouldNotTell() {
    Facts own =
        ASKED.withAttributes(
            new Attributes(
                Attributes.Relay.YES,
                Attributes.Lists.SPARED,
                Attributes.SenderDomain.ASKED,
                OptionalLong.of(9_000_000),
                Optional.empty()));
    assertThat(holds("relay && lists_spared && largest_message == 9000000", own)).isTrue();

    Facts unsure =
        ASKED.withAttributes(
            new Attributes(
                Attributes.Relay.UNKNOWN,
                Attributes.Lists.ASKED,
                Attributes.SenderDomain.ASKED,
                OptionalLong.empty(),
                Optional.empty()));
    assertThat(rule("relay").holds(unsure, List.of()))
        .isEqualTo(new Held.Unknown("relay is not known"));
    assertThat(rule("largest_message > 1").holds(unsure, List.of()))
        .isEqualTo(new Held.Unknown("largest_message is not known"));
  }
}
