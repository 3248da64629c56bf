package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

            ACCOUNT   WHO                      BY             RECIPIENTS  USUAL  MESSAGES  QUEUED  BOUNCED  SURE     FROM                        SUBJECT
            shop      login anna@shop.example  submission     12          0      4         4       50 %     certain  198.51.100.0/24 and 1 more  100 %: Offer # \\u001b[#mred
            nobody's  uid 33 on web1           local program  6           0      2         2       50 %     strong   web1                        100 %: Offer # \\u001b[#mred
            club      login bob@club.example   submission     3           7      1         1       50 %     certain  198.51.100.0/24             100 %: Offer # \\u001b[#mred

            Next: weir account shop
            """);
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
  void withoutAServerThatEverRanItIsSaid() {
    Here.Ran ran = Here.in(folder).run("who");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("nothing is known of outgoing mail in ");
  }
}
