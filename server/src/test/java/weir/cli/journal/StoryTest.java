package weir.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.cli.output.Style;
import weir.journal.Entry;
import weir.verdict.Outcome;
import weir.verdict.Stage;
import weir.verdict.Verdict;

/// A page with more than one entry, and a finding that was weighed more than once.
class StoryTest {
  private static final String MEANING = "The client's address is on a DNS block list.";

  private static final Outcome REJECT =
      new Outcome.Reject(new Outcome.Reason("relay-denied", "7.1", "Relaying denied"));

  @Test
  void evidenceIsShownOnceAndThenReferredTo() {
    Entry.Transaction once = Written.refused();

    assertThat(told(twiceJudged(once))).containsOnlyOnce(MEANING).containsOnlyOnce("as above");
    assertThat(told(once)).contains(MEANING).doesNotContain("as above");
  }

  @Test
  void aSessionComesAfterItsMessageAndIsCalledSo() {
    Entry.Transaction message = Written.refused();
    Entry.Session session =
        new Entry.Session(
            message.session(),
            message.at().minusSeconds(1),
            Duration.ofSeconds(4),
            message.client(),
            "quit",
            List.of("535 5.7.8 User name or password is wrong"),
            List.of());

    assertThat(told(session, message)).containsSubsequence("Message ", "The session around it");
    assertThat(told(session)).startsWith("Session " + message.session());
  }

  @Test
  void noHeaderIsAddedForARecipientWhoIsRefused() {
    assertThat(told(judged(new Outcome.Pass()))).contains("header added: X-Weir: seen");
    assertThat(told(judged(REJECT))).doesNotContain("header added");
  }

  @Test
  void aDeliveredMessageIsToldApartFromItsRefusedRecipients() {
    Entry.Transaction it = judged(REJECT);
    StringWriter page = new StringWriter();

    JournalTable.print(List.of(it), new PrintWriter(page), new Style(false));

    assertThat(page.toString()).contains("delivered", "1 of 2 recipients refused: relay-denied");
  }

  private static Entry.Transaction judged(Outcome outcome) {
    Entry.Transaction like = Written.refused();
    Verdict verdict =
        new Verdict(
            outcome,
            Duration.ZERO,
            List.of(new Verdict.Tag("X-Weir", "seen")),
            0,
            List.of(),
            List.of(),
            List.of(),
            "default@0123abcd");
    return new Entry.Transaction(
        like.id(),
        like.session(),
        like.at(),
        like.took(),
        like.client(),
        like.sender(),
        List.of(
            new Entry.RecipientLine("ann@example.com", 250, "250 2.1.5 Recipient ok"),
            new Entry.RecipientLine("x@else.example", 550, "550 5.7.1 Relaying denied")),
        like.size(),
        like.heading(),
        Entry.End.DELIVERED,
        "250 2.0.0 Taken",
        List.of(new Entry.Judged(Stage.RCPT, "x@else.example", verdict)),
        like.hop());
  }

  @Test
  void whatWentWrongWithTheNextHopIsNoWordOfIts() {
    String broken = "the hop hung up; the hop may have the message, a second copy may follow";

    assertThat(told(deferred(broken, Duration.ofMillis(3))))
        .contains("What was wrong with the next hop", broken, "Next hop inner failed")
        .doesNotContain("decided this");
    assertThat(told(deferred("DOT: 452 4.2.2 full", Duration.ofMillis(3))))
        .contains("What the next hop said", "Next hop inner decided this");
    assertThat(told(deferred("RCPT: 550 5.1.1 no", Duration.ofMillis(3))))
        .contains("Next hop inner refused a recipient");
  }

  @Test
  void aNextHopThatIsDownIsNamedWithItsTrouble() {
    assertThat(told(deferred("Connection refused", Entry.HopLine.NOT_TRIED)))
        .contains("Connection refused", "inner, known before it was tried")
        .contains("Next hop inner was in trouble already", "weir status");
  }

  private static Entry deferred(String hopReply, Duration took) {
    Entry.Transaction it = Written.refused();
    return new Entry.Transaction(
        it.id(),
        it.session(),
        it.at(),
        it.took(),
        it.client(),
        it.sender(),
        List.of(),
        it.size(),
        it.heading(),
        Entry.End.DEFERRED,
        "451 4.4.1 later [" + it.id() + "]",
        List.of(),
        Optional.of(new Entry.HopLine("inner", hopReply, Optional.empty(), took)));
  }

  private static Entry twiceJudged(Entry.Transaction it) {
    return new Entry.Transaction(
        it.id(),
        it.session(),
        it.at(),
        it.took(),
        it.client(),
        it.sender(),
        it.recipients(),
        it.size(),
        it.heading(),
        it.outcome(),
        it.reply(),
        Stream.concat(it.judged().stream(), it.judged().stream()).toList(),
        it.hop());
  }

  private static String told(Entry... entries) {
    StringWriter page = new StringWriter();
    new Story(new PrintWriter(page), new Style(false)).tell(List.of(entries));
    return page.toString();
  }
}
