package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.check.HostRuleHits;
import weir.check.ReverseNames;
import weir.check.Situation;
import weir.config.SettingsCheck;
import weir.testkit.MapResolver;
import weir.verdict.Attributes;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Finding;
import weir.verdict.Role;

class HostRulesCheckTest {
  private static final Instant READ = Instant.parse("2026-11-25T08:00:00Z");

  @TempDir private Path folder;

  private HostRulesCheck check(String tcprules, String deny, String... zone) {
    String toml =
        "tcprules = \"%s\"\nhosts-deny = \"%s\""
            .formatted(file("tcp.smtp", tcprules), file("hosts.deny", deny));
    HostRulesSettings settings = SettingsCheck.bound(HostRulesSettings.class, toml);
    return new HostRulesCheck(
        settings,
        HostRuleFiles.read(settings),
        new ReverseNames(new MapResolver(zone), false),
        READ);
  }

  private Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static CheckResult looks(HostRulesCheck check, String client) {
    return Situation.of(client).look(check);
  }

  @Test
  void aDenialNamesTheRuleAndWhyItWon() {
    HostRulesCheck check = check(":allow\n192.0.2.:deny\n", "");
    CheckResult.Found found = (CheckResult.Found) looks(check, "192.0.2.1");
    Finding finding = found.findings().getFirst();
    assertThat(finding.id()).isEqualTo("host-denied");
    assertThat(finding.evidence())
        .containsExactly(
            new Evidence("rule", folder.resolve("tcp.smtp") + ":2"),
            new Evidence("its text", "192.0.2.:deny"),
            new Evidence("why this one", "the longest prefix of the address"));
    assertThat(looks(check, "198.51.100.1")).isInstanceOf(CheckResult.Clear.class);
  }

  @Test
  void whoeverOneOfTheFilesDeniesIsOut() {
    HostRulesCheck check = check("192.0.2.:allow,RELAYCLIENT=\"\"\n", "smtpd: 192.0.2.1\n");
    CheckResult denied = looks(check, "192.0.2.1");
    assertThat(((CheckResult.Found) denied).findings())
        .extracting(Finding::id)
        .containsExactly("host-denied");
    assertThat(check.attributes(denied)).isEqualTo(Attributes.NONE);
    assertThat(check.attributes(looks(check, "192.0.2.2")).relay()).isEqualTo(Attributes.Relay.YES);
  }

  @Test
  void aDnsFailureIsUnknownOnlyWhereTheNameDecides() {
    HostRulesCheck check =
        check("=.example.org:deny\n10.:deny\n", "", "1.2.0.192.in-addr.arpa SERVFAIL");
    assertThat(looks(check, "192.0.2.1")).isInstanceOf(CheckResult.Unknown.class);
    assertThat(looks(check, "10.0.0.1")).isInstanceOf(CheckResult.Found.class);
    assertThat(looks(check, "192.0.2.9")).isInstanceOf(CheckResult.Clear.class);
  }

  @Test
  void whetherAClientRelaysIsUnknownWhileItsNameIs() {
    HostRulesCheck check =
        check("=.example.org:allow,RELAYCLIENT=\"\"\n", "", "1.2.0.192.in-addr.arpa SERVFAIL");
    Attributes set = check.attributes(looks(check, "192.0.2.1"));
    assertThat(set.relay()).isEqualTo(Attributes.Relay.UNKNOWN);
    assertThat(set.lists()).isEqualTo(Attributes.Lists.ASKED);
  }

  @Test
  void attributesThatNoNameDecidesAreKnownAtOnce() {
    HostRulesCheck check =
        check("192.0.2.:allow,RBLSMTPD=\"\",DATABYTES=\"9\",TARPITCOUNT=\"2\"\n=.a:deny\n", "");
    Attributes set = check.attributesAtOnce(Situation.of("192.0.2.1").facts());
    assertThat(set.lists()).isEqualTo(Attributes.Lists.SPARED);
    assertThat(set.largestMessage()).hasValue(9);
    assertThat(set.tarpit().orElseThrow().recipients()).isEqualTo(2);
    assertThat(set.tarpit().orElseThrow().delay()).hasSeconds(5);
    assertThat(check.attributes(looks(check, "192.0.2.1"))).isEqualTo(set);
    assertThat(check.attributesAtOnce(Situation.of("198.51.100.1").facts()))
        .isEqualTo(Attributes.NONE);
  }

  @Test
  void nothingButMfcheckOfNoughtSparesTheSendersDomain() {
    HostRulesCheck check =
        check("192.0.2.1:allow,MFCHECK=\"0\"\n192.0.2.2:allow,MFCHECK=\"2\"\n:allow\n", "");
    Attributes set = check.attributes(looks(check, "192.0.2.1"));
    assertThat(set.senderDomain()).isEqualTo(Attributes.SenderDomain.SPARED);
    assertThat(set.evidence()).containsExactly(new Evidence("sender's domain", "not asked about"));
    assertThat(check.attributes(looks(check, "192.0.2.2"))).isEqualTo(Attributes.NONE);
    assertThat(check.attributes(looks(check, "192.0.2.3"))).isEqualTo(Attributes.NONE);
  }

  @Test
  void rulesThatWonAreCountedOnceASessionAndTheOthersStayAtNought() {
    HostRulesCheck check =
        check(
            "=.example.org:deny\n10.:allow\n192.0.2.:allow,RELAYCLIENT=\"\"\n10.1.:deny\n",
            "smtpd: 192.0.2.1\n",
            "3.113.0.203.in-addr.arpa SERVFAIL");
    for (String client : List.of("10.0.0.1", "10.0.0.2", "192.0.2.1", "203.0.113.3")) {
      Situation situation = Situation.of(client);
      check.prepare(situation.facts());
      assertThat(check.attributesAtOnce(situation.facts())).isNotNull();
      situation.look(check);
    }
    HostRuleHits hits = check.hits().orElseThrow();

    assertThat(hits.since()).isEqualTo(READ);
    assertThat(hits.all())
        .extracting(HostRuleHits.Hits::text, HostRuleHits.Hits::won)
        .containsExactly(
            tuple("smtpd: 192.0.2.1", 1L),
            tuple("=.example.org:deny", 0L),
            tuple("10.:allow", 2L),
            tuple("192.0.2.:allow,RELAYCLIENT=\"\"", 1L),
            tuple("10.1.:deny", 0L));
    assertThat(check("", "").hits()).isEmpty();
  }

  @Test
  void onlyStrangersAreLookedAt() {
    HostRulesCheck check = check(":deny\n", "");
    assertThat(check.looksAt(Situation.of("192.0.2.1").facts())).isTrue();
    assertThat(check.looksAt(Situation.of("192.0.2.1", Role.RELAY).facts())).isFalse();
    assertThat(check.looksAt(Situation.of("192.0.2.1").login("ann").facts())).isFalse();
    assertThat(check("", "").looksAt(Situation.of("192.0.2.1").facts())).isFalse();
  }

  @Test
  void mistakesOfAllFilesAreToldAtOnceAndRulesThatNeverWinAreNot() {
    Path rules = file("tcp.smtp", "10.:allow\n10.:deny\n10.1.: deny\nx:allow,Y\n");
    Path deny = file("hosts.deny", "smtpd: 10.: bogus\nsmtpd: 10.");
    String toml = "tcprules = \"%s\"\nhosts-deny = \"%s\"".formatted(rules, deny);
    assertThat(SettingsCheck.mistakes(HostRulesSettings.class, toml))
        .containsExactly(
            "1:1: tcprules: " + rules + ":3: behind the first colon must come allow or deny",
            "1:1: tcprules: " + rules + ":4: a variable is written NAME=\"value\"",
            "2:1: hosts-deny: "
                + deny
                + ":1: \"bogus\" keeps every such client out: there is no option bogus (a command is"
                + " written as spawn COMMAND)",
            "2:1: hosts-deny: "
                + deny
                + ":2: is longer than 2046 characters or has no end of line: every client is kept out");
  }

  @Test
  void aFileThatIsNotThereIsAMistakeAndNotAnEmptyOne() {
    assertThat(SettingsCheck.mistakes(HostRulesSettings.class, "hosts-deny = \"/no/such/file\""))
        .singleElement()
        .asString()
        .startsWith("1:1: hosts-deny: ");
  }
}
