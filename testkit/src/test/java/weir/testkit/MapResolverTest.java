package weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.RecordType;

class MapResolverTest {

  private final MapResolver dns =
      new MapResolver("example.net A 192.0.2.1", "silent.example SILENT");

  @Test
  void itAnswersFromItsLinesAndRemembersTheQuestions() {
    Question question = new Question("example.net", RecordType.A);
    assertThat(dns.await(question, Instant.MAX)).isInstanceOf(Answer.Found.class);
    dns.add("example.org A 192.0.2.2");
    assertThat(dns.await(new Question("example.org", RecordType.A), Instant.MAX))
        .isInstanceOf(Answer.Found.class);
    assertThat(dns.asked()).hasSize(2).startsWith(question);
  }

  @Test
  void aSilentNameStaysOpenUntilItsTimeOut() {
    CompletableFuture<Answer> asked = dns.ask(new Question("silent.example", RecordType.A));
    assertThat(dns.await(asked, Instant.MAX)).isInstanceOf(Answer.Failed.class);
    assertThat(asked).isNotDone();
    dns.answerSilent();
    assertThat(asked.join()).isInstanceOf(Answer.Failed.class);
  }
}
