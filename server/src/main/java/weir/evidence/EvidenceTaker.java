package weir.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agents.Attempts;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.incidents.IncidentStore;
import weir.meter.MeterKey;
import weir.observation.Leg;
import weir.passages.Laid;
import weir.passages.OutgoingMail;
import weir.uplink.Report;

/// Takes evidence while it is there: of each incident that begins or goes on, what its account sent
/// in the day until then, and the beginnings of messages that still lie on this host. In a thread
/// of its own, so that nothing waits for it. Safe for use by many threads.
public final class EvidenceTaker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EvidenceTaker.class);

  /// The name of the table of what was sent.
  static final String SENT = "sent.tsv";

  /// The name of the table of connections past the permitted mail servers.
  static final String CONNECTIONS = "connections.tsv";

  /// Digits of a script's digest in its name.
  private static final int DIGEST = 12;

  /// How far back, before an incident began, what was sent is told.
  public static final Duration BEFORE = Duration.ofDays(1);

  /// Messages that are told at most, the latest.
  private static final int MOST = 2_000;

  /// Incidents that wait; of further ones nothing is taken before their next alarm.
  private static final int WAITING = 200;

  /// How long after it began or went on it is looked again: what a response holds comes later.
  private static final List<Duration> AGAIN =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(10));

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final Path folder;
  private final EvidenceSettings settings;
  private final Samples samples;
  private final InstantSource clock;
  private final BlockingQueue<Incident> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Queue<Due> again = new PriorityQueue<>(Comparator.comparing(Due::at));
  private @Nullable Thread thread;

  private record Due(Instant at, Incident incident) {}

  /// @param folder of the server
  public EvidenceTaker(
      Path folder, EvidenceSettings settings, Samples samples, InstantSource clock) {
    this.folder = folder;
    this.settings = settings;
    this.samples = samples;
    this.clock = clock;
  }

  /// Begins.
  public void start() {
    thread = Thread.ofPlatform().daemon().name("weir-evidence").start(this::run);
  }

  /// Takes what there is of an incident, soon.
  public void take(Incident incident) {
    boolean isMeant = waiting.stream().anyMatch(it -> it.id().equals(incident.id()));
    if (!isMeant && !waiting.offer(incident)) {
      log.warn("incident {}: no evidence is taken now, too many wait for it", incident.id());
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Incident fresh = waiting.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (fresh != null) {
          takeOrTell(fresh);
          AGAIN.stream()
              .filter(_ -> again.size() < WAITING)
              .forEach(later -> again.add(new Due(clock.instant().plus(later), fresh)));
        }
        Due due = again.peek();
        if (due != null && !due.at().isAfter(clock.instant())) {
          again.remove();
          takeOrTell(due.incident());
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeOrTell(Incident incident) {
    try {
      takeNow(incident);
    } catch (SQLException | IOException | RuntimeException e) {
      log.warn("incident {}: evidence is not taken: {}", incident.id(), e.getMessage());
    }
  }

  /// Takes it in the calling thread.
  void takeNow(Incident incident) throws SQLException, IOException {
    List<Laid> sent = sent(folder, incident);
    try (EvidenceStore store = EvidenceStore.open(folder)) {
      byte[] table = SentTable.of(sent);
      keep(store, new Piece(incident.id(), SENT, clock.instant(), "weir", table, table.length));
      connections(store, incident);
      Set<String> known =
          store.of(incident.id()).stream().map(Piece::name).collect(Collectors.toSet());
      for (Map.Entry<String, Leg> each : lying(sent).entrySet()) {
        long taken = known.stream().filter(it -> it.startsWith(Piece.SAMPLES)).count();
        if (taken >= settings.samples()) {
          break;
        }
        if (!known.contains(each.getKey()) && sample(store, incident, each)) {
          known.add(each.getKey());
        }
      }
    }
  }

  /// What agents told of whoever rules saw something of.
  private void connections(EvidenceStore store, Incident incident)
      throws SQLException, IOException {
    if (!IncidentStore.isThere(folder)) {
      return;
    }
    List<MeterKey> senders;
    try (IncidentStore incidents = IncidentStore.look(folder)) {
      senders = incidents.signs(incident.id()).stream().map(Sign::key).toList();
    }
    Attempts attempts = Attempts.of(folder, senders, incident.began().minus(BEFORE), MOST);
    if (attempts.all().isEmpty()) {
      return;
    }
    byte[] table = ConnectionTable.of(attempts);
    keep(
        store, new Piece(incident.id(), CONNECTIONS, clock.instant(), "weir", table, table.length));
    for (Attempts.ScriptOf each : attempts.scripts()) {
      Report.Script script = each.script();
      String file = script.path().substring(script.path().lastIndexOf('/') + 1);
      String name =
          Piece.SCRIPTS
              + Piece.safe(each.host())
              + "-"
              + script.digest().substring(0, Math.min(DIGEST, script.digest().length()))
              + "-"
              + Piece.safe(file);
      keep(
          store,
          new Piece(incident.id(), name, script.at(), "agent", script.copy(), script.size()));
    }
  }

  private void keep(EvidenceStore store, Piece piece) throws SQLException {
    store.keep(piece, settings.bytes().bytes());
  }

  /// What the account of an incident sent, the newest first.
  static List<Laid> sent(Path folder, Incident incident) throws IOException {
    return incident.account().isEmpty()
        ? List.of()
        : new OutgoingMail(folder)
            .ask(search ->
                search.ofAccount(incident.account().get(), incident.began().minus(BEFORE), MOST))
            .orElse(List.of());
  }

  private static Map<String, Leg> lying(List<Laid> sent) {
    Map<String, Leg> lying = new LinkedHashMap<>();
    for (Laid laid : sent) {
      for (Leg leg : laid.passage().legs()) {
        if (leg.stay() != Leg.Stay.GONE) {
          String name = Piece.safe(leg.key().host()) + "-" + Piece.safe(leg.key().id());
          lying.put(Piece.SAMPLES + name + ".eml", leg);
        }
      }
    }
    return lying;
  }

  private boolean sample(EvidenceStore store, Incident incident, Map.Entry<String, Leg> lying)
      throws SQLException {
    try {
      var found = samples.of(lying.getValue(), Math.toIntExact(settings.sample().bytes()));
      if (found.isPresent()) {
        keep(
            store,
            new Piece(
                incident.id(),
                lying.getKey(),
                clock.instant(),
                "weir",
                found.get().octets(),
                found.get().size()));
      }
      return found.isPresent();
    } catch (IOException e) {
      log.debug("{} is no sample: {}", lying.getKey(), e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      try {
        running.join(CLOSE_WAIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
