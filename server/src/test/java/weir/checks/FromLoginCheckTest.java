package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.check.Action;
import weir.check.Situation;
import weir.checks.SenderLoginSettings.Own;
import weir.mail.Authors;
import weir.verdict.CheckResult;
import weir.verdict.Facts;
import weir.verdict.Message;
import weir.verdict.Role;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

class FromLoginCheckTest {
  private static final FromLoginCheck CHECK =
      new FromLoginCheck(
          new LoginAddresses(
              new SenderLoginSettings(
                  false,
                  Stage.RCPT,
                  Own.DOMAIN,
                  Optional.empty(),
                  Optional.empty(),
                  Action.OBSERVE,
                  WhenUnknown.OPEN)));

  private static Facts facts(Facts before, String... from) {
    return before.withMessage(
        new Message(100, 0, false, Optional.empty(), List.of(), Authors.read(List.of(from))));
  }

  private static CheckResult look(String... from) {
    Facts ann = Situation.of("192.0.2.1", Role.SUBMISSION).login("ann@example.com").facts();
    return CHECK.look(facts(ann, from), Situation.START);
  }

  @ParameterizedTest
  @CsvSource({
    "Ann <ann@example.com>, clear",
    "office@example.com, clear",
    "Boss <boss@bank.example>, from-not-of-login",
    "Undisclosed: ;, clear",
    "Ann, unknown",
    "<boss@bank.example> <ann@example.com>, from-not-of-login",
  })
  void theAuthorsBelongToTheLogin(String from, String saw) {
    assertThat(Situation.word(look(from))).isEqualTo(saw);
  }

  @Test
  void everyAddressOfEveryFieldCounts() {
    CheckResult seen = look("ann@example.com, sue@a.example", "boss@bank.example");
    assertThat(seen).isInstanceOf(CheckResult.Found.class);
    assertThat(((CheckResult.Found) seen).findings().getFirst().evidence())
        .extracting(piece -> piece.name() + " " + piece.value())
        .containsExactly("login ann@example.com", "from sue@a.example", "from boss@bank.example");
  }

  @Test
  void aMessageWithoutFromNamesNobody() {
    assertThat(Situation.word(look())).isEqualTo("clear");
  }

  @Test
  void onlyMessagesOfLoginsAreLookedAt() {
    Facts ann = Situation.of("192.0.2.1", Role.SUBMISSION).login("ann@example.com").facts();
    assertThat(CHECK.looksAt(ann)).isFalse();
    assertThat(CHECK.looksAt(facts(ann, "x@y.example"))).isTrue();
    assertThat(CHECK.looksAt(facts(Situation.of("192.0.2.1").facts(), "x@y.example"))).isFalse();
  }
}
