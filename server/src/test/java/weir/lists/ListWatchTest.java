package weir.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.config.SettingsCheck;
import weir.net.IpAddress;
import weir.state.MemoryState;
import weir.testkit.MapResolver;

class ListWatchTest {
  private static final String LISTED = "2.0.0.127.bl.example";
  private static final String UNLISTED = "1.0.0.127.bl.example";
  private static final ListsSettings SETTINGS = SettingsCheck.defaults(ListsSettings.class);

  private Instant now = Instant.parse("2026-03-01T08:00:00Z");
  private final MapResolver dns = new MapResolver();
  private final Lists lists = new Lists(() -> now);
  private final ListWatch watch =
      new ListWatch(lists, dns, new MemoryState(), () -> now, new Random(1));

  private static Watched list(String zone, Watched.Points points) {
    return new Watched(zone, Catalogue.Kind.BLOCK, points, Set.of());
  }

  private void watching(String... control) {
    watch.use(
        List.of(list("bl.example", Watched.Points.V4)),
        SETTINGS,
        Stream.of(control).map(each -> IpAddress.parse(each).orElseThrow()).toList());
  }

  private ListStanding standing() {
    return lists.of("bl.example").standing();
  }

  /// Whatever is due is tested; then the time until the next test passes.
  private String round() throws InterruptedException {
    for (Thread each : watch.round()) {
      each.join();
    }
    now = now.plus(SETTINGS.every());
    return standing().state().word();
  }

  @Test
  void vector_06_aListThatListsTheAddressNobodyMayListIsTakenOut() throws InterruptedException {
    watching();
    dns.add(LISTED + " A 127.0.0.2");
    assertThat(round()).isEqualTo("good");
    dns.add(UNLISTED + " A 127.0.0.2");
    assertThat(round()).isEqualTo("out");
    assertThat(standing().why()).contains(UNLISTED, "which nobody may");
    assertThat(lists.of("bl.example").out()).isTrue();
  }

  @Test
  void aListThatNoLongerListsWhatItMustIsTakenOut() throws InterruptedException {
    watching();
    assertThat(round()).isEqualTo("out");
    assertThat(standing().why()).isEqualTo(LISTED + " must be listed and is not");
  }

  @Test
  void threeGoodTestsInARowBringAListBack() throws InterruptedException {
    watching();
    assertThat(round()).isEqualTo("out");
    Instant since = standing().since();
    dns.add(LISTED + " A 127.0.0.2");
    assertThat(round()).isEqualTo("out");
    assertThat(round()).isEqualTo("out");
    assertThat(standing().since()).isEqualTo(since);
    assertThat(round()).isEqualTo("good");
    assertThat(standing().why()).isEmpty();
  }

  @Test
  void aSilentListGoesAfterThreeTestsAMinuteApart() throws InterruptedException {
    watching();
    dns.add("bl.example SERVFAIL");
    assertThat(round()).isEqualTo("doubtful");
    now = now.minus(SETTINGS.every()).plusSeconds(59);
    assertThat(watch.round()).isEmpty();
    now = now.plusSeconds(1);
    assertThat(round()).isEqualTo("doubtful");
    assertThat(round()).isEqualTo("out");
    assertThat(standing().why()).startsWith("no answer to its last 3 tests: ");
  }

  @Test
  void aListThatRefusesUsCannotTell() throws InterruptedException {
    watching();
    dns.add("*.bl.example A 127.255.255.254");
    assertThat(round()).isEqualTo("doubtful");
    assertThat(standing().why()).contains("public or unattributable resolvers");
  }

  @Test
  void aDomainThatWasSoldIsNoList() throws InterruptedException {
    watching();
    dns.add("*.bl.example A 203.0.113.80");
    assertThat(round()).isEqualTo("out");
    assertThat(standing().why()).contains("203.0.113.80", "perhaps its domain was sold");
  }

  @Test
  void aListThatListsEveryNameIsFoundOutByOneThatNobodyRemembers() throws InterruptedException {
    watching();
    dns.add("*.bl.example A 127.0.0.2", LISTED + " A 127.0.0.2", UNLISTED + " TXT absent");
    assertThat(round()).isEqualTo("out");
    assertThat(standing().why()).contains(".invalid.bl.example");
  }

  @Test
  void oneControlAddressMayBeListedTwoMayNot() throws InterruptedException {
    watching("45.51.100.1", "45.51.100.2", "45.51.100.3", "10.0.0.1");
    dns.add(LISTED + " A 127.0.0.2", "1.100.51.45.bl.example A 127.0.0.2");
    assertThat(round()).isEqualTo("good");
    dns.add("3.100.51.45.bl.example A 127.0.0.4");
    assertThat(round()).isEqualTo("out");
    assertThat(standing().why()).startsWith("it lists 2 of 3 control addresses: ");
  }

  @Test
  void atMostTenControlAddressesAreAskedAbout() throws InterruptedException {
    watching(
        Stream.iterate(1, n -> n + 1).limit(12).map(n -> "45.51.100." + n).toArray(String[]::new));
    round();
    assertThat(dns.asked()).filteredOn(one -> one.name().contains("100.51.45")).hasSize(10);
  }

  @Test
  void aHighRateOfListingsOnlyMeansATestAtOnceAndNotMoreThanOneAMinute()
      throws InterruptedException {
    watching();
    dns.add(LISTED + " A 127.0.0.2");
    round();
    now = now.minus(SETTINGS.every()).plus(Duration.ofMinutes(2));
    assertThat(watch.round()).isEmpty();
    for (int i = 0; i < ListRecord.HIGH; i++) {
      lists.of("bl.example").heard(true);
    }
    assertThat(watch.round()).hasSize(1);
    lists.of("bl.example").heard(true);
    assertThat(watch.round()).isEmpty();
    assertThat(lists.of("bl.example").out()).isFalse();
  }

  @Test
  void aMixedRateMeansNothing() throws InterruptedException {
    watching();
    dns.add(LISTED + " A 127.0.0.2");
    round();
    now = now.minus(SETTINGS.every()).plus(Duration.ofMinutes(2));
    for (int i = 0; i < 40; i++) {
      lists.of("bl.example").heard(i % 10 < ListRecord.HIGH - 1);
    }
    assertThat(watch.round()).isEmpty();
  }

  @Test
  void aListThatIsNoLongerNamedIsShownNoMore() {
    watch.use(
        List.of(list("dead.example", Watched.Points.V4), list("bl.example", Watched.Points.V4)),
        SETTINGS,
        List.of());
    var _ = lists.of("dead.example");
    var _ = lists.of("bl.example");
    assertThat(watch.named())
        .extracting(ListRecord.Figures::zone)
        .containsExactly("bl.example", "dead.example");
    watching();
    assertThat(watch.named()).extracting(ListRecord.Figures::zone).containsExactly("bl.example");
  }

  @Test
  void aDeadListDoesNotKeepTheOthersWaiting() throws InterruptedException {
    dns.add("dead.example SERVFAIL", LISTED + " A 127.0.0.2");
    watch.use(
        List.of(list("dead.example", Watched.Points.V4), list("bl.example", Watched.Points.V4)),
        SETTINGS,
        List.of());
    List<Thread> tests = watch.round();
    assertThat(tests).hasSize(2);
    for (Thread each : tests) {
      each.join();
    }
    assertThat(standing().state()).isEqualTo(ListStanding.State.GOOD);
  }

  @Test
  void eachKindOfListHasItsOwnTestPoints() throws InterruptedException {
    String six = ".0.0.0.0.0.f.7.f.f.f.f" + ".0".repeat(20) + ".six.example";
    dns.add("2" + six + " A 127.0.0.2", "test.names.example A 127.0.1.2");
    watch.use(
        List.of(
            list("six.example", Watched.Points.V6),
            list("names.example", Watched.Points.NAMES),
            list("allow.example", Watched.Points.ABSENT),
            list("own.example", Watched.Points.NONE)),
        SETTINGS,
        List.of());
    round();
    assertThat(lists.all())
        .filteredOn(each -> !each.zone().equals("bl.example"))
        .extracting(each -> each.standing().state())
        .containsOnly(ListStanding.State.GOOD)
        .hasSize(4);
    assertThat(dns.asked()).noneMatch(one -> one.name().endsWith("own.example"));
  }

  @Test
  void aListNobodyNamesCannotBeTested() {
    watching();
    assertThat(watch.test("other.example")).isEmpty();
  }

  @Test
  void whoDoesNotWantTestsGetsNone() {
    watch.use(
        List.of(list("bl.example", Watched.Points.V4)),
        SettingsCheck.bound(ListsSettings.class, "watch = false"),
        List.of());
    assertThat(watch.round()).isEmpty();
  }

  @Test
  void hostile_114_aClockSetBackMakesAListDueAndNotForgotten() throws InterruptedException {
    watching();
    assertThat(round()).isEqualTo("out");
    dns.add(LISTED + " A 127.0.0.2");
    now = now.minus(Duration.ofDays(30));
    assertThat(round()).isEqualTo("out");
    assertThat(round()).isEqualTo("out");
    assertThat(round()).isEqualTo("good");
  }
}
