package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.check.BrokenState;
import weir.check.EndedTransaction;
import weir.check.ReverseNames;
import weir.check.Situation;
import weir.check.Tables;
import weir.checks.dnslists.DnsblCheck;
import weir.config.SettingsCheck;
import weir.enforce.Enforcer;
import weir.journal.Entry;
import weir.mail.Domain;
import weir.state.MemoryState;
import weir.state.State;
import weir.testkit.MapResolver;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Outcome;
import weir.verdict.Role;
import weir.verdict.Verdict;

class ProvenClientsCheckTest {
  private static final Outcome PASS = new Outcome.Pass();

  private final MemoryState state = new MemoryState();
  private final Situation time = Situation.of("192.0.2.1");
  private final MapResolver dns =
      new MapResolver(
          "45.51.100.1 PTR out-1.google.com",
          "out-1.google.com A 45.51.100.1",
          "45.52.200.9 PTR out-2.google.com",
          "out-2.google.com A 45.52.200.9",
          "1.100.51.198.in-addr.arpa SERVFAIL");
  private final ProvenClientsCheck check = check(state);
  private final Enforcer enforcer = new Enforcer(state, Tables.all(), time);

  private ProvenClientsCheck check(State kept) {
    return new ProvenClientsCheck(
        SettingsCheck.bound(ProvenClientsSettings.class, ""),
        new SenderPools(List.of(new Domain("google.com")), new ReverseNames(dns, false)),
        kept,
        time);
  }

  private String saw(String client) {
    return Situation.of(client).saw(check);
  }

  private List<Effect> after(String client, Entry.End end, Verdict verdict) {
    Facts facts = Situation.of(client).from("sue@example.net").facts();
    Entry.Transaction ended = EndedTransaction.of(facts.client(), time.instant(), end, verdict);
    return check.afterwards(facts, ended, Blame.of(ended));
  }

  private static Verdict verdict(Outcome outcome, List<Verdict.Tag> tags, Finding... found) {
    List<Verdict.Weighed> weighed =
        List.of(found).stream()
            .map(each -> new Verdict.Weighed("check", each, Verdict.Weight.COUNTED, 0))
            .toList();
    return new Verdict(outcome, Duration.ZERO, tags, 0, weighed, List.of(), List.of(), "default@1");
  }

  private static Outcome.Reason reason(String id) {
    return new Outcome.Reason(id, "7.1", "Go away");
  }

  private static Verdict rejected(FindingKind kind) {
    return verdict(
        new Outcome.Reject(reason(kind.id())),
        List.of(),
        Finding.of(kind, new Evidence("what", "ever")));
  }

  private void taken(String client, int messages) {
    for (int i = 0; i < messages; i++) {
      enforcer.remember(after(client, Entry.End.DELIVERED, verdict(PASS, List.of())));
    }
  }

  private void provesItself(String client) {
    taken(client, 2);
    time.later(Duration.ofDays(1));
    taken(client, 2);
    time.later(Duration.ofDays(1));
    taken(client, 1);
  }

  @Test
  void fiveMessagesOnThreeDaysMakeAClientKnownAndNoFewer() {
    taken("192.0.2.1", 9);
    time.later(Duration.ofDays(1));
    taken("192.0.2.1", 9);
    assertThat(saw("192.0.2.1")).isEqualTo("clear");
    time.later(Duration.ofDays(1));
    taken("192.0.2.1", 1);
    assertThat(saw("192.0.2.1")).isEqualTo("proven-client");
    assertThat(saw("192.0.2.2")).isEqualTo("clear");
  }

  @Test
  void oneMessageADayIsEnoughOnTheFifthDay() {
    for (int day = 1; day <= 4; day++) {
      taken("192.0.2.1", 1);
      time.later(Duration.ofDays(1));
    }
    assertThat(saw("192.0.2.1")).isEqualTo("clear");
    taken("192.0.2.1", 1);
    assertThat(saw("192.0.2.1")).isEqualTo("proven-client");
  }

  @Test
  void whatIsOlderThanTheTimeDoesNotCount() {
    provesItself("192.0.2.1");
    time.later(Duration.ofDays(27));
    assertThat(saw("192.0.2.1")).isEqualTo("proven-client");
    time.later(Duration.ofDays(1));
    taken("192.0.2.1", 1);
    assertThat(saw("192.0.2.1")).isEqualTo("clear");
  }

  @Test
  void aRefusalMakesItAStrangerAndAQuietWeekMustPass() {
    provesItself("192.0.2.1");
    enforcer.remember(after("192.0.2.1", Entry.End.REFUSED, rejected(DnsblCheck.ON_BLOCK_LIST)));
    assertThat(saw("192.0.2.1")).isEqualTo("clear");
    time.later(Duration.ofDays(1));
    provesItself("192.0.2.1");
    assertThat(saw("192.0.2.1")).as("three quiet days").isEqualTo("clear");
    time.later(Duration.ofDays(4));
    assertThat(saw("192.0.2.1")).as("seven quiet days").isEqualTo("proven-client");
  }

  @Test
  void aRefusalCountsAlsoWhereAnotherRecipientGotTheMessage() {
    provesItself("192.0.2.1");
    enforcer.remember(
        after(
            "192.0.2.1",
            Entry.End.DELIVERED,
            verdict(new Outcome.Reject(reason("score")), List.of())));
    assertThat(saw("192.0.2.1")).isEqualTo("clear");
  }

  @Test
  void whatTheClientCannotHelpForgetsNothing() {
    provesItself("192.0.2.1");
    assertThat(after("192.0.2.1", Entry.End.REFUSED, rejected(RecipientCheck.NO_SUCH_RECIPIENT)))
        .isEmpty();
    assertThat(
            after(
                "192.0.2.1",
                Entry.End.DEFERRED,
                verdict(new Outcome.Defer(reason("greylisted")), List.of())))
        .isEmpty();
    assertThat(
            after(
                "192.0.2.1",
                Entry.End.CLOSED,
                verdict(new Outcome.Close(reason("dnsbl")), List.of())))
        .as("a check that could not tell")
        .isEmpty();
  }

  @Test
  void aMarkedOrHeldMessageProvesNothing() {
    Verdict marked = verdict(PASS, List.of(new Verdict.Tag("X-Weir-Score", "3.0")));
    assertThat(after("192.0.2.1", Entry.End.DELIVERED, marked)).isEmpty();
    assertThat(after("192.0.2.1", Entry.End.HELD, verdict(PASS, List.of()))).isEmpty();
    assertThat(after("192.0.2.1", Entry.End.ABANDONED, verdict(PASS, List.of()))).isEmpty();
  }

  @Test
  void aBusyClientCostsNoMoreThanWhatIsAskedForADay() {
    taken("192.0.2.1", 5);
    assertThat(after("192.0.2.1", Entry.End.DELIVERED, verdict(PASS, List.of()))).isEmpty();
    List<Effect> first = after("192.0.2.1", Entry.End.REFUSED, rejected(DnsblCheck.ON_BLOCK_LIST));
    assertThat(first).hasSize(1);
    enforcer.remember(first);
    assertThat(after("192.0.2.1", Entry.End.REFUSED, rejected(DnsblCheck.ON_BLOCK_LIST))).isEmpty();
  }

  @Test
  void theServersOfAPoolAreOneClientAndItsNameMustBeConfirmed() {
    provesItself("45.51.100.1");
    assertThat(saw("45.52.200.9")).isEqualTo("proven-client");
    dns.add("45.54.1.1 PTR out-1.google.com");
    assertThat(saw("45.54.1.1")).isEqualTo("clear");
  }

  @Test
  void whoMayBelongToAPoolIsUnknownWhileDnsIsSilentUnlessTheAddressIsProven() {
    assertThat(saw("198.51.100.1")).isEqualTo("unknown");
    provesItself("198.51.100.1");
    assertThat(saw("198.51.100.1")).isEqualTo("proven-client");
  }

  @Test
  void anIpv6ClientIsItsSmallestNetwork() {
    provesItself("2001:db8::1");
    assertThat(saw("2001:db8::2")).isEqualTo("proven-client");
    assertThat(saw("2001:db8:0:1::1")).isEqualTo("clear");
  }

  @Test
  void stateThatIsGoneIsUnknown() {
    assertThat(Situation.of("192.0.2.1").saw(check(new BrokenState()))).isEqualTo("unknown");
  }

  @Test
  void aTextThatCannotBeReadIsNoHistory() {
    assertThat(ClientHistory.of("99999999999999999999:1 x:3 -"))
        .extracting("days")
        .isEqualTo(List.of());
    assertThat(ClientHistory.of("20449! 20450:3").text()).isEqualTo("20449! 20450:3");
  }

  @Test
  void customersAndOurOwnHostsAreNotRemembered() {
    assertThat(check.looksAt(Situation.of("192.0.2.1", Role.RELAY).facts())).isFalse();
    assertThat(check.looksAt(Situation.of("192.0.2.1", Role.SUBMISSION).facts())).isFalse();
  }

  @Test
  void mistakesAreNamed() {
    assertThat(
            SettingsCheck.mistakes(
                ProvenClientsSettings.class,
                "days = 9\nwithin = \"7d\"\nproven-client = {reject = true}"))
        .hasSize(2)
        .anyMatch(one -> one.contains("more than there are"))
        .anyMatch(one -> one.contains("refuses whose mail was good"));
  }
}
