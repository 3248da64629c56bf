package weir.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Tenure;
import weir.agent.logs.Coverage;
import weir.agent.queue.QueueCoverage;
import weir.api.SourceLine;
import weir.attribution.Attributor;
import weir.attribution.DoorOrigins;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.observation.Observation;
import weir.observation.Observations;
import weir.observation.Origin;
import weir.passages.OutgoingMail;
import weir.passages.PassageSettings;
import weir.passages.PassageStore;
import weir.watch.Watch;

class SourcesTest {
  private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");
  private static final String LOG =
      """
      Nov 28 21:54:00 web1 postfix/pickup[1]: 3F2A11C0D2: uid=2001 from=<web@example.com>
      Nov 28 21:54:01 web1 postfix/qmgr[3]: 3F2A11C0D2: from=<web@example.com>, size=99, nrcpt=2 (queue active)
      Nov 28 21:54:02 web1 postfix/pickup[1]: 4F2A11C0D2: uid=33 from=<www-data@example.com>
      Nov 28 21:54:03 web1 postfix/qmgr[3]: 4F2A11C0D2: from=<www-data@example.com>, size=99, nrcpt=1 (queue active)
      Nov 28 21:54:04 web1 postfix/qmgr[3]: 4F2A11C0D2: \u001b[31msomething
      """;

  @TempDir private Path folder;

  private static LogSettings settings(String toml) {
    Binding<LogSettings> binding =
        new Binder(Values.standard()).text(LogSettings.class, toml, Path.of("/t/weir.toml"));
    return ((Binding.Bound<LogSettings>) binding).value();
  }

  /// A customer has uid 2001; uid 33 is everybody's.
  private static Attributor attributor() {
    Identity customer = new Identity.LocalUser("web1", 2001);
    return new Attributor(
        AccountBook.of(
            List.of(Account.of("shop")),
            List.of(Tenure.always(customer, "shop")),
            Map.of(new Identity.LocalUser("web1", 33), "the web server")),
        (_, _) -> Optional.empty());
  }

  private SourceLine followed(String toml, int observations) throws Exception {
    CountDownLatch seen = new CountDownLatch(observations);
    Observations taker =
        (_, told) ->
            told.forEach(each ->
                each.observations()
                    .forEach(it -> {
                      if (it instanceof Observation.Entered) {
                        seen.countDown();
                      }
                    }));
    Sources sources =
        Sources.start(
            Map.of("mail", settings(toml)),
            "mx",
            folder.resolve("positions"),
            taker,
            _ -> 0,
            SourcesTest::attributor,
            () -> _ -> Origin.AUTHORED,
            new OutgoingMail(folder),
            () -> NOW);
    assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
    sources.close();
    return sources.lines().getFirst();
  }

  @Test
  void hostile_099_aUserOfManyIsNobodysAndTheShareSaysSo() throws Exception {
    Path log = Files.writeString(folder.resolve("mail.log"), LOG);
    SourceLine line =
        followed("file = \"%s\"\nhost = \"web1\"\ntime-zone = \"UTC\"".formatted(log), 2);
    assertThat(line.host()).isEqualTo("web1");
    assertThat(line.state()).isEqualTo("read");
    assertThat(line.lines()).isEqualTo(5);
    assertThat(line.unknown()).isEqualTo(1);
    assertThat(line.messages()).isEqualTo(2);
    assertThat(line.attributed()).isEqualTo(1);
    assertThat(folder.resolve("positions/mail.position")).exists();
  }

  @Test
  void theLinesOfACollectorAreOfTheHostsThatTheyName() throws Exception {
    Path log = Files.writeString(folder.resolve("mail.log"), LOG);
    SourceLine line =
        followed("file = \"%s\"\nhosts-in-lines = true\ntime-zone = \"UTC\"".formatted(log), 2);
    assertThat(line.attributed()).as("uid 2001 of web1").isEqualTo(1);
  }

  private static final String WEB =
      """
      Nov 28 21:54:00 web1 postfix/pickup[1]: 3F2A11C0D2: uid=2001 from=<web@example.com>
      Nov 28 21:54:01 web1 postfix/qmgr[3]: 3F2A11C0D2: from=<web@example.com>, size=99, nrcpt=1 (queue active)
      Nov 28 21:54:02 web1 postfix/smtp[4]: 3F2A11C0D2: to=<r@example.org>, relay=relay[192.0.2.20]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5F2A11C0D2)
      Nov 28 21:54:02 web1 postfix/qmgr[3]: 3F2A11C0D2: removed
      Nov 28 21:54:03 web1 postfix/pickup[1]: 3F2A11C0D3: uid=0 from=<root@example.com>
      Nov 28 21:54:03 web1 postfix/qmgr[3]: 3F2A11C0D3: from=<root@example.com>, size=99, nrcpt=1 (queue active)
      Nov 28 21:54:03 web1 postfix/smtp[4]: 3F2A11C0D3: to=<r@example.org>, relay=relay[192.0.2.20]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5F2A11C0D3)
      Nov 28 21:54:03 web1 postfix/qmgr[3]: 3F2A11C0D3: removed
      """;
  private static final String RELAY =
      """
      Nov 28 21:54:01 relay postfix/smtpd[1]: 5F2A11C0D2: client=web1[192.0.2.10]
      Nov 28 21:54:02 relay postfix/qmgr[3]: 5F2A11C0D2: from=<web@example.com>, size=299, nrcpt=1 (queue active)
      Nov 28 21:54:03 relay postfix/smtpd[1]: 5F2A11C0D3: client=web1[192.0.2.10]
      Nov 28 21:54:03 relay postfix/qmgr[3]: 5F2A11C0D3: from=<root@example.com>, size=299, nrcpt=1 (queue active)
      Nov 28 21:54:04 relay postfix/smtpd[1]: 5F2A11C0D4: client=web1[192.0.2.10]
      Nov 28 21:54:04 relay postfix/qmgr[3]: 5F2A11C0D4: from=<web@example.com>, size=299, nrcpt=1 (queue active)
      """;

  private static final AccountBook BOOK =
      AccountBook.of(
          List.of(Account.of("shop")),
          List.of(
              Tenure.always(new Identity.LocalUser("web1", 2001), "shop"),
              Tenure.always(new Identity.SenderAddress("web@example.com"), "shop")),
          Map.of(),
          List.of(host("web1", "192.0.2.10"), host("relay", "192.0.2.20")));

  private static Host host(String name, String address) {
    Host.Address only = Host.Address.always(IpPrefix.of(address));
    return new Host(name, List.of(only), Set.of(), Set.of(), List.of());
  }

  private static Optional<String> hostAt(IpAddress address, Instant at) {
    return BOOK.hostAt(address, at).map(Host::name);
  }

  private static Attributor byBook() {
    return new Attributor(BOOK, SourcesTest::hostAt);
  }

  private static DoorOrigins doors() {
    return DoorOrigins.by(BOOK, Set.of());
  }

  private LogSettings log(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".log"), text);
    return settings("file = \"%s\"\nhost = \"%s\"\ntime-zone = \"UTC\"".formatted(file, name));
  }

  @Test
  void whatAHostOfOursHandedOverHasASenderWhereThatHostsOwnLogTellsIt() throws Exception {
    CountDownLatch ended = new CountDownLatch(5);
    try (Watch watch =
        new Watch(
            PassageStore.open(folder, () -> NOW),
            PassageSettings.standard(),
            SourcesTest::hostAt,
            SourcesTest::doors,
            SourcesTest::byBook,
            Optional.empty(),
            () -> NOW,
            () -> NOW)) {
      Observations taker =
          (source, told) -> {
            watch.take(source, told);
            told.stream()
                .flatMap(each -> each.observations().stream())
                .filter(Observation.Entered.class::isInstance)
                .forEach(_ -> ended.countDown());
          };
      Sources sources =
          Sources.start(
              Map.of("web1", log("web1", WEB), "relay", log("relay", RELAY)),
              "mx",
              folder.resolve("positions"),
              taker,
              _ -> 0,
              SourcesTest::byBook,
              SourcesTest::doors,
              new OutgoingMail(folder),
              () -> NOW);
      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
      sources.close();
      SourceLine relay =
          sources.lines().stream().filter(line -> line.source().equals("relay")).findFirst().get();
      assertThat(relay.messages()).as("root's own is not counted there either").isEqualTo(2);
      assertThat(relay.attributed()).as("of the other only its sender says so").isEqualTo(1);
    }
  }

  private static Coverage coverage(Optional<String> trouble, Instant last, long behind) {
    return new Coverage(
        "mail",
        "web1",
        "x",
        trouble,
        Optional.of(last),
        Optional.of(NOW),
        behind,
        1,
        0,
        0,
        List.of(),
        0,
        0,
        Optional.empty(),
        0,
        0);
  }

  private static QueueCoverage looked(
      Optional<String> trouble, Optional<Instant> at, long waiting) {
    return new QueueCoverage("spool", "web1", "x", trouble, at, waiting, 0, 0, List.of(), 0);
  }

  @Test
  void invariant_04_aQueueThatNobodyHasLookedThroughIsNotSaidToBeRead() {
    assertThat(Sources.state(looked(Optional.empty(), Optional.of(NOW), 0))).isEqualTo("read");
    assertThat(Sources.state(looked(Optional.empty(), Optional.empty(), 0))).isEqualTo("behind");
    assertThat(Sources.state(looked(Optional.empty(), Optional.of(NOW), 1))).isEqualTo("behind");
    assertThat(Sources.state(looked(Optional.of("denied"), Optional.of(NOW), 0)))
        .isEqualTo("not read");
  }

  @Test
  void invariant_04_silenceIsNotTakenForPeace() {
    assertThat(Sources.state(coverage(Optional.empty(), NOW, 0), NOW)).isEqualTo("read");
    assertThat(Sources.state(coverage(Optional.empty(), NOW.minusSeconds(4_000), 0), NOW))
        .isEqualTo("silent");
    assertThat(Sources.state(coverage(Optional.empty(), NOW, 9_000_000), NOW)).isEqualTo("behind");
    assertThat(Sources.state(coverage(Optional.of("is not there"), NOW, 0), NOW))
        .isEqualTo("not read");
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    for (String wrong :
        List.of("", "file = \"x\"\njournal = true", "journal = true\ntime-zone = \"Moon\"")) {
      assertThat(
              new Binder(Values.standard()).text(LogSettings.class, wrong, Path.of("/t/weir.toml")))
          .as(wrong)
          .isNotInstanceOf(Binding.Bound.class);
    }
  }
}
