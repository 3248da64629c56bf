package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.agent.queue.Spool;
import weir.api.SourceLine;
import weir.attribution.Attributor;
import weir.attribution.DoorOrigins;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.passages.OutgoingMail;
import weir.passages.PassageSettings;
import weir.passages.PassageStore;
import weir.sources.LogSettings;
import weir.sources.Sources;
import weir.sources.WatchedQueueSettings;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;
import weir.watch.Watch;

/// A real Postfix has a queue of a customer's messages, and nobody reads its log: `weir who` names
/// the uid. Then the log is read, from its beginning, and nothing counts twice.
class WhoFromTheQueueTest {
  private static final int MESSAGES = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What a queue tells is a minute old: here it is, at once.
  private static final Clock CLOCK = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));

  private static final AccountBook BOOK =
      AccountBook.of(
          List.of(Account.of("shop")),
          List.of(Tenure.always(new Identity.LocalUser("web1", 2001), "shop")),
          Map.of());

  @TempDir private Path folder;

  private Watch watch() throws SQLException {
    return new Watch(
        PassageStore.open(folder, CLOCK),
        PassageSettings.standard(),
        (_, _) -> Optional.empty(),
        WhoFromTheQueueTest::origins,
        WhoFromTheQueueTest::attributor,
        CLOCK,
        CLOCK);
  }

  private static DoorOrigins origins() {
    return DoorOrigins.by(BOOK, Set.of());
  }

  private static Attributor attributor() {
    return new Attributor(BOOK, (_, _) -> Optional.empty());
  }

  private Sources sources(Map<String, LogSettings> logs, Watch watch) {
    return Sources.start(
        logs,
        "web1",
        folder.resolve("logs"),
        watch,
        watch::told,
        WhoFromTheQueueTest::attributor,
        WhoFromTheQueueTest::origins,
        new OutgoingMail(folder),
        CLOCK);
  }

  private void look(Sources sources, Watch watch, Path spool) {
    WatchedQueueSettings queue =
        new WatchedQueueSettings(
            Spool.Server.POSTFIX, Optional.of(spool), Optional.empty(), Duration.ofMillis(200), 2);
    sources.watch(
        Map.of("spool", queue),
        "web1",
        folder.resolve("queues"),
        watch,
        watch::told,
        WhoFromTheQueueTest::attributor,
        WhoFromTheQueueTest::origins);
  }

  private static LogSettings log(Path file) {
    Binding<LogSettings> bound =
        new Binder(Values.standard())
            .text(
                LogSettings.class,
                "file = \"%s\"\ntime-zone = \"UTC\"".formatted(file),
                Path.of("/t/weir.toml"));
    return ((Binding.Bound<LogSettings>) bound).value();
  }

  /// The command, at the time at which this test runs.
  private String who() {
    Here here = Here.in(folder);
    Installation now =
        (Installation)
            Proxy.newProxyInstance(
                Installation.class.getClassLoader(),
                new Class<?>[] {Installation.class},
                (_, method, arguments) ->
                    method.getName().equals("clock") ? CLOCK : method.invoke(here, arguments));
    StringWriter out = new StringWriter();
    CommandLine line = Cli.finished(Cli.line(now));
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    line.execute("who", "--last", "1h", "--json");
    return out.toString();
  }

  private static void await(String what, BooleanSupplier done) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!done.getAsBoolean()) {
      assertThat(Instant.now()).as(what).isBefore(end);
      Thread.yield();
    }
  }

  private static boolean isKnown(Sources sources, String source, long messages) {
    return sources.lines().stream()
        .filter(it -> it.source().equals(source))
        .anyMatch(it -> it.open() == messages && it.behind() == 0);
  }

  private static void send(PeerHost host) throws IOException {
    host.run("useradd", "--uid", "2001", "u2001").orFail();
    Files.writeString(
        host.file("/tmp/spam"),
        "Received: by web1 (Postfix, from userid 0)\n id A0; Wed, 25 Nov 2026 07:00:00 +0000\n"
            + "From: a@example.com\nSubject: cheap pills\n\nspam\n");
    for (int i = 0; i < MESSAGES; i++) {
      host.run(
              "su",
              "-s",
              "/bin/sh",
              "u2001",
              "-c",
              "sendmail -f anna@shop.example x@example.net y@example.net < /tmp/spam")
          .orFail();
    }
  }

  @Test
  void theQueueAloneNamesTheUidAndTheLogThatComesLaterCountsNothingTwice() throws Exception {
    try (PeerHost host = PeerRoot.require("postfix").start()) {
      Postfix postfix =
          Postfix.start(host, "default_transport = retry:later\n", "retry unix - - n - - error\n");
      send(host);
      await("deferred", () -> postfix.log().split("status=deferred", -1).length > 2 * MESSAGES);
      try (Watch watch = watch();
          Sources queueOnly = sources(Map.of(), watch)) {
        look(queueOnly, watch, host.file("/var/spool/postfix"));
        await("looked through", () -> isKnown(queueOnly, "spool", MESSAGES));
        SourceLine line = queueOnly.lines().getFirst();
        assertThat(line.state()).isEqualTo("read");
        assertThat(line.lines()).isEqualTo(MESSAGES);
        assertThat(line.attributed()).isEqualTo(MESSAGES);
      }
      assertThat(who())
          .contains("\"account\":\"shop\"", "\"identity\":\"uid 2001 on web1\"")
          .contains("\"messages\":5", "\"recipients\":10", "\"waiting\":10");

      try (Watch watch = watch();
          Sources both = sources(Map.of("mail", log(host.file("/var/log/postfix.log"))), watch)) {
        look(both, watch, host.file("/var/spool/postfix"));
        await("read", () -> isKnown(both, "mail", MESSAGES));
        await("looked through again", () -> isKnown(both, "spool", MESSAGES));
        assertThat(who()).contains("\"messages\":5", "\"recipients\":10", "\"waiting\":10");
      }
    }
  }
}
