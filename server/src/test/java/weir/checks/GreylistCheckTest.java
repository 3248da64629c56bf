package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.check.BrokenState;
import weir.check.ReverseNames;
import weir.check.Situation;
import weir.check.Tables;
import weir.config.SettingsCheck;
import weir.mail.Path;
import weir.mail.PathParser;
import weir.state.MemoryState;
import weir.state.State;
import weir.testkit.MapResolver;
import weir.verdict.CheckResult;
import weir.verdict.Effect;

class GreylistCheckTest {
  private final MemoryState state = new MemoryState();
  private final Situation time = Situation.of("192.0.2.1");
  private final MapResolver dns =
      new MapResolver(
          "45.51.100.1 PTR out-1.google.com",
          "out-1.google.com A 45.51.100.1",
          "45.52.200.9 PTR out-2.google.com",
          "out-2.google.com A 45.52.200.9",
          "45.53.1.1 PTR out-3.google.com");
  private final GreylistCheck check = check(state);

  private GreylistCheck check(State kept) {
    GreylistSettings settings =
        SettingsCheck.bound(
            GreylistSettings.class, "delay = \"2m\"\nretry-window = \"2d\"\nlifetime = \"36d\"");
    return new GreylistCheck(settings, new ReverseNames(dns, false), kept, time);
  }

  /// One attempt, with its effects carried out as the enforcer would.
  private String attempt(String client, String sender, String recipient) {
    CheckResult result = Situation.of(client).from(sender).to(recipient).look(check);
    for (Effect effect : effects(result)) {
      switch (effect) {
        case Effect.Remember(var table, var key, var value, var life) ->
            state.put(
                Tables.all().stream().filter(t -> t.name().equals(table)).findFirst().orElseThrow(),
                key,
                value,
                time.instant(),
                time.instant().plus(life));
        case Effect.Forget(_, var key) -> state.remove(Tables.GREYLIST_PENDING, key);
        case Effect.Count _, Effect.Revise _ ->
            throw new AssertionError("greylisting counts nothing");
      }
    }
    return Situation.word(result);
  }

  private static List<Effect> effects(CheckResult result) {
    return switch (result) {
      case CheckResult.Clear(_, var effects) -> effects;
      case CheckResult.Found(_, var effects) -> effects;
      case CheckResult.Unknown _, CheckResult.NotAsked _, CheckResult.Several _ -> List.of();
    };
  }

  private String attempt() {
    return attempt("192.0.2.1", "ann@example.net", "bob@example.com");
  }

  @Test
  void aNewSenderHasToComeBackAfterTheDelay() {
    assertThat(attempt()).isEqualTo("greylisted");
    time.later(Duration.ofSeconds(119));
    assertThat(attempt()).isEqualTo("greylisted");
    time.later(Duration.ofSeconds(1));
    assertThat(attempt()).isEqualTo("clear");
    assertThat(attempt()).isEqualTo("clear");
    assertThat(state.size(Tables.GREYLIST_PENDING)).isZero();
  }

  @Test
  void impatienceDoesNotMoveTheClock() {
    assertThat(attempt()).isEqualTo("greylisted");
    for (int i = 0; i < 4; i++) {
      time.later(Duration.ofSeconds(29));
      assertThat(attempt()).isEqualTo("greylisted");
    }
    time.later(Duration.ofSeconds(4));
    assertThat(attempt()).isEqualTo("clear");
  }

  @Test
  void hostile_114_whoCameBeforeTheClockWasSetBackWaitsForTheDelayAndNoLonger() {
    assertThat(attempt()).isEqualTo("greylisted");
    time.later(Duration.ofHours(-12));
    assertThat(attempt()).isEqualTo("greylisted");
    time.later(Duration.ofSeconds(120));
    assertThat(attempt()).isEqualTo("clear");
  }

  @Test
  void hostile_114_whoPassedStaysKnownWhenTheClockIsSetBack() {
    assertThat(attempt()).isEqualTo("greylisted");
    time.later(Duration.ofSeconds(120));
    assertThat(attempt()).isEqualTo("clear");
    time.later(Duration.ofDays(-400));
    assertThat(attempt()).isEqualTo("clear");
  }

  @Test
  void whoComesTooLateIsNewAgain() {
    assertThat(attempt()).isEqualTo("greylisted");
    time.later(Duration.ofDays(2));
    assertThat(attempt()).isEqualTo("greylisted");
  }

  @Test
  void whoStaysAwayIsForgottenAndWhoComesIsKept() {
    assertThat(attempt()).isEqualTo("greylisted");
    time.later(Duration.ofMinutes(3));
    assertThat(attempt()).isEqualTo("clear");
    time.later(Duration.ofDays(35));
    assertThat(attempt()).isEqualTo("clear");
    time.later(Duration.ofDays(35));
    assertThat(attempt()).isEqualTo("clear");
    time.later(Duration.ofDays(36));
    assertThat(attempt()).isEqualTo("greylisted");
  }

  @Test
  void aKnownSenderIsWrittenOnceADayAtMost() {
    assertThat(attempt()).isEqualTo("greylisted");
    time.later(Duration.ofMinutes(3));
    assertThat(attempt()).isEqualTo("clear");
    Situation again = Situation.of("192.0.2.1").from("ann@example.net").to("bob@example.com");
    time.later(Duration.ofHours(24));
    assertThat(effects(again.look(check))).isEmpty();
    time.later(Duration.ofSeconds(1));
    assertThat(effects(again.look(check))).hasSize(1);
  }

  @Test
  void aNeighbourIsTheSameClientAndAnotherRecipientIsNot() {
    assertThat(attempt("192.0.2.1", "a@example.net", "b@example.com")).isEqualTo("greylisted");
    time.later(Duration.ofMinutes(3));
    assertThat(attempt("192.0.2.99", "a@example.net", "B@example.com")).isEqualTo("clear");
    assertThat(attempt("192.0.3.1", "a@example.net", "b@example.com")).isEqualTo("greylisted");
    assertThat(attempt("192.0.2.1", "a@example.net", "c@example.com")).isEqualTo("greylisted");
    assertThat(attempt("192.0.2.1", "b@example.net", "b@example.com")).isEqualTo("greylisted");
    assertThat(attempt("2001:db8::1", "a@example.net", "b@example.com")).isEqualTo("greylisted");
    time.later(Duration.ofMinutes(3));
    assertThat(attempt("2001:db8::ffff:1", "a@example.net", "b@example.com")).isEqualTo("clear");
  }

  @Test
  void aPoolIsOneClientWhereItsNamesAreConfirmed() {
    assertThat(attempt("45.51.100.1", "a@example.net", "b@example.com")).isEqualTo("greylisted");
    time.later(Duration.ofMinutes(3));
    assertThat(attempt("45.52.200.9", "a@example.net", "b@example.com")).isEqualTo("clear");
    assertThat(attempt("45.53.1.1", "a@example.net", "b@example.com")).isEqualTo("greylisted");
  }

  @Test
  void aBounceIsGreylistedLikeAnyMail() {
    assertThat(attempt("192.0.2.1", "", "b@example.com")).isEqualTo("greylisted");
    time.later(Duration.ofMinutes(3));
    assertThat(attempt("192.0.2.1", "", "b@example.com")).isEqualTo("clear");
  }

  @Test
  void stateThatIsGoneIsUnknown() {
    assertThat(
            Situation.of("192.0.2.1")
                .from("a@example.net")
                .to("b@example.com")
                .saw(check(new BrokenState())))
        .isEqualTo("unknown");
  }

  @Test
  void withoutSenderOrRecipientThereIsNothingToSee() {
    assertThat(Situation.of("192.0.2.1").from("a@example.net").saw(check)).isEqualTo("clear");
    assertThat(Situation.of("192.0.2.1").to("b@example.com").saw(check)).isEqualTo("clear");
  }

  private static String folded(String sender) {
    return FoldedSender.of(((PathParser.Parsed) PathParser.parse(sender, true)).path());
  }

  @Test
  void sendersThatChangeFromMailToMailAreFolded() {
    assertThat(folded("Ann@Example.net")).isEqualTo("ann@example.net");
    assertThat(folded("ann+tag=x@example.net")).isEqualTo("ann@example.net");
    assertThat(folded("+ann@example.net")).isEqualTo("+ann@example.net");
    assertThat(folded("prvs=1234567890=ann@example.net")).isEqualTo("ann@example.net");
    assertThat(folded("btv1==0123456789==ann@example.net")).isEqualTo("ann@example.net");
    assertThat(folded("srs0=ab1=cd=example.org=ann@f.example"))
        .isEqualTo(folded("SRS0=xy2=ef=example.org=ann@f.example"))
        .contains("example.org")
        .contains("ann");
    assertThat(folded("srs1=ab1=g.example==cd=ef=example.org=ann@f.example"))
        .isEqualTo(folded("SRS1=zz9=g.example==xy=ab=example.org=ann@f.example"));
    assertThat(folded("bounce-12345-ab9@lists.example")).isEqualTo("bounce-#@lists.example");
    assertThat(folded("bounce-9-1-7@lists.example")).isEqualTo("bounce-#@lists.example");
    assertThat(folded("010001a2.b3c4-x@ses.example"))
        .isEqualTo(folded("0200c4c5.b9-d8-x@ses.example"));
    assertThat(FoldedSender.of(new Path.Null())).isEqualTo("<>");
  }

  @Test
  void brokenWrappingsAreTakenAsTheyAre() {
    assertThat(folded("prvs=@example.net")).isEqualTo("prvs=@example.net");
    assertThat(folded("prvs=abc@example.net")).isEqualTo("prvs=abc@example.net");
    assertThat(folded("srs0=@example.net")).isEqualTo("#=@example.net");
    assertThat(folded("srs0=a@example.net")).isEqualTo("srs=a@example.net");
  }
}
