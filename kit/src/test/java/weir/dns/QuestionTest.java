package weir.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionTest {

  @Test
  void namesAreComparedInLowerCaseAndWithoutTheLastDot() {
    assertThat(new Question("Mail.EXAMPLE.", RecordType.A))
        .isEqualTo(new Question("mail.example", RecordType.A));
    assertThat(new Question(".", RecordType.NS).name()).isEmpty();
  }

  @Test
  void hostile_078_aNameThatCannotStandOnTheWireIsNotAskedFor() {
    for (String wrong :
        List.of(
            "a..b",
            "..",
            ".a",
            "a b",
            "a\rb",
            "\u00e4.example",
            "a\\000b.example",
            "a".repeat(64) + ".example",
            "a.".repeat(128))) {
      assertThat(Question.of(wrong, RecordType.A)).as(wrong).isEmpty();
      assertThatThrownBy(() -> new Question(wrong, RecordType.A))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Question.of("a.".repeat(126) + "b", RecordType.A)).isPresent();
  }

  @Test
  void hostile_076_of_a_thousand_records_the_first_hundred_are_kept() {
    List<DnsRecord> many = Collections.nCopies(1000, new DnsRecord.Name("a.example"));
    assertThat(new Answer.Found(many, Duration.ZERO).records()).hasSize(Answer.MAX_RECORDS);
  }
}
