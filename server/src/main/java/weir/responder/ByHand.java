package weir.responder;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.account.Account;
import weir.account.AccountBook;
import weir.enforcement.EnforcementPoint;
import weir.incident.Incident;
import weir.incident.Rung;
import weir.incidents.IncidentStore;
import weir.journal.Id;
import weir.leases.Held;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.observation.Leg;
import weir.passages.Laid;
import weir.passages.OutgoingMail;
import weir.response.Lease;
import weir.response.Planner;
import weir.response.Response;
import weir.response.Target;

/// What people do about senders. Safe for use by many threads.
public final class ByHand {
  private static final Logger log = LoggerFactory.getLogger(ByHand.class);

  /// What a person may do for at most, so that nothing is forgotten for years.
  static final Duration LONGEST = Duration.ofDays(400);

  /// Mail that waits in a queue came within this time.
  private static final Duration IN_QUEUES = Duration.ofDays(5);

  /// Messages of an account that are looked at for what waits.
  private static final int MOST_LOOKED_AT = 20_000;

  /// Neighbours that are named.
  private static final int NAMED = 10;

  private final Path folder;
  private final Rounds rounds;
  private final Supplier<AccountBook> book;
  private final ResponseSettings settings;
  private final InstantSource clock;
  private final RandomGenerator chance;

  ByHand(
      Path folder,
      Rounds rounds,
      Supplier<AccountBook> book,
      ResponseSettings settings,
      InstantSource clock,
      RandomGenerator chance) {
    this.folder = folder;
    this.rounds = rounds;
    this.book = book;
    this.settings = settings;
    this.clock = clock;
    this.chance = chance;
  }

  /// A lease and what is so where.
  ///
  /// @param touched what else it touches, and what is worth knowing before
  public record Done(Lease lease, List<Place> places, List<String> touched) {}

  /// What a response would do, without doing it.
  ///
  /// @throws IllegalArgumentException with a sentence for the operator
  public Done preview(String whom, String response, Duration life)
      throws SQLException, InterruptedException {
    Lease lease = wanted(whom, response, life, "?", "a preview");
    try (LeaseStore store = LeaseStore.open(folder)) {
      return new Done(lease, rounds.preview(store, lease), touched(lease.target()));
    }
  }

  /// Does it at once, and tells how far that went.
  ///
  /// @param by who wants it
  /// @throws IllegalArgumentException with a sentence for the operator
  public Done respond(String whom, String response, Duration life, String reason, String by)
      throws SQLException, InterruptedException {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("the reason is empty; your colleagues will ask for it");
    }
    Lease lease = wanted(whom, response, life, by, reason);
    List<String> touched = touched(lease.target());
    try (LeaseStore store = LeaseStore.open(folder)) {
      Lease begun = store.begin(lease, act("response-begun", lease.id(), by, reason));
      rounds.over(store, rounds.points());
      return new Done(begun, places(store, begun), touched);
    }
  }

  /// Takes a response back.
  ///
  /// @param id of the lease
  /// @param by who wants that
  /// @throws IllegalArgumentException with a sentence for the operator
  public Done undo(String id, String reason, String by) throws SQLException, InterruptedException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      Optional<Lease> before = store.find(id);
      List<String> held =
          store.holdings().all().stream()
              .filter(it -> it.holding().lease().equals(id))
              .map(Held::point)
              .distinct()
              .toList();
      Optional<Lease> undone = store.undo(id, act("response-undone", id, by, reason));
      if (undone.isEmpty()) {
        throw new IllegalArgumentException(
            before.isEmpty() ? "there is no lease " + id : "lease " + id + " is over already");
      }
      rounds.over(store, rounds.points());
      return new Done(undone.get(), taken(store, undone.get(), held), List.of());
    }
  }

  /// Somebody tells that what led to responses is repaired. A new password of a login, as the panel
  /// tells it, releases what rules did to that login; everything else is for a person to release.
  ///
  /// @return what came of it, for people
  /// @throws IllegalArgumentException with a sentence for the operator
  public String repaired(String whom, boolean passwordChanged, String note, String by)
      throws SQLException, InterruptedException {
    Target target = new Whom(book.get(), this::incident).read(whom).target();
    if (passwordChanged && !(target instanceof Target.Login)) {
      throw new IllegalArgumentException("a password is a login's, and " + target + " is none");
    }
    try (LeaseStore store = LeaseStore.open(folder)) {
      List<Lease> leases =
          store.active().stream().filter(lease -> lease.target().equals(target)).toList();
      int released = 0;
      for (Lease lease : leases) {
        store.add(act(LeaseStore.REPAIR, lease.id(), by, note));
        if (passwordChanged && lease.isAutomatic()) {
          store.undo(lease.id(), act("response-undone", lease.id(), by, "password changed"));
          released++;
        }
      }
      rounds.over(store, rounds.points());
      return "%s: %d of %d responses are over; weir leases shows what a person has to decide"
          .formatted(target, released, leases.size());
    }
  }

  private LeaseAct act(String what, String lease, String by, String words) {
    return new LeaseAct(Id.next(chance), clock.instant(), what, by, Optional.of(lease), words);
  }

  private Lease wanted(String whom, String response, Duration life, String by, String reason)
      throws SQLException {
    Whom.Meant meant = new Whom(book.get(), this::incident).read(whom);
    Response wanted =
        Response.read(response)
            .orElseThrow(() ->
                new IllegalArgumentException("\"" + response + "\" is no response; " + WORDS));
    Target target = meant.target();
    if (!Planner.fitting(target).contains(wanted.rung())) {
      throw new IllegalArgumentException(
          "%s cannot be aimed at %s; what fits is %s"
              .formatted(
                  wanted.word(),
                  target,
                  words(Planner.fitting(target).stream().sorted().map(Response::of))));
    }
    if (settings.isSystems(target)) {
      throw new IllegalArgumentException(target + " is the system's own, which is never touched");
    }
    if (!(wanted instanceof Response.Notify) && !rounds.canEnforce(target, wanted)) {
      throw new IllegalArgumentException(nowhere(target, wanted));
    }
    if (!life.isPositive() || life.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a response holds for more than no time, and for %d days at most"
              .formatted(LONGEST.toDays()));
    }
    return Lease.begin(
        Id.next(chance),
        target,
        wanted,
        by,
        Optional.empty(),
        meant.incident(),
        reason,
        clock.instant(),
        life);
  }

  private String nowhere(Target target, Response response) {
    return "no place can %s %s: %s"
        .formatted(
            response.word(),
            target,
            rounds.points().stream()
                .map(point ->
                    point.name()
                        + ": "
                        + point
                            .cannot(target, response)
                            .orElse("it knows none of its logins and users"))
                .collect(Collectors.joining("; ")));
  }

  private static final String WORDS = words(Stream.of(Rung.values()).map(Response::of));

  private static String words(Stream<Response> responses) {
    return responses.map(Response::word).collect(Collectors.joining(", "));
  }

  /// The file may be missing: then there never was an incident.
  private Optional<Incident> incident(String id) {
    try {
      if (!IncidentStore.isThere(folder)) {
        return Optional.empty();
      }
      try (IncidentStore store = IncidentStore.look(folder)) {
        return store.find(id.toLowerCase(Locale.ROOT));
      }
    } catch (SQLException | IOException e) {
      log.warn("incidents cannot be read: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /// What a person should know before.
  private List<String> touched(Target target) {
    List<String> words = new ArrayList<>();
    Aims aims = rounds.aims();
    Optional<Account> account = aims.account(target).flatMap(id -> book.get().account(id));
    if (account.isEmpty()) {
      words.add("nobody's: the directory does not know whose " + target + " is");
    } else {
      words.add("of account " + account.get().id() + ", " + account.get().name());
      waiting(account.get().id()).ifPresent(words::add);
      if (account.get().isProtected()) {
        words.add("the account is protected: no rule would do this by itself");
      }
    }
    List<Target> within = List.copyOf(aims.within(target));
    if (!within.isEmpty()) {
      boolean isSame = target instanceof Target.LocalUser;
      words.add((isSame ? "the same as " : "made of ") + named(within));
    }
    List<Target> neighbours = aims.neighbours(target);
    if (!(target instanceof Target.Customer) && !neighbours.isEmpty()) {
      words.add("not touched of the same account: " + named(neighbours));
    }
    return words;
  }

  /// Of the whole account: what of it is the target's and what is honest nobody can tell before.
  private Optional<String> waiting(String account) {
    Instant since = clock.instant().minus(IN_QUEUES);
    try {
      Optional<List<Laid>> sent =
          new OutgoingMail(folder).ask(search -> search.ofAccount(account, since, MOST_LOOKED_AT));
      long recipients =
          sent.orElse(List.of()).stream()
              .flatMap(laid -> laid.passage().legs().stream())
              .mapToLong(Leg::waiting)
              .sum();
      return Optional.of(
              "mail of the account to %,d recipients waits in queues".formatted(recipients))
          .filter(_ -> recipients > 0);
    } catch (IOException e) {
      return Optional.of("what of it waits in queues cannot be told: " + e.getMessage());
    }
  }

  private static String named(List<Target> targets) {
    String named =
        targets.stream().limit(NAMED).map(Target::text).collect(Collectors.joining(", "));
    return targets.size() > NAMED
        ? named + " and %,d more".formatted(targets.size() - NAMED)
        : named;
  }

  /// Where a lease is enforced, and where it cannot be or is not yet.
  private List<Place> places(LeaseStore store, Lease lease) throws SQLException {
    List<Place> places = new ArrayList<>();
    Aims aims = rounds.aims();
    for (EnforcementPoint point : rounds.points()) {
      List<String> there =
          store.holdings().at(point.name()).stream()
              .filter(it -> it.holding().lease().equals(lease.id()) && it.isDone())
              .map(it -> it.target().text())
              .toList();
      List<String> troubles = troubles(store, point, lease, aims);
      if (!troubles.isEmpty()) {
        places.add(new Place(point.name(), Place.State.TROUBLE, troubles));
      }
      if (!there.isEmpty()) {
        places.add(new Place(point.name(), Place.State.IN_FORCE, there));
      } else if (troubles.isEmpty()) {
        String why =
            point
                .cannot(lease.target(), lease.response())
                .orElse("a stronger lease is there, or it knows none of it");
        places.add(new Place(point.name(), Place.State.CANNOT, List.of(why)));
      }
    }
    return places;
  }

  private List<Place> taken(LeaseStore store, Lease lease, List<String> points)
      throws SQLException {
    List<Place> places = new ArrayList<>();
    for (String name : points) {
      List<String> left =
          store.holdings().at(name).stream()
              .filter(it -> it.holding().lease().equals(lease.id()))
              .map(it -> it.target().text())
              .toList();
      places.add(
          left.isEmpty()
              ? new Place(name, Place.State.OVER, List.of())
              : new Place(
                  name,
                  Place.State.TROUBLE,
                  store.holdings().troubles().stream()
                      .filter(it -> it.point().equals(name) && left.contains(it.target()))
                      .map(it -> it.target() + ": " + it.words())
                      .toList()));
    }
    return places;
  }

  private static List<String> troubles(
      LeaseStore store, EnforcementPoint point, Lease lease, Aims aims) throws SQLException {
    List<String> aimed =
        Reconciler.wanted(point, List.of(lease), aims::within).keySet().stream()
            .map(Target::text)
            .toList();
    return store.holdings().troubles().stream()
        .filter(it -> it.point().equals(point.name()) && aimed.contains(it.target()))
        .map(it -> it.target() + ": " + it.words())
        .toList();
  }
}
