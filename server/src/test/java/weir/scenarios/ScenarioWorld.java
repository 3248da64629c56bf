package weir.scenarios;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.account.AccountBook;
import weir.amends.Release;
import weir.incident.Alarm;
import weir.incident.Cause;
import weir.incident.Detector;
import weir.incident.Incident;
import weir.incident.Rung;
import weir.incidents.IncidentAct;
import weir.incidents.IncidentDesk;
import weir.incidents.IncidentStore;
import weir.journal.Id;
import weir.leases.Enabled;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.leases.Pause;
import weir.limits.Limits;
import weir.meter.Metered;
import weir.meter.Meters;
import weir.meter.Nest;
import weir.rehearsal.HandClock;
import weir.rehearsal.MemoryJournal;
import weir.responder.HandResponder;
import weir.responder.RulesAsked;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// All that is between what is counted and the places where responses take effect, as in a server.
final class ScenarioWorld implements AutoCloseable {
  private final Path folder;
  private final ScenarioSetup setup;
  private final Limits limits;
  private final AccountBook book;
  private final List<FakePlace> places;
  private final Meters meters = new Meters(10_000);
  private final Detector detector;
  private final HandClock clock;
  private final Random chance = new Random(1);
  private final MemoryJournal journal = new MemoryJournal();
  private final Map<String, Integer> alarms = new TreeMap<>();
  private @Nullable HandResponder responder;
  private @Nullable IncidentDesk desk;

  ScenarioWorld(Path folder, ScenarioSetup setup, HandClock clock) {
    this.folder = folder;
    this.setup = setup;
    this.clock = clock;
    this.limits = setup.limits();
    this.book = setup.book();
    this.places = setup.places();
    this.detector = new Detector(limits.rules(), meters, book::account);
  }

  private HandResponder responder() {
    if (responder == null) {
      responder =
          HandResponder.of(
              folder, places, book, setup.responses(), new Rules(), journal, clock, chance);
    }
    return responder;
  }

  private IncidentDesk desk() {
    if (desk == null) {
      BiConsumer<Incident, Alarm> responses = responder()::respond;
      desk = new IncidentDesk(folder, journal, chance, responses);
    }
    return desk;
  }

  /// As a running server has them.
  private final class Rules implements RulesAsked {
    @Override
    public void allow(List<Enabled> enabled) {
      Map<String, Rung> upTo =
          enabled.stream().collect(Collectors.toMap(Enabled::rule, Enabled::upTo));
      detector.ask(limits.enabling(upTo).rules());
    }

    @Override
    public void askAgain() {
      detector.raiseAgain();
    }
  }

  ScenarioSetup setup() {
    return setup;
  }

  HandClock clock() {
    return clock;
  }

  MemoryJournal journal() {
    return journal;
  }

  /// How often each rule has begun to hold for anybody who is not exempted.
  Map<String, Integer> alarms() {
    return alarms;
  }

  /// Something is counted, and the rules are asked.
  void count(Metered seen) {
    Instant now = clock.instant();
    meters.take(seen, now);
    detector.look(seen.nest(), now).stream()
        .filter(alarm -> isMeant(alarm, seen.nest()))
        .forEach(alarm -> {
          alarms.merge(alarm.rule().id(), 1, Integer::sum);
          desk().accept(alarm);
        });
  }

  private boolean isMeant(Alarm alarm, Nest nest) {
    return limits.exemptions().stream()
        .noneMatch(it -> it.frees(alarm.rule(), alarm.reading().key(), nest, alarm.at()));
  }

  /// The world is made as the leases say.
  void settle() throws SQLException, InterruptedException {
    try {
      responder().look();
    } catch (Killed gone) {
      close();
    }
  }

  FakePlace place(String name) {
    return places.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no place " + name));
  }

  List<Incident> incidents() throws SQLException, IOException {
    if (!IncidentStore.isThere(folder)) {
      return List.of();
    }
    try (IncidentStore store = IncidentStore.look(folder)) {
      return store.list(Instant.EPOCH, false, 1_000);
    }
  }

  /// As words that a scenario can ask for.
  List<List<String>> incidentWords() throws SQLException, IOException {
    List<List<String>> all = new ArrayList<>();
    for (Incident each : incidents()) {
      List<String> words = new ArrayList<>();
      words.add("id=" + each.id());
      words.add("about=" + each.about());
      words.add("account=" + each.account().orElse("nobody"));
      words.add("state=" + each.state().name().toLowerCase(java.util.Locale.ROOT));
      words.add("cause=" + each.cause().map(Cause::words).orElse("unknown"));
      words.add("messages=" + each.before().messagesOfHour());
      words.add("recipients=" + each.before().recipientsOfHour());
      try (IncidentStore store = IncidentStore.look(folder)) {
        store
            .signs(each.id())
            .forEach(sign -> {
              words.add("rule=" + sign.rule());
              words.add("reason=" + sign.reason());
            });
      }
      all.add(words);
    }
    return all;
  }

  List<List<String>> leaseWords() throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      return store.since(Instant.EPOCH, 1_000).stream().map(this::words).toList();
    }
  }

  private List<String> words(Lease lease) {
    Lease now = lease.at(clock.instant());
    return List.of(
        "id=" + lease.id(),
        "target=" + lease.target().text(),
        "response=" + lease.response().text(),
        "phase=" + now.phase().words(),
        "by=" + lease.by(),
        "rule=" + lease.rule().orElse("none"),
        "incident=" + lease.incident().orElse("none"),
        "reason=" + lease.reason(),
        "lasts=" + Duration.between(clock.instant(), now.until()).toMinutes() + "m");
  }

  List<List<String>> troubleWords() throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      return store.holdings().troubles().stream()
          .map(it -> List.of("place=" + it.point(), "target=" + it.target(), "words=" + it.words()))
          .toList();
    }
  }

  Optional<String> pause() throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      return store.pause().map(Pause::reason);
    }
  }

  void respond(Target target, Response response, Duration life) throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      String id = Id.next(chance);
      store.begin(
          Lease.begin(
              id,
              target,
              response,
              "ops",
              Optional.empty(),
              Optional.empty(),
              "a person says so",
              clock.instant(),
              life),
          act("response-begun", Optional.of(id)));
    }
  }

  void undo(String lease) throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      if (store.undo(lease, act("response-undone", Optional.of(lease))).isEmpty()) {
        throw new IllegalArgumentException("no lease " + lease + " to undo");
      }
    }
  }

  void resolve(String incident, Cause cause) throws SQLException, IOException {
    Instant now = clock.instant();
    try (IncidentStore store = IncidentStore.open(folder)) {
      IncidentAct act =
          new IncidentAct(
              Id.next(chance), incident, now, IncidentAct.What.resolved(cause), "ops", "");
      if (store.add(act).isEmpty()) {
        throw new IllegalArgumentException("no open incident " + incident);
      }
    }
    if (cause == Cause.FALSE_POSITIVE) {
      Release.of(folder, incident, "ops", now, chance);
    }
  }

  void enable(String rule, Rung upTo) throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      store.enable(
          new Enabled(rule, upTo, "ops", clock.instant()), act("rule-enabled", Optional.empty()));
    }
  }

  void disable(String rule) throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      store.disable(rule, act("rule-disabled", Optional.empty()));
    }
  }

  void pauseAll(String reason) throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      store.pause(
          new Pause(clock.instant(), "ops", reason), act("responses-paused", Optional.empty()));
    }
  }

  void resume() throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      store.resume(act("responses-resumed", Optional.empty()));
    }
  }

  private LeaseAct act(String what, Optional<String> lease) {
    return new LeaseAct(Id.next(chance), clock.instant(), what, "ops", lease, "");
  }

  /// What is in memory is gone.
  @Override
  public void close() {
    if (desk != null) {
      desk.close();
      desk = null;
    }
    if (responder != null) {
      responder.close();
      responder = null;
    }
  }
}
