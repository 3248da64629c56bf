package weir.cli.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.limits.ReadySet;

class LimitsCommandTest {
  private static final String RULES =
      """
      [rules.burst]
      of = "login"
      when = "recipients_1h > 50 &&\\n recipients_1h > 5 * usual_1h"
      says = "{recipients_1h} recipients in an hour"
      mode = "act"
      up-to = "deny-login"

      [rules.many]
      of = "account"
      when = "recipients_1d > 500"
      says = "{recipients_1d} recipients in a day"

      [exemptions.newsletter]
      account = "shop"
      rules = ["many", "burst"]
      owner = "Ute"
      reason = "the newsletter"
      until = 2026-11-01
      """;

  @TempDir private Path folder;

  private Here.Ran check(String text, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("l.toml"), text);
    String[] words = new String[more.length + 3];
    words[0] = "limits";
    words[1] = "check";
    words[2] = file.toString();
    System.arraycopy(more, 0, words, 3, more.length);
    return Here.in(folder).run(words);
  }

  @Test
  void whatRulesMeanIsSaidInWords() throws IOException {
    Here.Ran ran = check(RULES);
    assertThat(ran.status()).isZero();
    assertThat(ran.out().substring(ran.out().indexOf("l.toml")))
        .isEqualToNormalizingNewlines(
            """
            l.toml: no mistakes

            burst: looks at each login, and may lead to responses up to deny-login
              when recipients_1h > 50 && recipients_1h > 5 * usual_1h
              says {recipients_1h} recipients in an hour
              Of senders without two weeks of history it cannot tell what is usual.
              recipients_1h  recipients of all messages, in an hour
              usual_1h       recipients that are usual at this hour of the week

            many: looks at each account, and observes: staff are told, and nothing else happens
              when recipients_1d > 500
              says {recipients_1d} recipients in a day
              recipients_1d  recipients of all messages, in a day

            EXEMPTION   OF            RULES        OWNER  UNTIL                 REASON
            newsletter  account shop  burst, many  Ute    2026-11-01 00:00:00Z  the newsletter
            newsletter has expired and does nothing; Ute answers for it
            """);
  }

  @Test
  void everyMistakeIsSaidWithItsPlace() throws IOException {
    Here.Ran ran = check("[rules.many]\nof = 'acount'\nwhen = 'recipients_1h >'\n");
    assertThat(ran.status()).isEqualTo(78);
    assertThat(ran.out())
        .contains("l.toml:2:1: rules.many.of: ")
        .contains("(did you mean \"account\"?)")
        .contains("l.toml:3:1: rules.many.when: at its end: ")
        .contains("says")
        .endsWith("3 mistakes\n");
  }

  @Test
  void scriptsGetAllOfIt() throws IOException {
    assertThat(check(RULES, "--json").out())
        .contains("\"mistakes\":[]")
        .contains("\"name\":\"burst\",\"of\":\"login\"")
        .contains("\"acts\":true,\"up_to\":\"deny-login\",\"needs_history\":true")
        .contains("\"until\":\"2026-11-01T00:00:00Z\",\"expired\":true");
    assertThat(check("x", "--json").out()).contains("\"line\":1").contains("\"rules\":[]");
  }

  @Test
  void aFileThatIsNotThereIsAMistake() {
    Here.Ran ran = Here.in(folder).run("limits", "check", folder.resolve("no.toml").toString());
    assertThat(ran.status()).isEqualTo(78);
    assertThat(ran.out()).contains("no.toml");
  }

  @Test
  void aFileWithoutRulesLooksForNothing() throws IOException {
    assertThat(check("").out()).contains("There is no rule in it: nothing is looked for.");
  }

  @Test
  void theReadySetsAreListed() {
    Here.Ran ran = Here.in(folder).run("limits", "list");
    for (ReadySet set : ReadySet.values()) {
      assertThat(ran.out()).containsPattern("(?m)^" + set.word() + " +\\d+ ");
    }
    assertThat(Here.in(folder).run("limits", "list", "--json").out())
        .contains("{\"name\":\"csf-style\",\"rules\":2,");
  }

  @Test
  void aReadySetIsPrintedAsAFileToStartFrom() throws IOException {
    Here.Ran ran = Here.in(folder).run("limits", "show", "cpanel-style");
    assertThat(ran.out()).isEqualTo(ReadySet.CPANEL_STYLE.text());
    assertThat(check(ran.out()).status()).isZero();
  }

  @Test
  void aSetThatIsNoneIsSaid() {
    Here.Ran ran = Here.in(folder).run("limits", "show", "csf");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("no set of limits is called csf");
    assertThat(Here.in(folder).run("limits", "show", "cpanel-stile").err())
        .contains("did you mean cpanel-style?");
  }
}
