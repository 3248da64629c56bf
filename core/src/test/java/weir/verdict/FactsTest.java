package weir.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weir.verdict.Meanings.tagged;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.mail.Authors;
import weir.mail.Path;
import weir.net.IpAddress;

class FactsTest {
  private static final Hello HELLO = new Hello("mail.example.net", true);
  private static final Login LOGIN = new Login("ann", "PLAIN");
  private static final Sender SENDER = new Sender(new Path.Null(), OptionalLong.of(5), false);
  private static final Recipient ANN = Seeing.recipient("ann@example.com");
  private static final Message MESSAGE =
      new Message(100, 2, true, Optional.of("Hello"), List.of(), Authors.NONE);

  private static Facts full() {
    return Seeing.facts()
        .withHello(HELLO)
        .withLogin(LOGIN)
        .withSender(SENDER)
        .withCounts(SessionCounts.NONE.withRefusedRecipient())
        .withRecipientCounted()
        .withRecipient(ANN)
        .withAccepted(List.of(ANN))
        .withMessage(MESSAGE);
  }

  @Test
  void factsGrowAlongTheStages() {
    Facts facts = full();
    assertThat(facts.hello()).contains(HELLO);
    assertThat(facts.login()).contains(LOGIN);
    assertThat(facts.sender()).contains(SENDER);
    assertThat(facts.accepted()).containsExactly(ANN);
    assertThat(facts.recipient()).isEmpty();
    assertThat(facts.message()).contains(MESSAGE);
    assertThat(facts.client()).isEqualTo(facts.connection().client());
    assertThat(Seeing.facts().withRecipient(ANN).recipient()).contains(ANN);
  }

  @Test
  void aTransactionTakesItsFactsWithIt() {
    Facts rest = full().withoutTransaction();
    assertThat(rest.hello()).contains(HELLO);
    assertThat(rest.login()).contains(LOGIN);
    assertThat(rest.sender()).isEmpty();
    assertThat(rest.accepted()).isEmpty();
    assertThat(rest.message()).isEmpty();
    assertThat(rest.recipientsAsked()).isZero();
    assertThat(rest.counts().refusedRecipients()).isEqualTo(1);
  }

  @Test
  void startTlsLeavesTheConnectionAndItsCounts() {
    Facts rest = full().withoutHello();
    assertThat(rest).isEqualTo(Facts.of(rest.connection()).withCounts(full().counts()));
    assertThat(rest.counts().refusedRecipients()).isEqualTo(1);
  }

  @Test
  void whoLogsInOrIsOneOfOursIsTrusted() {
    Facts stranger = Seeing.facts();
    assertThat(stranger.role()).isEqualTo(Role.MX);
    assertThat(stranger.trusted()).isFalse();
    assertThat(stranger.withLogin(LOGIN).role()).isEqualTo(Role.SUBMISSION);
    assertThat(stranger.withLogin(LOGIN).trusted()).isTrue();
    assertThat(inRole(Role.RELAY).trusted()).isTrue();
    assertThat(inRole(Role.SUBMISSION).trusted()).isFalse();
  }

  @Test
  void aConnectionIsCountedAndStaysWhatItIs() {
    Connection explained = ofUser("joe");
    Connection counted = explained.withOpen(new OpenConnections(2, 3, 4));
    assertThat(counted.open()).isEqualTo(new OpenConnections(2, 3, 4));
    assertThat(counted.withOpen(explained.open())).isEqualTo(explained);
  }

  @Test
  void theUserOfAnotherClientIsNotKnown() {
    Connection was = ofUser("joe");
    IpAddress other = IpAddress.parse("203.0.113.9").orElseThrow();
    Connection is = was.named(other, 1025, was.local(), was.localPort(), Role.RELAY);
    assertThat(is.client()).isEqualTo(other);
    assertThat(is.clientPort()).isEqualTo(1025);
    assertThat(is.role()).isEqualTo(Role.RELAY);
    assertThat(is.user()).isEmpty();
    assertThat(is.session()).isEqualTo(was.session());
    assertThat(is.open()).isEqualTo(was.open());
  }

  private static Connection ofUser(String name) {
    Connection c = Seeing.facts().connection();
    return new Connection(
        c.session(),
        c.at(),
        c.client(),
        c.clientPort(),
        c.local(),
        c.localPort(),
        c.listener(),
        c.role(),
        c.open(),
        Optional.of(name));
  }

  private static Facts inRole(Role role) {
    Connection c = Seeing.facts().connection();
    return Facts.of(c.named(c.client(), c.clientPort(), c.local(), c.localPort(), role));
  }

  @Test
  void postmasterIsKnownInEveryForm() {
    assertThat(new Recipient(new Path.Postmaster(), "", Destination.OURS).isPostmaster()).isTrue();
    assertThat(Seeing.recipient("PostMaster@example.com").isPostmaster()).isTrue();
    assertThat(Seeing.recipient("ann@example.com").isPostmaster()).isFalse();
    assertThat(new Recipient(new Path.Null(), "", Destination.OURS).isPostmaster()).isFalse();
  }

  @Test
  void countsAreKeptApart() {
    SessionCounts none = SessionCounts.NONE;
    assertThat(none.withRefusedRecipient()).isEqualTo(new SessionCounts(1, 0, false, false));
    assertThat(none.withError()).isEqualTo(new SessionCounts(0, 1, false, false));
    assertThat(none.withEarlyTalk()).isEqualTo(new SessionCounts(0, 0, true, false));
    assertThat(none.withPipelining()).isEqualTo(new SessionCounts(0, 0, false, true));
  }

  @Test
  void stagesComeInOrder() {
    assertThat(Stage.MAIL.reachedAt(Stage.MAIL)).isTrue();
    assertThat(Stage.MAIL.reachedAt(Stage.RCPT)).isTrue();
    assertThat(Stage.MAIL.reachedAt(Stage.HELO)).isFalse();
    assertThat(Stage.HELO.word()).isEqualTo("helo");
    assertThat(Role.MX.word()).isEqualTo("mx");
  }

  @Test
  void aKindWithoutItsTextsCannotBeMade() {
    assertThatThrownBy(() -> FindingKind.of("Upper", "Seen.", "Change it.", "7.1"))
        .hasMessageContaining("id");
    assertThatThrownBy(() -> FindingKind.of("a", " ", "Change it.", "7.1"))
        .hasMessageContaining("text");
    assertThatThrownBy(() -> FindingKind.of("a", "Seen.", "", "7.1")).hasMessageContaining("text");
    assertThatThrownBy(() -> FindingKind.of("a", "Seen.", "Change it.", "571"))
        .hasMessageContaining("3463");
    assertThat(FindingKind.of("a", "Seen.", "Change it.", "7.1").exemptible()).isTrue();
    assertThat(FindingKind.firm("a", "Seen.", "Change it.", "7.1").exemptible()).isFalse();
  }

  @Test
  void foundNothingIsNotFound() {
    assertThatThrownBy(() -> new CheckResult.Found(List.of(), List.of()))
        .hasMessageContaining("nothing");
    assertThat(CheckResult.clear(new Evidence("a", "b")))
        .isEqualTo(new CheckResult.Clear(List.of(new Evidence("a", "b")), List.of()));
  }

  @Test
  void aFindingSaysWhatItsKindSaysUnlessToldOtherwise() {
    FindingKind kind = Seeing.kind("seen");
    assertThat(Finding.of(kind).said()).isEqualTo("Change it.");
    Finding other = Finding.saying(kind, "Other.", List.of(new Evidence("a", "b")));
    assertThat(other.said()).isEqualTo("Other.");
    assertThat(other.evidence()).hasSize(1);
    assertThat(other.subject()).isEmpty();
  }

  @Test
  void meaningsAreCopiedWithOneChange() {
    Meaning meaning = tagged(Meaning.score(2), "X-Weir-A").onlyIfOtherwisePassing();
    assertThat(meaning.onlyIfPassing()).isTrue();
    assertThat(meaning.tag()).contains("X-Weir-A");
    assertThat(meaning.score()).isEqualTo(2);
    assertThat(tagged(Meaning.score(2), "X-Weir-A").onlyIfPassing()).isFalse();
  }
}
