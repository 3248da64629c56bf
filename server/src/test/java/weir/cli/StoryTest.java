package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.journal.Entry;

/// A page with more than one entry, and a finding that was weighed more than once.
class StoryTest {
  private static final String MEANING = "The client's address is on a DNS block list.";

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
        it.subject(),
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
