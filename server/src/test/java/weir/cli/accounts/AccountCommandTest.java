package weir.cli.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;

class AccountCommandTest {
  @TempDir private Path folder;

  @Test
  void whatItSentIsShownByWhatDayByDayAndLatest() throws SQLException {
    new Sent()
        .login("shop", "anna@shop.example", "203.0.113.9", Duration.ofDays(1), 2)
        .uid("shop", 2001, Duration.ofMinutes(3), 1)
        .uid("club", 2002, Duration.ofMinutes(3), 5)
        .keep(folder);
    Here.Ran ran = Here.in(folder).run("account", "shop", "-n", "2");

    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .isEqualToNormalizingNewlines(
            """
            shop, since 2026-11-18 09:00:00Z: 3 messages to 9 recipients

            By what
            WHO                      BY             MESSAGES  RECIPIENTS  QUEUED  BOUNCED  SURE     FROM
            login anna@shop.example  submission     2         6           2       50 %     certain  203.0.113.0/24
            uid 2001 on web1         local program  1         3           1       50 %     strong   web1

            Day by day
            DAY         MESSAGES  RECIPIENTS
            2026-11-25  1         3
            2026-11-24  2         6

            Latest
            CAME                  HOST  ID  SENDER          RECIPIENTS  NOW           SUBJECT
            2026-11-25 08:57:00Z  web1  A3  a@shop.example  3           queued for 1  Offer 3 \\u001b[31mred
            2026-11-24 09:00:00Z  web1  A2  a@shop.example  3           queued for 1  Offer 2 \\u001b[31mred
            """);
  }

  @Test
  void whatTheDirectorySaysOfItStandsBeforeIt() throws SQLException, IOException {
    new Sent().uid("shop", 2001, Duration.ofMinutes(3), 2).keep(folder);
    Files.createDirectories(folder.resolve("directory"));
    Files.writeString(
        folder.resolve("directory/panel.csv"),
        """
        weir-directory-1,2026-11-25T08:00:00Z
        shop,Anna's shop,17,business,2024-11-25,,ann@elsewhere.example,de,yes,,,,,,,,,,,,,
        bare,bare,,,,,,,,,,,,,,,,,,,,
        shop,,,,,,,,,anna@shop.example,,,,,,,,,,,,
        shop,,,,,,,,,,web1,2001,,,,,,,,2026-06-01T00:00:00Z,,
        shop,,,,,,,,,,web1,1999,,,,,,,,,2026-06-01T00:00:00Z,
        end
        """);
    Files.writeString(folder.resolve("panel.csv"), "");
    Files.writeString(
        folder.resolve("directory.toml"),
        "sources.panel = {type = \"csv\", file = \"panel.csv\"}\n");
    assertThat(Here.in(folder).run("account", "shop").out())
        .startsWith(
            "Anna's shop, plan business, sold by 17, contact ann@elsewhere.example, language de, customer for 730 days, protected: no automatic response touches it\n\n")
        .contains(
            """
            HAS                      SINCE                 UNTIL
            login anna@shop.example  -                     still
            uid 2001 on web1         2026-06-01 00:00:00Z  still
            uid 1999 on web1         -                     2026-06-01 00:00:00Z

            shop, since\
            """);
    assertThat(Here.in(folder).run("account", "shop", "--identities", "1").out())
        .contains("login anna@shop.example", "\n2 more of 3 (--identities 3)\n")
        .doesNotContain("uid 1999");
    assertThat(Here.in(folder).run("account", "bare").out())
        .isEqualToNormalizingNewlines(
            """
            bare, no plan, no contact outside

            The directory knows of no login, user, path or network of it.

            """);
    assertThat(Here.in(folder).run("account", "shop", "--json").out().lines())
        .hasSize(3)
        .first()
        .asString()
        .isEqualTo(
            "{\"directory\":{\"id\":\"shop\",\"name\":\"Anna's shop\",\"reseller\":\"17\",\"plan\":\"business\",\"since\":\"2024-11-25T00:00:00Z\",\"until\":null,\"contact\":\"ann@elsewhere.example\",\"language\":\"de\",\"is_protected\":true},\"identities\":3,\"has\":[{\"identity\":\"login anna@shop.example\",\"from\":null,\"to\":null},{\"identity\":\"uid 2001 on web1\",\"from\":\"2026-06-01T00:00:00Z\",\"to\":null},{\"identity\":\"uid 1999 on web1\",\"from\":null,\"to\":\"2026-06-01T00:00:00Z\"}]}");
  }

  @Test
  void ofOneThatTheDirectoryDoesNotHaveTheNearestNameIsSaidAndNoOtherNumber() throws IOException {
    Files.createDirectories(folder.resolve("directory"));
    Files.writeString(
        folder.resolve("directory/panel.csv"),
        """
        weir-directory-1,2026-11-25T08:00:00Z
        club,club,,,,,,,,,,,,,,,,,,,,
        1001,1001,,,,,,,,,,,,,,,,,,,,
        end
        """);
    Files.writeString(folder.resolve("panel.csv"), "");
    Files.writeString(
        folder.resolve("directory.toml"),
        "sources.panel = {type = \"csv\", file = \"panel.csv\"}\n");
    Here.Ran ran = Here.in(folder).run("account", "Club");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("has no account \"Club\"; did you mean club?");
    assertThat(Here.in(folder).run("account", "1002").err()).contains("no account \"1002\"\n");
    assertThat(Here.in(folder).run("account", "club").err()).doesNotContain("has no account");
  }

  @Test
  void ofOneThatSentNothingLatelyItIsSaidWhenItDid() throws SQLException {
    new Sent().uid("shop", 2001, Duration.ofDays(20), 1).keep(folder);
    Here.Ran ran = Here.in(folder).run("account", "shop");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("its last one came at 2026-11-05 09:00:00Z");
    assertThat(Here.in(folder).run("account", "nobody").err()).contains("nor before");
  }

  @Test
  void asJsonEachMessageIsALine() throws SQLException {
    new Sent().uid("shop", 2001, Duration.ofMinutes(3), 2).keep(folder);
    assertThat(Here.in(folder).run("account", "shop", "--json").out().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("\"account\":\"shop\"", "\"uid\":2001"));
  }
}
