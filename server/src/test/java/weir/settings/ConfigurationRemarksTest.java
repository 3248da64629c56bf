package weir.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.config.Mistake;

/// What a look at a configuration warns of although it is no mistake.
class ConfigurationRemarksTest {
  private static final String MX = "[listeners.mx]\naddress = \"127.0.0.1:0\"\n";

  @TempDir Path folder;

  private List<String> remarksOf(String tables) throws IOException {
    Path file = folder.resolve("remarked.toml");
    Files.writeString(file, "host-name = \"mx.example.com\"\n" + tables);
    assertThat(ConfigurationCheck.mistakes(file)).isEmpty();
    return ConfigurationCheck.remarks(file);
  }

  @Test
  void rulesThatNeverWinAreToldAndAreNoMistakes() throws IOException {
    Path rules = Files.writeString(folder.resolve("tcp.smtp"), "10.:allow\n10.:deny\n10.2:deny\n");
    assertThat(remarksOf(MX + "[checks.host-rules]\ntcprules = \"tcp.smtp\"\n"))
        .containsExactly(
            rules + ":2: never wins for 10., which stands in line 1 already",
            rules + ":3: never wins: it is no address, and a prefix would end in a dot");
  }

  @Test
  void aListThatIsKnownToBeDeadIsToldAndIsNoMistake() throws IOException {
    String zones = "zones = [{name = \"dnsbl.sorbs.net\"}, {name = \"bl.example.org\"}]\n";
    assertThat(remarksOf(MX + "[checks.dnsbl]\n" + zones))
        .containsExactly(
            "list dnsbl.sorbs.net is known to be dead: emptied and switched off on 5 June 2024");
  }

  @Test
  void aListWithoutAnEntryAndAnExceptionOfNobodyAreTold() throws IOException {
    Path senders = Files.writeString(folder.resolve("bad-senders"), "# none yet\n\n");
    Path networks = Files.writeString(folder.resolve("networks"), "\n");
    Path deny = Files.writeString(folder.resolve("hosts.deny"), "ALL: 192.0.2.1 EXCEPT\n");
    assertThat(
            remarksOf(
                MX
                    + """
                    [checks.sender-lists]
                    block = [{file = "bad-senders"}, {lines = ["@spam.example"]}]
                    [checks.access]
                    block-files = ["networks"]
                    [checks.host-rules]
                    hosts-deny = "hosts.deny"
                    """))
        .containsExactly(
            deny + ":1: nothing stands behind EXCEPT, so that it excepts nobody",
            "list " + networks + " has no network, so that it finds nobody",
            "list " + senders + " has no entry, so that it finds nobody");
  }

  @Test
  void aListThatIsAskedAsWhatItIsNotIsTold() throws IOException {
    assertThat(
            remarksOf(
                MX
                    + """
                    [checks.dnsbl]
                    zones = [{name = "list.dnswl.org"}, {name = "zen.spamhaus.org"}]
                    [checks.dnswl]
                    zones = [{name = "dbl.spamhaus.org"}, {name = "list.dnswl.org"}]
                    [checks.name-lists]
                    zones = [{name = "zen.spamhaus.org"}, {name = "dbl.spamhaus.org"}]
                    """))
        .containsExactlyInAnyOrder(
            "list list.dnswl.org is an allow list; asked as a block list it refuses whom it vouches for",
            "list dbl.spamhaus.org is a list of names; asked about addresses it says nothing that is true",
            "list zen.spamhaus.org is a list of addresses; asked about names it says nothing");
  }

  @Test
  void thatBouncesAreRefusedIsTold() throws IOException {
    String table = MX + "[checks.null-sender]\nnull-sender-to-many = {reject = true}\n";
    assertThat(remarksOf(table)).isEmpty();
    assertThat(remarksOf(table + "bounce-unasked = {score = 2}\nenabled = true\n"))
        .containsExactly(
            "checks.null-sender.null-sender-to-many refuses bounces, which RFC 2505 section 2.6.1 forbids");
  }

  @Test
  void listenersThatServeNobodyAreTold() throws IOException {
    assertThat(remarksOf("")).containsExactly("no listener is set: nobody can connect");
    Files.writeString(folder.resolve("passwords"), "");
    Files.setPosixFilePermissions(
        folder.resolve("passwords"), PosixFilePermissions.fromString("rw-------"));
    assertThat(remarksOf(MX + "role = \"submission\"\n[login]\npasswords = \"passwords\"\n"))
        .containsExactly(
            "listeners.mx: nobody can log in without a certificate: set [tls] certificate and key");
  }

  @Test
  void aPasswordThatEverybodyCanReadIsToldAndIsNoMistake() throws IOException {
    Path file = folder.resolve("exposed.toml");
    Files.writeString(
        file,
        """
        host-name = "mx.example.com"
        [listeners.mx]
        address = "127.0.0.1:0"
        [hops.back]
        type = "smtp"
        address = "127.0.0.1:10025"
        tls = "required"
        login = "weir"
        password = "secret"
        [domains."example.com"]
        hop = "back"
        recipients = ["ann"]
        """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(ConfigurationCheck.remarks(file)).isEmpty();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(ConfigurationCheck.mistakes(file)).isEmpty();
    assertThat(ConfigurationCheck.remarks(file))
        .containsExactly(file + " holds a secret, and every user here can read it");
  }

  @Test
  void whatIsWarnedOfIsToldBesideMistakesInOtherTables() throws IOException {
    Path file = folder.resolve("both.toml");
    Files.writeString(
        file,
        """
        host-nam = "mx.example.com"
        [listeners.submission]
        address = "127.0.0.1:0"
        role = "submission"
        [hops.back]
        type = "smtp"
        address = "127.0.0.1:9"
        tls = "required"
        login = "weir"
        password = "secret"
        [hops.odd]
        type = "smpt"
        [domains."example.com"]
        hop = "back"
        recipients-file = "nowhere"
        [checks.helo]
        helo-ours = {rejct = true}
        [[checks.dnsbl.zones]]
        name = "dnsbl.sorbs.net"
        [login]
        passwords = "passwords"
        """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(ConfigurationCheck.mistakes(file)).hasSizeGreaterThan(4);
    assertThat(ConfigurationCheck.remarks(file))
        .containsExactly(
            "list dnsbl.sorbs.net is known to be dead: emptied and switched off on 5 June 2024",
            "listeners.submission: nobody can log in without a certificate: set [tls] certificate and key",
            file + " holds a secret, and every user here can read it");
  }

  @Test
  void aMarkOfAnEditorBeforeTheFirstLineHidesNeitherMistakesNorWarnings() throws IOException {
    Path file = folder.resolve("marked.toml");
    Files.writeString(
        file,
        """
        \uFEFFchecks = {dnsbl = {zones = [{name = "dnsbl.sorbs.net"}]}, helo = {att = "rcpt"}}
        host-name = "mx.example.com"
        listeners.mx.address = "127.0.0.1:0"
        """);
    assertThat(ConfigurationCheck.mistakes(file).stream().map(Mistake::toString))
        .containsExactly(file + ":1:67: checks.helo.att: unknown key (did you mean at?)");
    assertThat(ConfigurationCheck.remarks(file))
        .containsExactly(
            "list dnsbl.sorbs.net is known to be dead: emptied and switched off on 5 June 2024");

    String more = "tls = {certificate = \"gone\", key = \"gone\"}\nhop = 5\n";
    Files.writeString(file, more);
    List<Mistake> mistakes = ConfigurationCheck.mistakes(file);
    assertThat(mistakes.stream().map(Mistake::key)).contains("tls", "hop");
    Files.writeString(file, "\uFEFF" + more);
    assertThat(ConfigurationCheck.mistakes(file)).isEqualTo(mistakes);
  }

  @Test
  void ofATableWithAMistakeNothingIsConcluded() throws IOException {
    Path file = folder.resolve("doubtful.toml");
    String tls = "tls = {certificate = 5, key = 'key'}\n";
    String rest =
        """
        host-name = "mx.example.com"
        listeners.submission = {address = "127.0.0.1:0", role = "submission"}
        login.passwords = "passwords"
        checks.null-sender = {enabled = true, null-sender-to-many = {reject = true}, at = 5}
        """;
    Files.writeString(folder.resolve("passwords"), "");
    Files.setPosixFilePermissions(
        folder.resolve("passwords"), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, tls + rest);
    assertThat(ConfigurationCheck.remarks(file)).isEmpty();

    Files.writeString(file, "hops = 5\n" + rest);
    assertThat(ConfigurationCheck.remarks(file))
        .containsExactly(
            "listeners.submission: nobody can log in without a certificate: set [tls] certificate and key");
  }

  /// As a customer's program could write into syslog in the mail server's name.
  @Test
  void whatAHostDoesWhoseSyslogIsReadIsAskedFor() throws IOException {
    String traced = MX + "[complaints.abuse]\ntype = \"maildir\"\npath = \"/var/mail/abuse\"\n";
    String syslog = "[logs.mail]\nfile = \"/var/log/mail.log\"\n";
    assertThat(remarksOf(traced + syslog))
        .singleElement()
        .asString()
        .startsWith("logs.mail: it is not said what mx.example.com does")
        .contains("[hosts.mx]");
    assertThat(remarksOf(traced + syslog + "host = \"web1\"\n")).hasSize(1);
    String roles = "[hosts.mx]\nroles = [\"web\"]\n";
    for (String quiet :
        List.of(
            MX + syslog,
            traced + syslog + roles,
            traced + "[logs.mail]\njournal = true\n",
            traced + "[logs.exim]\nserver = \"exim\"\nfile = \"/var/log/exim4/mainlog\"\n")) {
      assertThat(remarksOf(quiet)).as(quiet).isEmpty();
    }
  }

  /// As a program on the gateway's machine could hand out a customer's header, token and all.
  @Test
  void whatElseTheMachineDoesIsAskedForWhereComplaintsAreTraced() throws IOException {
    Files.writeString(folder.resolve("passwords"), "");
    Files.setPosixFilePermissions(
        folder.resolve("passwords"), PosixFilePermissions.fromString("rw-------"));
    String out = MX + "role = \"submission\"\n[login]\npasswords = \"passwords\"\n";
    String complaints = "[complaints.abuse]\ntype = \"maildir\"\npath = \"/var/mail/abuse\"\n";
    assertThat(remarksOf(out + complaints))
        .anyMatch(remark ->
            remark.startsWith("hosts: it is not said what else this machine does")
                && remark.contains("[hosts.mx]"));
    for (String quiet :
        List.of(
            out + complaints + "[hosts.mx]\nroles = [\"mail\"]\n",
            out + complaints + "[hosts.gate]\naliases = [\"mx.example.com\"]\nroles = [\"web\"]\n",
            MX + complaints,
            out)) {
      assertThat(remarksOf(quiet)).noneMatch(remark -> remark.startsWith("hosts:"));
    }
    assertThat(remarksOf(out + complaints + "[hosts.mx9]\nroles = [\"mail\"]\n"))
        .as("another machine")
        .anyMatch(remark -> remark.startsWith("hosts:"));
  }
}
