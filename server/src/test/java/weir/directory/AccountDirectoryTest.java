package weir.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Ownership;
import weir.account.Tenure;
import weir.account.Trouble;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.testkit.Until;

class AccountDirectoryTest {
  private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");
  private static final String PANEL =
      """
      [sources.panel]
      type = "csv"
      file = "panel.csv"
      host = "web1"
      """;

  @TempDir Path folder;

  private Instant now = START;

  /// Where the clock is not believed.
  private Optional<Instant> age = Optional.empty();

  private AccountDirectory open(String table, Map<String, HostSettings> hosts) {
    return AccountDirectory.open(
        folder, DirectoryTables.of(folder, table), hosts, () -> now, () -> age.orElse(now));
  }

  private AccountDirectory open() {
    return open(PANEL, Map.of());
  }

  /// Accounts of these numbers to c99, each with the uid of its number, but for so many from uid 1
  /// on, which are c99's. Uid 0 is the system's own, whatever a source says.
  private void panel(int from, int moved) throws IOException {
    Files.writeString(
        folder.resolve("panel.csv"),
        "account,uid\n"
            + IntStream.range(from, 100)
                .mapToObj(i -> "c" + (i > 0 && i <= moved ? 99 : i) + "," + i + "\n")
                .collect(Collectors.joining())
            + IntStream.range(from, 100)
                .mapToObj(i -> "c" + i + ",\n")
                .collect(Collectors.joining()));
  }

  private static String owner(AccountDirectory directory, long uid, Instant at) {
    return switch (directory.owner(new Identity.LocalUser("web1", uid), at)) {
      case Ownership.Owned(Account account, Tenure _) -> account.id();
      case Ownership.Shared _ -> "shared";
      case Ownership other -> other.toString();
    };
  }

  private SourceState only(AccountDirectory directory) {
    assertThat(directory.sources()).hasSize(1);
    return directory.sources().getFirst();
  }

  private void sync(AccountDirectory directory) throws InterruptedException {
    now = now.plusSeconds(900);
    directory.syncAll();
  }

  @Test
  void aListingThatLacksManyAccountsIsRefusedUntilAPersonAcceptsIt() throws Exception {
    panel(0, 0);
    AccountDirectory directory = open();
    sync(directory);
    assertThat(only(directory).accounts()).isEqualTo(100);
    panel(6, 0);
    sync(directory);
    assertThat(only(directory).refused()).hasValue("6 of 100 accounts are missing, more than 5 %");
    assertThat(owner(directory, 3, now)).isEqualTo("c3");

    AccountDirectory restarted = open();
    assertThat(only(restarted).refused()).as("over a restart").isPresent();
    assertThat(owner(restarted, 3, now)).as("the last good copy").isEqualTo("c3");
    assertThat(restarted.accept(Optional.of("other"))).isEmpty();
    assertThat(restarted.accept(Optional.of("panel")).getFirst()).contains("panel: 94 accounts");
    assertThat(only(restarted).refused()).isEmpty();
    assertThat(owner(restarted, 3, now)).contains("Nobody");
    assertThat(owner(restarted, 3, START)).as("it was theirs then").isEqualTo("c3");
    assertThat(restarted.accept(Optional.empty())).isEmpty();
    sync(restarted);
    assertThat(only(restarted).refused()).isEmpty();
  }

  @Test
  void whoWantsToKnowIsToldAfterTheFirstReadingAndAfterEachThatChangedSomething() throws Exception {
    panel(0, 0);
    BlockingQueue<String> owners = new LinkedBlockingQueue<>();
    try (AccountDirectory directory = open()) {
      directory.afterEachChange(() -> owners.add(owner(directory, 3, now)));
      directory.start();
      assertThat(owners.poll(30, TimeUnit.SECONDS)).isEqualTo("c3");
      Instant first = only(directory).good().orElseThrow();
      now = now.plusSeconds(60);
      directory.use(DirectoryTables.of(folder, PANEL), Map.of());
      Until.holds(() -> only(directory).good().orElseThrow().isAfter(first));
      panel(0, 1);
      directory.use(DirectoryTables.of(folder, PANEL), Map.of());
      assertThat(owners.poll(30, TimeUnit.SECONDS)).as("a change").isEqualTo("c3");
      assertThat(owners).as("nothing for the reading between them").isEmpty();
    }
  }

  @Test
  void whatFailsAfterAReadingEndsNoReadingAndIsTriedAgain() throws Exception {
    panel(0, 0);
    BlockingQueue<String> owners = new LinkedBlockingQueue<>();
    try (AccountDirectory directory = open()) {
      directory.afterEachChange(() -> {
        owners.add(owner(directory, 3, now));
        throw new IllegalArgumentException("a damaged row");
      });
      directory.start();
      assertThat(owners.poll(30, TimeUnit.SECONDS)).isEqualTo("c3");
      directory.use(DirectoryTables.of(folder, PANEL), Map.of());
      assertThat(owners.poll(30, TimeUnit.SECONDS)).as("once more").isEqualTo("c3");
    }
  }

  @Test
  void hostile_114_aClockThatLeapsForgetsNobodyWhoHasLeft() throws Exception {
    panel(0, 0);
    AccountDirectory directory = open();
    sync(directory);
    panel(2, 0);
    sync(directory);
    age = Optional.of(now);
    now = Instant.parse("2030-11-28T00:00:00Z");
    sync(directory);
    assertThat(owner(directory, 1, START)).isEqualTo("c1");
    age = Optional.empty();
    sync(directory);
    assertThat(owner(directory, 1, START)).as("twin: it is believed").contains("Nobody");
  }

  @Test
  void aListingThatMovesManyIdentitiesIsRefused() throws Exception {
    panel(0, 0);
    AccountDirectory directory = open();
    sync(directory);
    panel(0, 2);
    sync(directory);
    assertThat(only(directory).refused().orElseThrow()).contains("2 of 100 identities");
    panel(0, 1);
    sync(directory);
    assertThat(only(directory).refused()).as("a good one takes its place").isEmpty();
    assertThat(owner(directory, 1, now)).isEqualTo("c99");
    assertThat(folder.resolve("directory/panel.refused.csv")).doesNotExist();
  }

  @Test
  void aSmallProviderSetsOtherShares() throws Exception {
    Files.writeString(folder.resolve("panel.csv"), "account,uid\na,1\nb,2\n");
    AccountDirectory directory = open("most-removed = 50\n" + PANEL, Map.of());
    sync(directory);
    Files.writeString(folder.resolve("panel.csv"), "account,uid\na,1\n");
    sync(directory);
    assertThat(only(directory).refused()).isEmpty();
    assertThat(only(directory).accounts()).isEqualTo(1);
  }

  @Test
  void whileASourceFailsItsLastGoodCopyStays() throws Exception {
    panel(0, 0);
    AccountDirectory directory = open();
    sync(directory);
    Instant good = now;
    Files.delete(folder.resolve("panel.csv"));
    sync(directory);
    assertThat(only(directory).trouble()).isPresent();
    assertThat(only(directory).good()).hasValue(good);
    assertThat(owner(directory, 3, now)).isEqualTo("c3");
    Files.writeString(folder.resolve("panel.csv"), "account,uid\nc1,1\nc2");
    sync(directory);
    assertThat(only(directory).trouble().orElseThrow()).contains("half-written?");
    panel(0, 0);
    sync(directory);
    assertThat(only(directory).trouble()).isEmpty();
    assertThat(only(directory).good()).hasValue(now);
  }

  @Test
  void aCopyThatCannotBeReadIsToldAndReplaced() throws Exception {
    Files.createDirectories(folder.resolve("directory"));
    Files.writeString(folder.resolve("directory/panel.csv"), "something else\n");
    panel(0, 0);
    AccountDirectory directory = open();
    assertThat(only(directory).trouble().orElseThrow()).contains("cannot be used");
    sync(directory);
    assertThat(only(directory).trouble()).isEmpty();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("directory/panel.csv"))))
        .as("customers are nobody's business")
        .isEqualTo("rw-------");
  }

  @Test
  void aSourceThatHangsHoldsUpNoOther() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    panel(0, 0);
    AccountDirectory directory =
        open(
            "deadline = \"1s\"\n[sources.slow]\ntype = \"csv\"\nfile = \"pipe\"\n" + PANEL,
            Map.of());
    sync(directory);
    assertThat(directory.sources())
        .extracting(SourceState::trouble)
        .containsExactly(Optional.of("it did not end within 1 s"), Optional.empty());
    sync(directory);
    assertThat(directory.sources().getFirst().trouble().orElseThrow()).contains("not ended yet");
    assertThat(owner(directory, 3, now)).isEqualTo("c3");
    Files.writeString(pipe, "account\nc1\n"); // Lets the reader end.
  }

  @Test
  void hostsAndSharedUsersComeFromTheConfiguration() throws Exception {
    panel(0, 0);
    HostSettings nat =
        new HostSettings(
            List.of(IpPrefix.of("192.0.2.1")),
            List.of(Host.Role.NAT),
            List.of(),
            List.of(),
            List.of());
    HostSettings web =
        new HostSettings(
            List.of(IpPrefix.of("192.0.2.7")),
            List.of(),
            List.of(Host.MailServer.EXIM),
            List.of(
                new HostSettings.Had(
                    IpPrefix.of("192.0.2.8"), Optional.empty(), Optional.of("2026-01-01"))),
            List.of());
    AccountDirectory directory =
        open("shared-logins = [\"relay\"]\n" + PANEL, Map.of("nat1", nat, "web1", web));
    assertThat(directory.owner(new Identity.LocalName("web1", "www-data"), now))
        .isEqualTo(new Ownership.Shared("the user www-data of the system"));
    assertThat(owner(directory, 0, now)).isEqualTo("shared");
    assertThat(directory.owner(Identity.Login.of("Relay"), now))
        .isInstanceOf(Ownership.Shared.class);
    IpAddress translated = IpAddress.parse("192.0.2.1").orElseThrow();
    assertThat(directory.ownerOfAddress(translated, now)).isInstanceOf(Ownership.Shared.class);
    assertThat(
            directory
                .hostAt(IpAddress.parse("192.0.2.7").orElseThrow(), now)
                .orElseThrow()
                .servers())
        .containsExactly(Host.MailServer.EXIM);
    IpAddress former = IpAddress.parse("192.0.2.8").orElseThrow();
    assertThat(directory.hostAt(former, now)).isEmpty();
    assertThat(directory.hostAt(former, Instant.parse("2025-12-31T00:00:00Z"))).isPresent();
  }

  @Test
  void otherSettingsKeepWhatIsTheSame() throws Exception {
    panel(0, 0);
    AccountDirectory directory = open();
    sync(directory);
    Files.writeString(folder.resolve("more.csv"), "account,login\nc3,anna@shop.example\n");
    directory.use(
        DirectoryTables.of(folder, PANEL + "[sources.more]\ntype = \"csv\"\nfile = \"more.csv\"\n"),
        Map.of());
    assertThat(owner(directory, 3, now)).isEqualTo("c3");
    sync(directory);
    assertThat(directory.book().of("c3")).hasSize(2);
    directory.use(DirectoryTables.of(folder, ""), Map.of());
    assertThat(directory.book().numberOfAccounts()).isZero();
    assertThat(directory.sources()).isEmpty();
  }

  @Test
  void whatWillNotWorkIsTold() throws Exception {
    Files.writeString(
        folder.resolve("panel.csv"),
        """
        account,reseller,plan,contact,sender_domain,uid
        ann,nobody-there,big,ann@shop.example,shop.example,1
        bob,,small,bob@elsewhere.example,inn.example,1
        """);
    AccountDirectory directory =
        open("[plans.small]\nrecipients-per-hour = 100\n" + PANEL, Map.of());
    sync(directory);
    assertThat(directory.troubles())
        .extracting(Trouble::text)
        .hasSize(4)
        .anyMatch(text -> text.contains("sold by nobody-there"))
        .anyMatch(text -> text.contains("has the plan big"))
        .anyMatch(text -> text.contains("ann@shop.example"))
        .anyMatch(text -> text.equals("belongs to two at the same time"));
    assertThat(
            directory
                .plan(directory.account("bob").orElseThrow())
                .orElseThrow()
                .recipientsPerHour())
        .hasValue(100);
    assertThat(directory.plan(directory.account("ann").orElseThrow())).isEmpty();
  }

  @Test
  void aMillionRowsAreRead() throws Exception {
    try (var out = Files.newBufferedWriter(folder.resolve("panel.csv"))) {
      out.write("account,name,login\n");
      for (int i = 0; i < 1_000_000; i++) {
        out.write("c" + i / 10 + ",Shop " + i / 10 + ",user" + i + "@shop" + i / 10 + ".example\n");
      }
    }
    AccountDirectory directory = open();
    sync(directory);
    assertThat(only(directory).trouble()).isEmpty();
    assertThat(directory.book().numberOfIdentities()).isEqualTo(1_000_000);
    assertThat(open().owner(new Identity.Login("user777777@shop77777.example"), now))
        .isInstanceOf(Ownership.Owned.class);
  }

  @Test
  void commandsTellWhatTheServerReadLast() throws Exception {
    panel(0, 0);
    Path file = folder.resolve("panel.csv");
    Files.writeString(file, Files.readString(file) + "c99,-1\n");
    try (AccountDirectory server = open()) {
      server.syncAll();
      assertThat(only(open()).trouble()).isEmpty();
      assertThat(only(open()).strange()).isEqualTo(1);
      assertThat(only(open()).strangeness()).singleElement().asString().contains("-1");

      Files.writeString(file, Files.readString(file) + ",7\n");
      server.syncAll();
      assertThat(only(open()).trouble())
          .hasValueSatisfying(why -> assertThat(why).contains("no account"));
      assertThat(only(open()).good()).contains(START);

      panel(0, 0);
      server.syncAll();
      assertThat(only(open()).trouble()).isEmpty();
      assertThat(only(open()).strange()).isZero();
    }
  }
}
