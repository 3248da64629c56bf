package weir.cli.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.agent.queue.Spool;
import weir.attribution.Attributor;
import weir.attribution.DoorOrigins;
import weir.cli.Here;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.passages.OutgoingMail;
import weir.passages.PassageSettings;
import weir.passages.PassageStore;
import weir.sources.LogSettings;
import weir.sources.Sources;
import weir.sources.WatchedQueueSettings;
import weir.testkit.Until;
import weir.watch.Watch;

/// A server on `web1` that looks through a queue and follows a log there, and `weir who` beside it.
/// Of its directory, uid 2001 and the login `anna` are the account `shop`.
///
/// @param folder the server's
record QueueStand(Path folder) {
  /// What a queue tells is a minute old: here it is, at once.
  static final Clock CLOCK = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));

  /// Without these Exim gives up at the first failure.
  static final String RETRIES = "begin retry\n* * F,4d,1h\n";

  private static final AccountBook BOOK =
      AccountBook.of(
          List.of(Account.of("shop")),
          List.of(
              Tenure.always(new Identity.LocalUser("web1", 2001), "shop"),
              Tenure.always(Identity.Login.of("anna"), "shop")),
          Map.of());

  Watch watch() throws SQLException {
    return new Watch(
        PassageStore.open(folder, CLOCK),
        PassageSettings.standard(),
        (_, _) -> Optional.empty(),
        QueueStand::origins,
        QueueStand::attributor,
        Optional.empty(),
        CLOCK,
        CLOCK);
  }

  private static DoorOrigins origins() {
    return DoorOrigins.by(BOOK, Set.of());
  }

  private static Attributor attributor() {
    return new Attributor(BOOK, (_, _) -> Optional.empty());
  }

  /// Sources that follow a log, called `mail`.
  Sources following(Path log, Watch watch) {
    return sources(Map.of("mail", settings(log)), watch);
  }

  /// Sources that follow no log.
  Sources without(Watch watch) {
    return sources(Map.of(), watch);
  }

  private Sources sources(Map<String, LogSettings> logs, Watch watch) {
    return Sources.start(
        logs,
        "web1",
        folder.resolve("logs"),
        watch,
        watch::told,
        QueueStand::attributor,
        QueueStand::origins,
        new OutgoingMail(folder),
        CLOCK);
  }

  private static LogSettings settings(Path log) {
    Binding<LogSettings> bound =
        new Binder(Values.standard())
            .text(
                LogSettings.class,
                "file = \"%s\"\ntime-zone = \"UTC\"".formatted(log),
                Path.of("/t/weir.toml"));
    return ((Binding.Bound<LogSettings>) bound).value();
  }

  /// Looks through a queue, called `spool`, two messages at a time.
  void look(Sources sources, Watch watch, Spool spool) {
    WatchedQueueSettings queue =
        new WatchedQueueSettings(
            spool.server(),
            Optional.of(spool.folder()),
            Optional.empty(),
            Duration.ofMillis(200),
            2);
    sources.watch(
        Map.of("spool", queue),
        "web1",
        folder.resolve("queues"),
        watch,
        watch::told,
        QueueStand::attributor,
        QueueStand::origins);
  }

  /// The command's JSON, at the time at which the test runs.
  String who() {
    return Here.in(folder).runBut("clock", () -> CLOCK, "who", "--last", "1h", "--json").out();
  }

  /// Waits until so many messages are in the queue, as far as a source knows.
  static void awaitKnown(Sources sources, String source, long messages) {
    Until.holds(() ->
        sources.lines().stream()
            .filter(it -> it.source().equals(source))
            .anyMatch(it -> it.open() == messages && it.behind() == 0));
  }

  /// Waits until a log is read as far as it is written now.
  static void awaitRead(Sources sources, Path log) throws IOException {
    long written = Files.readString(log).lines().count();
    Until.holds(() ->
        sources.lines().stream()
            .filter(it -> it.source().equals("mail"))
            .anyMatch(it -> it.lines() >= written));
  }
}
