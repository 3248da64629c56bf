package weir.cli.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;

class ReplayRulesTest {
  private static final String RULES =
      """
      [rules.many]
      of = "script"
      when = "messages_1h >= 3"
      says = "{messages_1h} messages in an hour"

      [rules.usual]
      of = "script"
      when = "recipients_1h > 3 * usual_any_1h"
      says = "unusual"
      """;

  @TempDir private Path folder;

  private Path web1;
  private Path web2;

  /// Messages of one user, one a minute.
  private static String messages(String host, int uid, int hour, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(
          """
          Nov 22 %2$02d:%3$02d:00 %1$s postfix/pickup[1]: %4$X: uid=%5$d from=<web@example.com>
          Nov 22 %2$02d:%3$02d:00 %1$s postfix/qmgr[3]: %4$X: from=<web@example.com>, size=99, nrcpt=2 (queue active)
          Nov 22 %2$02d:%3$02d:01 %1$s postfix/smtp[4]: %4$X: to=<b@example.org>, relay=mx[192.0.2.9]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (250 ok)
          Nov 22 %2$02d:%3$02d:01 %1$s postfix/smtp[4]: %4$X: to=<c@example.org>, relay=mx[192.0.2.9]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (250 ok)
          Nov 22 %2$02d:%3$02d:02 %1$s postfix/qmgr[3]: %4$X: removed
          """
              .formatted(host, hour, i, 0xABCDE00000L + uid * 1_000 + hour * 60 + i, uid));
    }
    return text.toString();
  }

  @BeforeEach
  void write() throws IOException {
    web1 = folder.resolve("web1.log");
    web2 = folder.resolve("web2.log");
    Files.writeString(web1, messages("web1", 2001, 8, 5) + messages("web1", 2002, 9, 2));
    Files.writeString(web2, messages("web2", 2003, 7, 4) + messages("web2", 2003, 10, 4));
    for (Path log : new Path[] {web1, web2}) {
      Files.setLastModifiedTime(log, FileTime.from(Instant.parse("2026-11-23T00:00:00Z")));
    }
    Files.writeString(folder.resolve("limits.toml"), RULES);
  }

  private Here.Ran run(String rules, String... more) {
    String[] words = new String[more.length + 7];
    words[0] = "replay";
    words[1] = web1.toString();
    words[2] = web2.toString();
    words[3] = "--time-zone";
    words[4] = "UTC";
    words[5] = "--rules";
    words[6] = rules;
    System.arraycopy(more, 0, words, 7, more.length);
    return Here.in(folder).run(words);
  }

  private String file() {
    return folder.resolve("limits.toml").toString();
  }

  @Test
  void whoWouldHaveBeenStoppedIsShownOfEachRule() {
    Here.Ran ran = run(file());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .isEqualToNormalizingNewlines(
            """
            75 lines of 2 files read: 15 messages to 30 recipients, 0 % of them a customer's

            many: 2 scripts, 3 alarms
              SCRIPT                    FIRST ALARM           MESSAGES  RECIPIENTS  LATER  ALARMS  SAID
              web1:uid 2001 (nobody's)  2026-11-22 08:02:00Z  3         6           4      1       3 messages in an hour
              web2:uid 2003 (nobody's)  2026-11-22 07:02:00Z  3         6           10     2       3 messages in an hour

            MESSAGES and RECIPIENTS: of the day until the first alarm. LATER: recipients of the day after it, whom a response could have spared.

            No alarm by usual.

            What is usual for a sender is known after two weeks of its mail. Until then it is asked for in vain by usual.
            """);
  }

  @Test
  void thatNobodysMailIsNoAccountsIsSaid() throws IOException {
    Files.writeString(folder.resolve("limits.toml"), RULES.replaceFirst("script", "account"));
    assertThat(run(file()).out())
        .contains("No message is known to be an account's, so that nothing is seen by many");
  }

  @Test
  void fewerCanBeShown() {
    assertThat(run(file(), "--limit", "1").out())
        .contains("web1:uid 2001")
        .doesNotContain("web2:uid 2003")
        .contains("  1 more (--limit)");
  }

  @Test
  void scriptsGetAllOfIt() {
    assertThat(run(file(), "--json").out())
        .contains(
            "\"rules\":[{\"name\":\"many\",\"of\":\"script\",\"acts\":false,\"up_to\":\"notify\"")
        .contains("\"alarms\":3,\"freed\":0,\"senders\":2")
        .contains("\"who\":\"web2:uid 2003\"")
        .contains(
            "\"first\":\"2026-11-22T07:02:00Z\",\"messages\":3,\"recipients\":6,\"later\":10");
  }

  @Test
  void whoIsExemptedIsNotShown() throws IOException {
    Files.writeString(
        folder.resolve("limits.toml"),
        RULES
            + """
            [exemptions.cron]
            script = "web2:uid 2003"
            rules = ["many"]
            owner = "Ute"
            reason = "reports"
            until = 2027-01-01
            """);
    assertThat(run(file()).out())
        .contains("many: 1 script, 1 alarm; 2 times for who is exempted")
        .doesNotContain("web2:uid 2003");
  }

  @Test
  void rulesAboutAccountsGoByTheDirectory() throws IOException {
    Files.createDirectories(folder.resolve("directory"));
    Files.writeString(folder.resolve("panel.csv"), "");
    Files.writeString(
        folder.resolve("directory.toml"),
        "sources.panel = {type = \"csv\", file = \"panel.csv\"}\n");
    Files.writeString(
        folder.resolve("directory/panel.csv"),
        """
        weir-directory-1,2026-11-22T00:00:00Z
        ann,Ann,,small,2026-11-20T00:00:00Z,,,,,,,,,,,,,,,,,
        bob,Bob,,large,2026-11-20T00:00:00Z,,,,,,,,,,,,,,,,,
        ann,,,,,,,,,,web1,2001,,,,,,,,,,
        bob,,,,,,,,,,web2,2003,,,,,,,,,,
        end
        """);
    Files.writeString(
        folder.resolve("limits.toml"),
        """
        [rules.new-and-many]
        of = "account"
        when = "account_age_days < 7 && messages_1h >= 3"
        says = "{account_age_days} days old"

        [rules.small]
        of = "script"
        when = "plan == 'small' && messages_1h >= 3"
        says = "too much for its plan"
        """);
    assertThat(run(file()).out())
        .contains("new-and-many: 2 accounts, 3 alarms")
        .containsPattern("(?m)^  ann +2026-11-22 08:02:00Z .* 2 days old$")
        .containsPattern("(?m)^  bob +2026-11-22 07:02:00Z .* 2 days old$")
        .contains("small: 1 script, 1 alarm", "web1:uid 2001 (ann)");
  }

  @Test
  void countriesAreThoseOfTheOperatorsTable() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      text.append(
          """
          Nov 22 08:0%1$d:00 mx1 postfix/smtpd[9]: ABCDE0000%1$d: client=unknown[198.51.100.%2$d], sasl_method=PLAIN, sasl_username=anna@shop.example
          Nov 22 08:0%1$d:01 mx1 postfix/qmgr[3]: ABCDE0000%1$d: from=<anna@shop.example>, size=99, nrcpt=1 (queue active)
          Nov 22 08:0%1$d:02 mx1 postfix/qmgr[3]: ABCDE0000%1$d: removed
          """
              .formatted(i, i % 2 == 0 ? 1 : 200));
    }
    Files.writeString(web1, text);
    Files.setLastModifiedTime(web1, FileTime.from(Instant.parse("2026-11-23T00:00:00Z")));
    Files.writeString(
        folder.resolve("limits.toml"),
        """
        [rules.two-countries]
        of = "login"
        when = "countries_1h >= 2"
        says = "{countries_1h} countries"
        """);
    assertThat(run(file()).out()).contains("No alarm by two-countries.");
    Files.writeString(
        folder.resolve("countries.csv"), "198.51.100.0/25,DE\n198.51.100.128/25,FR\n");
    assertThat(run(file()).out())
        .containsPattern("anna@shop.example .*2026-11-22 08:01:01Z .* 2 countries");
    Files.writeString(folder.resolve("countries.csv"), "nonsense,DE\n");
    assertThat(run(file()).err()).contains("no countries are known: ");
  }

  @Test
  void aReadySetIsKnownByItsName() {
    assertThat(run("csf-style").out()).contains("No alarm by script-alert, login-relay.");
  }

  @Test
  void rulesThatCannotBeReadAreSaidBeforeTheLogsAreRead() throws IOException {
    assertThat(run("csf-stile").status()).isEqualTo(78);
    assertThat(run("csf-stile").err())
        .contains("there is no file csf-stile", "did you mean csf-style?");
    Files.writeString(folder.resolve("limits.toml"), "[rules.many]\nof = 'scrpt'\n");
    Here.Ran ran = run(file());
    assertThat(ran.status()).isEqualTo(78);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("limits.toml:2:1: rules.many.of: ").contains("\"script\"");
  }
}
