package weir.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.Identity;
import weir.asking.DatabaseSettings;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postgresql;

/// A real PostgreSQL with the tables of a panel, asked by the query of the manual.
class SqlAccountsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private static Path folder;

  private static PeerHost host;
  private static Postgresql postgresql;

  @BeforeAll
  static void start() throws IOException {
    PeerRoot root = PeerRoot.require("rest");
    host = root.start();
    postgresql = Postgresql.start(host);
    Files.writeString(folder.resolve("password"), Postgresql.PASSWORD + "\n");
    postgresql.run(
        """
        CREATE TABLE users (id int PRIMARY KEY, username text, reseller_id int, created date);
        CREATE TABLE accounts (id int PRIMARY KEY, user_id int, plan_id int, deleted timestamptz);
        CREATE TABLE plans (id int PRIMARY KEY, description text);
        CREATE TABLE contacts (user_id int, email text);
        CREATE TABLE unix_users (account_id int, login text, uid int, dir text, server text);
        CREATE TABLE domains (account_id int, name text);
        CREATE TABLE mailboxes (account_id int, full_email text);
        INSERT INTO users VALUES (1, 'res', NULL, '2020-01-01'), (2, 'anna', 1, '2024-05-01');
        INSERT INTO accounts VALUES (1000, 1, 1, NULL), (1001, 2, 1, NULL),
          (1002, 2, 1, '2025-01-01');
        INSERT INTO plans VALUES (1, 'Unix, big');
        INSERT INTO contacts VALUES (2, 'ann@elsewhere.example');
        INSERT INTO unix_users VALUES (1001, 'u1001', 2001, '/hsphere/local/home/u1001', 'web1'),
          (1002, 'u1002', 2002, '/hsphere/local/home/u1002', 'web1');
        INSERT INTO domains VALUES (1001, 'shop.example');
        INSERT INTO mailboxes VALUES (1001, 'anna@shop.example');
        """);
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
  }

  private static Listing read(String query, Duration deadline) throws Exception {
    return SqlAccounts.read(
        new SourceSettings.Sql(
            new DatabaseSettings(
                postgresql.url(),
                "weir",
                Optional.of(folder.resolve("password")),
                Optional.empty()),
            query,
            Optional.empty()),
        Known.NOTHING,
        deadline);
  }

  private static Listing read(String query) throws Exception {
    return read(query, Duration.ofSeconds(20));
  }

  /// The block of the manual that follows a heading.
  private static String query() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/manual/directory.md"));
    int heading = page.indexOf("### A panel's tables in PostgreSQL");
    int begin = page.indexOf("```sql\n", heading) + "```sql\n".length();
    assertThat(heading).isPositive();
    return page.substring(begin, page.indexOf("```", begin));
  }

  @Test
  void theQueryOfTheManualTellsWhoHasWhat() throws Exception {
    Listing listing = read(query());
    assertThat(listing.accounts())
        .extracting(Account::id)
        .as("one that was deleted is not there")
        .containsExactlyInAnyOrder("1000", "1001");
    Account anna =
        listing.accounts().stream().filter(it -> it.id().equals("1001")).findFirst().orElseThrow();
    assertThat(anna.name()).isEqualTo("anna");
    assertThat(anna.reseller()).hasValue("1000");
    assertThat(anna.plan()).hasValue("Unix, big");
    assertThat(anna.contact()).hasValue("ann@elsewhere.example");
    assertThat(listing.holdings())
        .extracting(Listing.Holding::identity)
        .contains(
            new Identity.LocalUser("web1", 2001),
            new Identity.LocalName("web1", "u1001"),
            new Identity.Script("web1", "/hsphere/local/home/u1001"),
            new Identity.Login("anna@shop.example"));
    assertThat(listing.strange()).isZero();
  }

  @Test
  void aQueryThatCannotBeIsTold() {
    assertThatThrownBy(() -> read("SELECT 1 AS colour")).hasMessageContaining("no such column");
    assertThatThrownBy(() -> read("SELECT 'a' AS login")).hasMessageContaining("column account");
    assertThatThrownBy(() -> read("SELECT broken")).isInstanceOf(SourceFailed.class);
    assertThatThrownBy(() -> read("SELECT '' AS account")).hasMessageContaining("empty key");
    assertThatThrownBy(() -> read("CREATE TABLE x AS SELECT 'a' AS account"))
        .hasMessageContaining("read-only");
  }

  @Test
  void aQueryThatLastsIsEnded() {
    assertThatThrownBy(() -> read("SELECT pg_sleep(600)::text AS account", Duration.ofSeconds(1)))
        .isInstanceOf(SourceFailed.class);
  }

  @Test
  void manyRowsAreReadSomeAtATime() throws Exception {
    Listing listing =
        read(
            "SELECT 'c' || n / 10 AS account, 'u' || n || '@x.example' AS login FROM"
                + " generate_series(1, 30000) n");
    assertThat(listing.holdings()).hasSize(30_000);
  }
}
