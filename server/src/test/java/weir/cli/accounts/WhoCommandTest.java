package weir.cli.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.observation.Origin;

class WhoCommandTest {
  private static final Duration NOW = Duration.ofMinutes(3);
  private static final Duration LAST_WEEK = Duration.ofDays(7);

  @TempDir private Path folder;

  @Test
  void whoSentMostComesFirstBesideWhatIsUsualForIt() throws SQLException {
    new Sent()
        .login("club", "bob@club.example", "198.51.100.7", LAST_WEEK, 2_016)
        .login("club", "bob@club.example", "198.51.100.7", NOW, 1)
        .login("shop", "anna@shop.example", "203.0.113.9", NOW, 3)
        .login("shop", "anna@shop.example", "198.51.100.9", NOW, 1)
        .uid("", 33, NOW, 2)
        .keep(folder);
    Here.Ran ran = Here.in(folder).run("who");

    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .isEqualToNormalizingNewlines(
            """
            2026-11-25 08:50:00Z to 2026-11-25 09:00:00Z: 7 messages to 21 recipients, 71 % of them a customer's

            ACCOUNT   WHO                      BY             RECIPIENTS  USUAL  MESSAGES  QUEUED  BOUNCED  SURE
            shop      login anna@shop.example  submission     12          0      4         4       50 %     certain
              from 198.51.100.0/24 and 1 more   subject 100 %: Offer # \\u001b[#mred
            nobody's  uid 33 on web1           local program  6           0      2         2       50 %     strong
              from web1   subject 100 %: Offer # \\u001b[#mred
            club      login bob@club.example   submission     3           7      1         1       50 %     certain
              from 198.51.100.0/24   subject 100 %: Offer # \\u001b[#mred

            Next: weir account shop
            """);
  }

  @Test
  void theFolderOrScriptIsShownAndNoLineIsLongerThanATerminal() throws SQLException {
    String deep = "/home/shop/www/" + "wp-content/".repeat(9) + "plugins";
    String login = "a.very.long.name.of.somebody.who@a-very-long-name-of-a-customer.example";
    new Sent()
        .login("customer-with-a-very-long-id-of-its-own", login, "2001:db8:1:2::7", NOW, 1)
        .uid("", 33, NOW, 1)
        .script("33:mail.php")
        .uid("", 33, NOW, 1)
        .startedIn(deep)
        .uid("", 33, NOW, 2)
        .keep(folder);
    String out = Here.in(folder).run("who").out();
    assertThat(out)
        .contains(
            "  from web1   script (a claim) 50 %: …",
            "/wp-content/plugins\n", "  subject 100 %: Offer #")
        .contains(
            "customer-with-a-very-...  login a.very",
            "  account customer-with-a-very-long-id-of-its-own\n",
            "  login " + login + "   from 2001:db8:1:2::/64\n")
        .doesNotContain("mail.php");
    assertThat(out.lines()).allMatch(line -> line.length() <= 120);
    assertThat(Here.in(folder).run("who", "--json").out())
        .contains("\"script\":\"" + deep + "\",\"scripted\":50", "\"script\":null,\"scripted\":0");
  }

  @Test
  void whatTheMessageSaysOfItsScriptIsShownWhereNoFolderIsKnown() throws SQLException {
    new Sent().script("2001:mail.php \u001b[31m").uid("shop", 2001, NOW, 3).keep(folder);
    assertThat(Here.in(folder).run("who").out())
        .contains("  from web1   script (a claim) 100 %: 2001:mail.php \\u001b[31m   subject ");
    assertThat(Here.in(folder).run("account", "shop").out())
        .contains("  script (a claim) 100 %: 2001:mail.php \\u001b[31m\n");
  }

  @Test
  void oneHostAndOneTimeCanBeAskedFor() throws SQLException {
    new Sent().uid("shop", 2001, Duration.ofMinutes(50), 2).keep(folder);
    assertThat(Here.in(folder).run("who", "web1", "--last", "1h").out())
        .contains("uid 2001 on web1");
    Here.Ran other = Here.in(folder).run("who", "web2", "--last", "1h");
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err()).contains("nobody sent anything since 2026-11-25 08:00:00Z");
    assertThat(Here.in(folder).run("who").status()).isEqualTo(1);
    assertThat(Here.in(folder).run("who", "--last", "soon").status()).isEqualTo(2);
  }

  @Test
  void aHostHasAllItsNamesAndOneThatNobodyKnowsIsSaidWithTheNearestOne() throws Exception {
    Files.writeString(
        folder.resolve("hosts.toml"),
        "[hosts.\"web1.example.net\"]\naliases = [\"cp7\"]\n[hosts.web2]\n");
    new Sent().uid("shop", 2001, NOW, 2).keep(folder);
    for (String name : List.of("web1", "web1.example.net", "cp7")) {
      assertThat(Here.in(folder).run("who", name).out()).as(name).contains("uid 2001 on web1");
    }
    Here.Ran quiet = Here.in(folder).run("who", "web2");
    assertThat(quiet.status()).isEqualTo(1);
    assertThat(quiet.err()).contains("nobody sent anything since").doesNotContain("[hosts]");
    Here.Ran unknown = Here.in(folder).run("who", "wbe2");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err())
        .contains("neither [hosts] nor the accounts have a host \"wbe2\"; did you mean web2?");
    assertThat(Here.in(folder).run("who", "somewhere").err())
        .contains("have a host \"somewhere\"\n");
  }

  @Test
  void whatNobodyHereWroteIsNumberedByItself() throws SQLException {
    new Sent()
        .uid("shop", 2001, NOW, 1)
        .of(Origin.INBOUND)
        .uid("", 25, NOW, 2)
        .of(Origin.SYSTEM)
        .uid("", 0, NOW, 1)
        .keep(folder);
    assertThat(Here.in(folder).run("who").out())
        .contains(": 1 messages to 3 recipients, 100 % of them a customer's")
        .contains("Not counted: 2 brought by strangers, 1 of the hosts themselves\n");
    assertThat(Here.in(folder).run("who", "--json").out())
        .contains("\"apart\":{\"inbound\":2,\"system\":1}");
  }

  @Test
  void whereOnlyStrangersBroughtSomethingItIsSaid() throws SQLException {
    new Sent().of(Origin.INBOUND).uid("", 25, NOW, 2).keep(folder);
    Here.Ran ran = Here.in(folder).run("who");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .contains("nobody sent anything since")
        .contains("; not counted: 2 brought by strangers");
  }

  @Test
  void asJsonItIsOneObject() throws SQLException {
    new Sent().uid("shop", 2001, NOW, 2).keep(folder);
    assertThat(Here.in(folder).run("who", "--json").out())
        .contains("\"recipients\":6", "\"account\":\"shop\"", "\"usual\":null");
  }

  @Test
  void whatThisUserMayNotReadIsNotTakenForNothingAndWhoMayIsSaid() throws Exception {
    Here.Ran ran = Here.in(folder.resolve("x".repeat(300))).run("who");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("File name too long").doesNotContain("nothing is known");

    Here.Ran denied =
        Here.in(folder)
            .runBut(
                "whereabouts",
                () -> {
                  throw new AccessDeniedException("/var/lib/weir/passages.db");
                },
                "who");
    assertThat(denied.status()).isEqualTo(1);
    assertThat(denied.err())
        .isEqualToNormalizingNewlines(
            "weir: /var/lib/weir/passages.db: permission denied; run it as root or as the user of the server\n");
  }

  @Test
  void withoutAServerThatEverRanItIsSaid() {
    Here.Ran ran = Here.in(folder).run("who");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("nothing is known of outgoing mail in ");
  }
}
