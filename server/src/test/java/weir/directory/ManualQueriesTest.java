package weir.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.Identity;

/// The queries and the program of the manual, on tables and files of that form. SQLite stands in
/// for MariaDB: it tells whether they can be read and name columns of ours.
class ManualQueriesTest {
  private static final Path PAGE = Path.of("../docs/manual/directory.md");

  @TempDir Path folder;

  private static String block(String heading, String language) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("```" + language + "\n", page.indexOf("### " + heading + "\n"));
    return page.substring(page.indexOf('\n', begin) + 1, page.indexOf("```", begin + 3));
  }

  private static List<String> rows(String tables, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      for (String each : tables.split(";")) {
        statement.execute(each);
      }
      List<String> all = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(query)) {
        int columns = rows.getMetaData().getColumnCount();
        for (int i = 1; i <= columns; i++) {
          assertThat(Column.of(rows.getMetaData().getColumnLabel(i))).isPresent();
        }
        while (rows.next()) {
          StringBuilder row = new StringBuilder();
          for (int i = 1; i <= columns; i++) {
            row.append(i > 1 ? "," : "").append(rows.getString(i) == null ? "" : rows.getString(i));
          }
          all.add(row.toString());
        }
      }
      return all;
    }
  }

  @Test
  void theQueryForPlesk() throws Exception {
    assertThat(
            rows(
                """
                CREATE TABLE clients (id int, login text, email text, locale text);
                CREATE TABLE domains (id int, name text, cl_id int);
                CREATE TABLE hosting (dom_id int, sys_user_id int);
                CREATE TABLE sys_users (id int, login text, home text);
                CREATE TABLE mail (id int, mail_name text, dom_id int);
                INSERT INTO clients VALUES (7, 'anna', 'ann@elsewhere.example', 'de-DE');
                INSERT INTO domains VALUES (1, 'shop.example', 7);
                INSERT INTO hosting VALUES (1, 3);
                INSERT INTO sys_users VALUES (3, 'shop', '/var/www/vhosts/shop.example');
                INSERT INTO mail VALUES (1, 'info', 1)\
                """,
                block("Plesk", "sql")))
        .containsExactly(
            "7,anna,ann@elsewhere.example,de-DE,,,,",
            "7,,,,shop.example,shop,/var/www/vhosts/shop.example,",
            "7,,,,,,,info@shop.example");
  }

  @Test
  void theQueryForIspconfig() throws Exception {
    assertThat(
            rows(
                """
                CREATE TABLE client (client_id int, contact_name text, parent_client_id int, email text, language text);
                CREATE TABLE sys_group (groupid int, client_id int);
                CREATE TABLE server (server_id int, server_name text);
                CREATE TABLE web_domain (sys_groupid int, server_id int, type text, domain text, system_user text, document_root text);
                CREATE TABLE mail_user (sys_groupid int, login text);
                INSERT INTO client VALUES (7, 'Anna', 2, 'a@b.example', 'de'), (2, 'Res', 0, '', 'en');
                INSERT INTO sys_group VALUES (1, 0), (8, 7);
                INSERT INTO server VALUES (1, 'web1');
                INSERT INTO web_domain VALUES (8, 1, 'vhost', 'shop.example', 'web4', '/var/www/clients/client7/web4');
                INSERT INTO mail_user VALUES (8, 'info@shop.example'), (1, 'admin@provider.example')\
                """,
                block("ISPConfig", "sql")))
        .containsExactly(
            "7,Anna,2,a@b.example,de,,,,,",
            "2,Res,,,en,,,,,",
            "7,,,,,web1,web4,/var/www/clients/client7/web4,shop.example,",
            "7,,,,,,,,,info@shop.example");
  }

  @Test
  void theProgramForHestia() throws Exception {
    Path users = folder.resolve("data/users");
    Files.createDirectories(users.resolve("anna/mail"));
    Files.writeString(
        users.resolve("anna/user.conf"),
        "NAME='Anna'\nPACKAGE='big'\nCONTACT='ann@elsewhere.example'\nLANGUAGE='de'\n");
    Files.writeString(users.resolve("anna/web.conf"), "DOMAIN='shop.example' IP='192.0.2.1'\n");
    Files.writeString(
        users.resolve("anna/mail/shop.example.conf"), "ACCOUNT='info' ALIAS='' MD5='x'\n");
    Path program = folder.resolve("program");
    Files.writeString(program, block("HestiaCP", "sh"));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder builder =
        new ProcessBuilder(program.toString()).redirectOutput(folder.resolve("out").toFile());
    builder.environment().put("HESTIA", folder.toString());
    assertThat(builder.start().waitFor()).isZero();
    Listing listing = Sources.csv(folder.resolve("out"), new ListingBuilder(Optional.of("web1")));
    assertThat(listing.accounts()).extracting(Account::id).containsExactly("anna");
    assertThat(listing.accounts().getFirst().plan()).hasValue("big");
    assertThat(listing.holdings())
        .extracting(Listing.Holding::identity)
        .contains(new Identity.LocalName("web1", "anna"), new Identity.Login("info@shop.example"))
        .hasSize(4);
  }
}
