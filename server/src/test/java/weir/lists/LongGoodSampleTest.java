package weir.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.config.SettingsCheck;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.Resolver;
import weir.net.IpAddress;
import weir.state.MemoryState;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.state.Table;
import weir.testkit.MapResolver;

/// Clients long good as control addresses: a list may not have many of those that it did not have.
class LongGoodSampleTest {
  private static final String ZONE = "bl.example";
  private static final String LISTED = "2.0.0.127." + ZONE + " A 127.0.0.2";

  private Instant now = Instant.parse("2026-03-01T08:00:00Z");
  private ListsSettings settings = settings("");
  private final MemoryState state = new MemoryState();
  private MapResolver dns = new MapResolver(LISTED);
  private Lists lists = new Lists(() -> now);
  private ListWatch watch = start();

  private static ListsSettings settings(String longGood) {
    return SettingsCheck.bound(ListsSettings.class, "[long-good]\n" + longGood);
  }

  @BeforeEach
  void use() {
    watch.use(
        List.of(new Watched(ZONE, Catalogue.Kind.BLOCK, Watched.Points.V4, Set.of())),
        settings,
        List.of());
  }

  private ListWatch start() {
    lists = new Lists(() -> now);
    return new ListWatch(lists, new Present(), state, () -> now, new Random(1));
  }

  private void use(String longGood) {
    settings = settings(longGood);
    use();
  }

  /// An address in a network of its own.
  private static String client(int number) {
    return "45.%d.100.7".formatted(number);
  }

  private void wasGood(String client, int days, int over) {
    long today = GoodDays.day(now);
    state.put(
        GoodDays.TABLE,
        client,
        new GoodDays(today - over, today, days).text(),
        now,
        now.plus(GoodDays.kept(days)));
  }

  private void wereLongGood(int clients) {
    IntStream.range(0, clients).forEach(number -> wasGood(client(number), 20, 42));
  }

  private void list(int from, int until) {
    IntStream.range(from, until)
        .forEach(number ->
            dns.add(
                IpAddress.parse(client(number)).orElseThrow().reversed()
                    + "."
                    + ZONE
                    + " A 127.0.0.2"));
  }

  private void unlistAll() {
    dns = new MapResolver(LISTED);
  }

  /// Asks what is known at that time.
  private final class Present implements Resolver {
    @Override
    public CompletableFuture<Answer> ask(Question question) {
      return dns.ask(question);
    }

    @Override
    public Answer await(CompletableFuture<Answer> asked, Instant deadline) {
      return dns.await(asked, deadline);
    }
  }

  /// Whatever is due is tested; then the time until the next test passes.
  private ListStanding round() throws InterruptedException {
    for (Thread each : watch.round()) {
      each.join();
    }
    now = now.plus(settings.every());
    return lists.of(ZONE).standing();
  }

  private Sample sample() {
    return state
        .get(Samples.TABLE, ZONE, now)
        .map(entry -> Sample.of(entry.value()))
        .orElse(Sample.NONE);
  }

  private void sampled(int clients) throws InterruptedException {
    wereLongGood(clients);
    round();
    round();
    assertThat(sample().members()).hasSize(Math.min(clients, settings.longGood().clients()));
  }

  @Test
  void clientsLongGoodAreTakenIntoTheSampleOnceTheListHasPassedTwoTests()
      throws InterruptedException {
    wereLongGood(50);
    round();
    assertThat(sample().members()).isEmpty();
    round();
    assertThat(sample().members()).hasSize(40);
    assertThat(round().state()).isEqualTo(ListStanding.State.GOOD);
    assertThat(lists.of(ZONE).figures().longGood()).isEqualTo(new ListRecord.Sampled(40, 0));
  }

  @Test
  void whomTheListHasAlreadyIsNoWitnessAgainstIt() throws InterruptedException {
    list(0, 20);
    wereLongGood(40);
    round();
    round();
    assertThat(sample().addresses())
        .hasSize(20)
        .noneMatch(address -> address.equals(IpAddress.parse(client(7)).orElseThrow()));
  }

  @Test
  void vector_06_aListThatSuddenlyHasManyClientsLongGoodIsTakenOut() throws InterruptedException {
    sampled(40);
    list(0, 11);
    assertThat(round().state()).isEqualTo(ListStanding.State.GOOD);
    list(11, 14);
    ListStanding out = round();
    assertThat(out.state()).isEqualTo(ListStanding.State.OUT);
    assertThat(out.why()).startsWith("it lists 14 of 40 clients long good: 45.").endsWith(", ...");
  }

  @Test
  void theShareIsASetting() throws InterruptedException {
    use("listed-percent = 50");
    sampled(40);
    list(0, 19);
    assertThat(round().state()).isEqualTo(ListStanding.State.GOOD);
    list(19, 20);
    assertThat(round().state()).isEqualTo(ListStanding.State.OUT);
  }

  @Test
  void onTheFirstDayThereIsNobodyAndAFewSayNothing() throws InterruptedException {
    sampled(19);
    list(0, 19);
    assertThat(round().state()).isEqualTo(ListStanding.State.GOOD);
  }

  @Test
  void fiveGoodMessagesBuyNoVote() throws InterruptedException {
    IntStream.range(0, 100).forEach(number -> wasGood(client(number), 5, 5));
    IntStream.range(100, 150).forEach(number -> wasGood(client(number), 19, 60));
    IntStream.range(150, 200).forEach(number -> wasGood(client(number), 30, 41));
    round();
    round();
    assertThat(sample().members()).isEmpty();
  }

  @Test
  void manyAddressesSideBySideHaveOneVote() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      wasGood("45.51.%d.9".formatted(i), 60, 90);
      wasGood("2001:db8:%x::9".formatted(i), 60, 90);
    }
    round();
    round();
    assertThat(sample().members()).hasSize(2);
    round();
    assertThat(sample().members()).hasSize(2);
  }

  @Test
  void aSampleDoesNotChangeWhileItsListIsOut() throws InterruptedException {
    sampled(40);
    Sample before = sample();
    list(0, 40);
    assertThat(round().state()).isEqualTo(ListStanding.State.OUT);
    before.addresses().forEach(address -> state.remove(GoodDays.TABLE, address.toString()));
    now = now.plus(Duration.ofDays(30));
    assertThat(round().state()).isEqualTo(ListStanding.State.OUT);
    assertThat(sample()).isEqualTo(before);

    unlistAll();
    round();
    round();
    assertThat(sample()).isEqualTo(before);
    assertThat(round().state()).isEqualTo(ListStanding.State.GOOD);
  }

  @Test
  void whoIsListedForADayBySoundListLosesItsSeatAndNoLongerCounts() throws InterruptedException {
    sampled(40);
    list(0, 11);
    round();
    assertThat(sample().members()).hasSize(40);
    now = now.plus(Sample.SUDDEN);
    round();
    assertThat(sample().members()).hasSize(29);
    list(11, 19);
    assertThat(round().state()).as("8 of 29").isEqualTo(ListStanding.State.GOOD);
  }

  @Test
  void whoIsNotListedAnyMoreIsAsBefore() throws InterruptedException {
    sampled(40);
    list(3, 4);
    round();
    assertThat(sample().members()).filteredOn(each -> each.listedSince().isPresent()).hasSize(1);
    unlistAll();
    round();
    now = now.plus(Sample.SUDDEN);
    round();
    assertThat(sample().members()).hasSize(40).allMatch(each -> each.listedSince().isEmpty());
  }

  @Test
  void whoseMailIsNoLongerGoodLosesItsSeat() throws InterruptedException {
    sampled(20);
    state.remove(GoodDays.TABLE, client(4));
    round();
    assertThat(sample().members()).hasSize(19);
  }

  @Test
  void aListWithoutAnswersLosesNobody() throws InterruptedException {
    sampled(20);
    dns.add(ZONE + " SERVFAIL");
    assertThat(round().state()).isEqualTo(ListStanding.State.DOUBTFUL);
    assertThat(sample().members()).hasSize(20);
  }

  @Test
  void afterARestartTheFirstTestFindsOutWhatTheListBecameMeanwhile() throws InterruptedException {
    sampled(40);
    list(0, 40);
    state.list(GoodDays.TABLE, now).forEach(each -> state.remove(GoodDays.TABLE, each.key()));
    watch.close();
    watch = start();
    use();
    ListStanding first = round();
    assertThat(first.state()).isEqualTo(ListStanding.State.OUT);
    assertThat(first.why()).startsWith("it lists 40 of 40 clients long good");
  }

  @Test
  void atZeroNobodyIsAskedAbout() throws InterruptedException {
    sampled(40);
    list(0, 40);
    use("clients = 0");
    int asked = dns.asked().size();
    assertThat(round().state()).isEqualTo(ListStanding.State.GOOD);
    assertThat(dns.asked().size() - asked).as("its test points and a name by chance").isEqualTo(3);
  }

  @Test
  void whereStateCannotTellNobodyTakesTheSamplesPlace() throws InterruptedException {
    wereLongGood(50);
    watch = new ListWatch(lists, new Present(), new Forgetful(), () -> now, new Random(1));
    use();
    round();
    assertThat(round().state()).isEqualTo(ListStanding.State.GOOD);
    assertThat(sample()).isEqualTo(Sample.NONE);
  }

  /// Has the clients, and cannot be asked for samples.
  private final class Forgetful implements State {
    @Override
    public Optional<Entry> get(Table table, String key, Instant at) {
      if (table.equals(Samples.TABLE)) {
        throw new StateUnavailable("no answer");
      }
      return state.get(table, key, at);
    }

    @Override
    public void put(Table table, String key, String value, Instant at, Instant until) {
      state.put(table, key, value, at, until);
    }

    @Override
    public long count(Table table, String key, Instant at, Duration window) {
      return state.count(table, key, at, window);
    }

    @Override
    public long add(Table table, String key, long amount, Instant at, Duration window) {
      return state.add(table, key, amount, at, window);
    }

    @Override
    public void remove(Table table, String key) {
      state.remove(table, key);
    }

    @Override
    public List<Entry> list(Table table, Instant at) {
      return state.list(table, at);
    }
  }

  @Test
  void anAllowListHasNoSample() throws InterruptedException {
    wereLongGood(40);
    watch.use(
        List.of(new Watched(ZONE, Catalogue.Kind.ALLOW, Watched.Points.V4, Set.of())),
        settings,
        List.of());
    round();
    round();
    assertThat(sample()).isEqualTo(Sample.NONE);
  }

  @Test
  void aSampleIsReadAsItWasWritten() {
    Sample sample =
        new Sample(
            List.of(
                new Sample.Member(IpAddress.parse("2001:db8::1").orElseThrow(), Optional.empty()),
                new Sample.Member(IpAddress.parse("192.0.2.1").orElseThrow(), Optional.of(now))));
    assertThat(Sample.of(sample.text())).isEqualTo(sample);
    assertThat(Sample.of("192.0.2.1!x ... 192.0.2.2 ").members()).hasSize(1);
    assertThat(GoodDays.of("1 2")).isEmpty();
  }

  @Test
  void settingsThatCannotBeAreTold() {
    SettingsCheck.documented(ListsSettings.class);
    assertThat(SettingsCheck.mistakes(ListsSettings.class, "[long-good]\nclients = 19"))
        .anyMatch(each -> each.toString().contains("0, or at least 20"));
    assertThat(SettingsCheck.mistakes(ListsSettings.class, "[long-good]\ndays = 30\nover = '29d'"))
        .anyMatch(each -> each.toString().contains("are more than there are"));
  }
}
