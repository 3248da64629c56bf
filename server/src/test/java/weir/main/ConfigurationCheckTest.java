package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.settings.ConfigurationCheck;

/// What a look at a configuration finds, before anything is started.
class ConfigurationCheckTest {
  @TempDir Path folder;

  private List<String> mistakes(String text) throws IOException {
    Path file = folder.resolve("weir.toml");
    Files.writeString(file, text);
    return ConfigurationCheck.mistakes(file).stream()
        .map(Object::toString)
        .map(mistake -> mistake.replace(file.toString(), "").replace(folder.toString(), ""))
        .toList();
  }

  @Test
  void twoListenersOfOneAddressAreAMistakeAtTheSecond() throws IOException {
    assertThat(
            mistakes(
                """
                host-name = "mx.example.com"
                metrics = "127.0.0.1:2580"
                [listeners.z]
                address = "127.0.0.1:2525"
                [listeners.a]
                address = "127.0.0.1:2525"
                [listeners.every]
                address = "*:2580"
                [listeners.other]
                address = "127.0.0.2:2525"
                [listeners.free-port]
                address = "127.0.0.1:0"
                [listeners.another-free-port]
                address = "127.0.0.1:0"
                """))
        .containsExactly(
            ":6:1: listeners.a.address: 127.0.0.1:2525 is taken: listeners.z.address listens on"
                + " 127.0.0.1:2525",
            ":8:1: listeners.every.address: *:2580 is taken: metrics listens on 127.0.0.1:2580");
  }

  @Test
  void aMapMayNameOnlyHopsAndPoliciesThatThereAre() throws IOException {
    Files.writeString(
        folder.resolve("map"),
        """
        shop.example   hop=nosuch
        blog.example   policy=strikt
        good.example   hop=back policy=strict
        plain.example  policy=default
        """);
    assertThat(
            mistakes(
                """
                host-name = "mx.example.com"
                listeners.mx.address = "127.0.0.1:0"
                hops.back.type = "smtp"
                hops.back.address = "127.0.0.1:9"
                policies.strict.reject-at = 5
                routing.map = "map"
                """))
        .containsExactly(
            ":6:1: routing.map: /map:1: hop=nosuch: there is no [hops.nosuch], there is back",
            ":6:1: routing.map: /map:2: policy=strikt: there is no [policies.strikt], there is default, strict");
  }

  @Test
  void aKeyThatOneOtherTableHasIsLikelyAndOneThatManyHaveIsNot() throws IOException {
    assertThat(
            mistakes(
                """
                host-name = "mx.example.com"
                [checks.relay-probe]
                at = "rcpt"
                [checks.tarpit]
                tcprules = "tcp.smtp"
                """))
        .hasSize(2)
        .anySatisfy(each ->
            assertThat(each)
                .contains("checks.relay-probe.at: unknown key; known here: enabled")
                .doesNotContain("did you mean"))
        .anySatisfy(each ->
            assertThat(each)
                .contains(
                    "checks.tarpit.tcprules: unknown key (did you mean checks.host-rules.tcprules?)"));
  }

  @Test
  void aMistakeInAListOfTextsNamesWhatIsWrong() throws IOException {
    assertThat(
            mistakes(
                """
                host-name = "mx.example.com"
                marking.foreign = ["X-Spam-Flag", "Subject"]
                [checks.dnsbl]
                zones = [{name = "bl.example.org", codes = ["128.0.0.1", "127.0.0.2", "&x"]}]
                """))
        .hasSize(2)
        .anySatisfy(each -> assertThat(each).contains("has \"Subject\"; each must be the name of"))
        .anySatisfy(each ->
            assertThat(each).contains("has \"128.0.0.1\" and \"&x\"; each must be such as"));
  }

  @Test
  void mistakesOfAllKindsAreFoundInOneRound() throws IOException {
    Files.writeString(folder.resolve("taken"), "a file");
    assertThat(
            mistakes(
                """
                host-name = "mx.example.com"
                [listeners.mx]
                address = "127.0.0.1:2525"
                rol = "mx"
                greet-pause = "5 seconds"
                [hops.inner]
                type = "smtp"
                address = "127.0.0.1:2600"
                identity = "xfoward"
                [hops.mailboxes]
                type = "maildir"
                root = "taken/mail"
                [domains."example.com"]
                hop = "iner"
                recipients-file = "nowhere"
                [login]
                passwords = "nobody"
                """))
        .satisfiesExactly(
            each -> assertThat(each).startsWith(":4:1: listeners.mx.rol: unknown key"),
            each -> assertThat(each).startsWith(":5:1: listeners.mx.greet-pause: \"5 seconds\""),
            each -> assertThat(each).startsWith(":9:1: hops.inner.identity: \"xfoward\""),
            each ->
                assertThat(each)
                    .isEqualTo(
                        ":12:1: hops.mailboxes.root: /taken/mail cannot be made: /taken is not a"
                            + " folder"),
            each -> assertThat(each).contains("hop \"iner\" is not defined (did you mean inner?)"),
            each -> assertThat(each).endsWith("recipients-file: no such file: /nowhere"),
            each ->
                assertThat(each)
                    .isEqualTo(":17:1: login.passwords: /nobody cannot be read: no such file"));
  }

  @Test
  void aValueThatCannotBeReadHidesNoConditionBetweenOthers() throws IOException {
    assertThat(
            mistakes(
                """
                host-nam = "mx.example.com"
                metrics = "127.0.0.1:2525"
                [listeners.mx]
                address = "127.0.0.1:2525"
                greet-pause = 5
                [listeners.tls]
                address = "127.0.0.1:2526"
                tls = "implicit"
                [listeners.submission]
                address = "127.0.0.1:2527"
                role = "submission"
                tls = "startls"
                [hops.inner]
                type = "smtp"
                address = "127.0.0.1"
                trusts-us = true
                [domains."example.com"]
                hop = "inner"
                policy = "nosuch"
                recipients = ["a"]
                [routing]
                onward-hop = "inner"
                [policies.strict.findings]
                nosuch = {rejct = true}
                helo-ours = {exempt = ["nobody"]}
                [policies.strict.unknown]
                nocheck = "opn"
                [rules.mine]
                when = "nothing.at.all"
                then = {reject = "yes"}
                [roles]
                mx = "noposuch"
                [checks.greylist]
                delay = "5h"
                retry-window = "1h"
                lifetime = "x"
                """))
        .satisfiesExactly(
            each -> assertThat(each).startsWith(":1:1: host-nam: unknown key"),
            each ->
                assertThat(each).startsWith(":4:1: listeners.mx.address: 127.0.0.1:2525 is taken"),
            each -> assertThat(each).startsWith(":5:1: listeners.mx.greet-pause: "),
            each -> assertThat(each).startsWith(":8:1: listeners.tls.tls: needs a certificate"),
            each ->
                assertThat(each).startsWith(":11:1: listeners.submission.role: submission needs"),
            each -> assertThat(each).startsWith(":12:1: listeners.submission.tls: "),
            each -> assertThat(each).startsWith(":15:1: hops.inner.address: "),
            each -> assertThat(each).contains(".hop: \"inner\" sends on whatever comes from us"),
            each -> assertThat(each).contains(".policy: policy \"nosuch\" is not defined"),
            each -> assertThat(each).contains("findings.nosuch: finding \"nosuch\""),
            each -> assertThat(each).contains("findings.nosuch.rejct: unknown key"),
            each -> assertThat(each).contains("exempt[1]: check or rule \"nobody\""),
            each -> assertThat(each).contains("unknown.nocheck: \"opn\" is not"),
            each -> assertThat(each).startsWith(":29:1: rules.mine.when: "),
            each -> assertThat(each).startsWith(":30:9: rules.mine.then.reject: "),
            each -> assertThat(each).contains("roles.mx: policy \"noposuch\" is not defined"),
            each -> assertThat(each).contains("greylist.delay: must be shorter than"),
            each -> assertThat(each).contains("greylist.lifetime: "));
  }

  @Test
  void nothingIsConcludedFromAValueThatCannotBeRead() throws IOException {
    assertThat(
            mistakes(
                """
                host-name = "mx.example.com"
                tls = true
                login = "logins"
                [listeners.one]
                address = "127.0.0.1"
                [listeners.two]
                address = "127.0.0.1:25"
                tls = "implicit"
                [listeners.three]
                address = "127.0.0.1:26"
                role = "submission"
                [listeners.four]
                address = "127.0.0.1:27"
                role = "mxx"
                bare-line-ends = "normalise"
                [hops.inner]
                address = "127.0.0.1:2600"
                [hops.outer]
                type = "smtp"
                address = "127.0.0.1:2601"
                trusts-us = true
                identity = "xlcient"
                password = "secret"
                login = 5
                tls = "required"
                [domains."example.com"]
                hop = "inner"
                recipients = 5
                [domains."example.org"]
                hop = "outer"
                policy = "odd"
                recipients = ["a"]
                [routing]
                onward-hop = "outer"
                [policies]
                odd = 1
                [policies.strict]
                findings = {"on-block-list/two.example" = {observe = true}}
                reject-at = 2
                [policy]
                tag-at = "3"
                [checks.access]
                allow = ["192.0.2.0"]
                block = ["192.0.2.0/24"]
                [dns]
                servers = [1]
                [[checks.dnsbl.zones]]
                name = "two example"
                [[checks.dnsbl.zones]]
                name = "example.com"
                """))
        .extracting(mistake -> mistake.split(": ")[1])
        .containsExactly(
            "tls",
            "login",
            "listeners.one.address",
            "listeners.four.role",
            "hops.inner.type",
            "hops.outer.identity",
            "hops.outer.login",
            "domains.\"example.com\".recipients",
            "policies.odd",
            "policy.tag-at",
            "dns.servers[1]",
            "checks.dnsbl.zones[1].name");
  }

  @Test
  void theFileToBeginWithHasNoMistakes() throws IOException {
    assertThat(mistakes(new ThisProgram(folder).example())).isEmpty();
  }

  @Test
  void theConfigurationThatIsMeantIsFoundByOneRule() throws IOException {
    Path usual = folder.resolve("usual.toml");
    Path named = Path.of("named.toml");
    ThisProgram plain = new ThisProgram(folder, Optional.empty(), usual);

    assertThat(plain.meant(Optional.empty())).isEmpty();
    Files.writeString(usual, "");
    assertThat(plain.meant(Optional.empty())).contains(usual);
    Files.createDirectories(folder.resolve("var/journal"));
    assertThat(plain.meant(Optional.empty())).isEmpty();
    ThisProgram told = new ThisProgram(folder, Optional.of("/e/weir.toml"), usual);
    assertThat(told.meant(Optional.empty())).contains(Path.of("/e/weir.toml"));
    assertThat(told.meant(Optional.of(named))).contains(named);
  }

  @Test
  void loginsOfTheExampleThatWereLostAreMadeAgain() throws Exception {
    Embedded first = Embedded.prepare(folder, new SecureRandom(), Instant.now());
    Files.delete(folder.resolve("var/logins"));

    assertThat(Embedded.prepare(folder, new SecureRandom(), Instant.now())).isEqualTo(first);
    assertThat(folder.resolve("var/logins")).exists();
  }
}
