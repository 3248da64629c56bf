package weir.checks.dnslists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.check.Situation;
import weir.config.SettingsCheck;
import weir.dns.Question;
import weir.lists.Lists;
import weir.mail.Authors;
import weir.mail.ReceivedField;
import weir.testkit.MapResolver;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.Login;
import weir.verdict.Message;

class ReceivedListsCheckTest {
  private static final String LISTED = "99.100.51.45.bl.example";
  private static final String ZONES = "[[zones]]\nname = \"bl.example\"\n";
  private static final Facts FROM_OUR_MX =
      Situation.of("45.51.1.1")
          .facts()
          .withMessage(
              new Message(
                  100,
                  1,
                  false,
                  Optional.empty(),
                  List.of(ReceivedField.read("from a (b [45.51.100.99]) by c")),
                  Authors.NONE));

  private final Lists lists = new Lists(() -> Situation.START);

  private ReceivedListsCheck check(MapResolver dns, String zones) {
    return new ReceivedListsCheck(
        SettingsCheck.bound(ReceivedListsSettings.class, "own-hops = [\"45.51.1.1\"]\n" + zones),
        Situation.sources(dns, lists));
  }

  private static CheckResult look(ReceivedListsCheck check, Facts facts) {
    check.prepare(facts);
    return check.look(facts, Situation.START.plusSeconds(10));
  }

  @Test
  void aFindingNamesAddressAndList() {
    MapResolver dns = new MapResolver(LISTED + " A 127.0.0.2");
    CheckResult result = look(check(dns, ZONES), FROM_OUR_MX);
    Finding finding = ((CheckResult.Found) result).findings().getFirst();
    assertThat(finding.id()).isEqualTo("received-listed");
    assertThat(finding.subject()).isEqualTo("bl.example");
    assertThat(finding.evidence())
        .containsExactly(
            new Evidence(LISTED + " A", "127.0.0.2"), new Evidence("hop", "45.51.100.99"));
    assertThat(finding.listed().orElseThrow().about()).isEqualTo("45.51.100.99");
    assertThat(lists.of("bl.example").figures().questions()).isEqualTo(1);
  }

  @Test
  void notListedIsClearAndSilenceIsUnknown() {
    assertThat(Situation.word(look(check(new MapResolver(), ZONES), FROM_OUR_MX)))
        .isEqualTo("clear");
    for (String answer : List.of("SERVFAIL", "SILENT")) {
      MapResolver dns = new MapResolver("bl.example " + answer);
      assertThat(Situation.word(look(check(dns, ZONES), FROM_OUR_MX))).isEqualTo("unknown");
    }
  }

  @Test
  void whoWasLookedAtIsSaidAlsoWhereNothingWasFound() {
    assertThat(Situation.evidence(look(check(new MapResolver(), ZONES), FROM_OUR_MX)))
        .containsExactly(new Evidence("hop", "45.51.100.99"));
  }

  @Test
  void onlyTheChosenCodesAreListings() {
    MapResolver dns = new MapResolver(LISTED + " A 127.0.0.10");
    assertThat(Situation.word(look(check(dns, ZONES + "codes = [\"127.0.0.2\"]"), FROM_OUR_MX)))
        .isEqualTo("clear");
  }

  @Test
  void nobodyIsAskedForAStrangerALoginOrBeforeTheMessage() {
    MapResolver dns = new MapResolver(LISTED + " A 127.0.0.2");
    ReceivedListsCheck check = check(dns, ZONES);
    assertThat(check.looksAt(Situation.of("45.51.1.1").facts())).isFalse();
    assertThat(check.looksAt(FROM_OUR_MX.withLogin(new Login("ann", "PLAIN")))).isFalse();
    Facts stranger =
        Situation.of("45.51.1.2").facts().withMessage(FROM_OUR_MX.message().orElseThrow());
    assertThat(Situation.word(look(check, stranger))).isEqualTo("clear");
    assertThat(dns.asked()).extracting(Question::name).isEmpty();
    assertThat(check.looksAt(FROM_OUR_MX)).isTrue();
  }
}
