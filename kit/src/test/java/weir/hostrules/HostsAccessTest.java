package weir.hostrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.hostrules.HostsAccess.Named;
import weir.net.IpAddress;

class HostsAccessTest {
  private static final HostName NONE = new HostName.None();
  private static final HostName SILENT = new HostName.Unknown(List.of(), "timeout");
  private static final HostName FORGED = new HostName.Paranoid(List.of("mail.example.com"));
  private static final Map<String, String> FILES =
      Map.of("/etc/bad", "10.9. evil.example\n [2001:db8::]/32  .bad.example");

  private static HostsAccess access(String allow, String deny) {
    return HostsAccess.parse(
        new Named("hosts.allow", allow),
        new Named("hosts.deny", deny),
        path -> Optional.ofNullable(FILES.get(path)));
  }

  private static Client client(String address) {
    return Client.of(IpAddress.parse(address).orElseThrow(), NONE);
  }

  private static Client named(String address, String name) {
    return client(address).withName(new HostName.Confirmed(name));
  }

  /// Where the winning line stands, `none`, or `?` where the DNS left it open; `+` lets in.
  private static String won(HostsAccess access, Client client) {
    Decision decision = access.decide("smtpd", client);
    return switch (decision) {
      case Decision.Allowed(var rule, var _) -> "+" + rule.place().substring(6);
      case Decision.Denied(var rule, var _) -> "-" + rule.place().substring(6);
      case Decision.NoRule() -> "none";
      case Decision.CouldNotTell(var _, var _) -> "?";
    };
  }

  private static String denied(String clients, Client client) {
    return won(access("", "smtpd: " + clients + "\n"), client);
  }

  @Test
  void theFirstLineOfTheFirstFileThatMatchesDecides() {
    HostsAccess access = access("smtpd: 10.1.\nftpd: ALL\n", "ALL: 10.\nsmtpd: .example.org\n");
    assertThat(won(access, client("10.1.2.3"))).isEqualTo("+allow:1");
    assertThat(won(access, client("10.2.2.3"))).isEqualTo("-deny:1");
    assertThat(won(access, named("192.0.2.1", "mail.example.org"))).isEqualTo("-deny:2");
    assertThat(won(access, client("192.0.2.1"))).isEqualTo("none");
  }

  @Test
  void exceptNestsToTheRight() {
    HostsAccess access = access("", "ALL EXCEPT ftpd: 10. EXCEPT 10.1. EXCEPT 10.1.2.3\n");
    assertThat(won(access, client("10.9.0.1"))).isEqualTo("-deny:1");
    assertThat(won(access, client("10.1.0.1"))).isEqualTo("none");
    assertThat(won(access, client("10.1.2.3"))).isEqualTo("-deny:1");
    assertThat(access.decide("ftpd", client("10.9.0.1"))).isEqualTo(new Decision.NoRule());
  }

  @Test
  void namesAreNoneKnownOrParanoid() {
    assertThat(denied("UNKNOWN", client("10.0.0.1"))).isEqualTo("-deny:1");
    assertThat(denied("PARANOID", client("10.0.0.1"))).isEqualTo("none");
    assertThat(denied("PARANOID", client("10.0.0.1").withName(FORGED))).isEqualTo("-deny:1");
    assertThat(denied("UNKNOWN", client("10.0.0.1").withName(FORGED))).isEqualTo("none");
    assertThat(denied("KNOWN", client("10.0.0.1").withName(FORGED))).isEqualTo("none");
    assertThat(denied("KNOWN", named("10.0.0.1", "a.example"))).isEqualTo("-deny:1");
    assertThat(denied("LOCAL", named("10.0.0.1", "gate"))).isEqualTo("-deny:1");
    assertThat(denied("LOCAL", named("10.0.0.1", "a.example"))).isEqualTo("none");
    assertThat(denied("LOCAL", client("10.0.0.1"))).isEqualTo("none");
    assertThat(denied(".example.com", client("10.0.0.1").withName(FORGED))).isEqualTo("none");
  }

  @Test
  void aDnsFailureDecidesOnlyWhatDoesNotDependOnTheName() {
    assertThat(denied("PARANOID", client("10.0.0.1").withName(SILENT))).isEqualTo("?");
    assertThat(denied("10. PARANOID", client("10.0.0.1").withName(SILENT))).isEqualTo("-deny:1");
    assertThat(denied("192.0.2. [::1]", client("10.0.0.1").withName(SILENT))).isEqualTo("none");
    HostsAccess both = access("smtpd: .example.org: deny\n", "ALL: ALL\n");
    assertThat(won(both, client("10.0.0.1").withName(SILENT))).isEqualTo("-deny:1");
  }

  @Test
  void networksHaveMasksLengthsOrBrackets() {
    assertThat(denied("192.168.0.0/255.255.0.0", client("192.168.9.9"))).isEqualTo("-deny:1");
    assertThat(denied("172.16.0.0/12", client("172.31.0.1"))).isEqualTo("-deny:1");
    assertThat(denied("172.16.0.1/12", client("172.31.0.1"))).isEqualTo("none");
    assertThat(denied("[2001:db8::]/32", client("2001:db8:5::1"))).isEqualTo("-deny:1");
    assertThat(denied("[2001:db8::1]", client("2001:db8::1"))).isEqualTo("-deny:1");
  }

  @Test
  void filesUsersDaemonsAtAddressesAndWildcardsMatch() {
    assertThat(denied("/etc/bad", client("10.9.1.1"))).isEqualTo("-deny:1");
    assertThat(denied("/etc/bad", named("192.0.2.1", "x.Bad.Example"))).isEqualTo("-deny:1");
    assertThat(denied("/etc/bad", client("2001:db8::9"))).isEqualTo("-deny:1");
    assertThat(denied("/etc/none", client("10.9.1.1"))).isEqualTo("none");
    assertThat(denied("ann@10.", client("10.9.1.1").withUser(Optional.of("ann"))))
        .isEqualTo("-deny:1");
    assertThat(denied("ann@10.", client("10.9.1.1"))).isEqualTo("none");
    assertThat(denied("KNOWN@ALL", client("10.9.1.1"))).isEqualTo("none");
    assertThat(denied("*.dsl.?xample", named("192.0.2.1", "a.dsl.example"))).isEqualTo("-deny:1");
    HostsAccess local = access("", "smtpd@192.0.2.25: ALL\n");
    Client there = client("10.0.0.1").withServer(IpAddress.parse("192.0.2.25").orElseThrow());
    assertThat(won(local, there)).isEqualTo("-deny:1");
    assertThat(won(local, client("10.0.0.1"))).isEqualTo("none");
  }

  @Test
  void rulesForAProgramAreThoseThatMayTakeIt() {
    HostsAccess access =
        access(
            "sshd, ftpd: 10.\nsmtp*: 10.\nsmtpd@192.0.2.25: 10.\n",
            "ALL EXCEPT smtpd: 10.\nALL EXCEPT smtpd@192.0.2.25: 10.\n");
    assertThat(access.rulesFor("smtpd"))
        .extracting(Rule::place)
        .containsExactly("hosts.allow:2", "hosts.allow:3", "hosts.deny:2");
    assertThat(access.daemons()).containsExactly("sshd", "ftpd", "smtp*", "smtpd");
    assertThat(access.names("smtpd")).isTrue();
    assertThat(access.names("exim")).isFalse();
  }

  @Test
  void optionsTurnADecisionRoundAndSetVariables() {
    HostsAccess access =
        access(
            "smtpd: 10.1.: setenv RELAYCLIENT: allow\nsmtpd: 10.2. : severity mail.info : deny\n"
                + "smtpd: 10.3.: bogus\nsmtpd: 10.4.: twist /bin/echo 421 no\\: really\n",
            "smtpd: 10.5.: allow\n");
    assertThat(won(access, client("10.1.1.1"))).isEqualTo("+allow:1");
    assertThat(access.rules().getFirst().environment().relayClient()).contains("");
    assertThat(won(access, client("10.2.1.1"))).isEqualTo("-allow:2");
    assertThat(won(access, client("10.3.1.1"))).isEqualTo("-allow:3");
    assertThat(won(access, client("10.4.1.1"))).isEqualTo("-allow:4");
    assertThat(access.rules().get(3).options())
        .containsExactly(new Option.Twist("/bin/echo 421 no: really"));
    assertThat(won(access, client("10.5.1.1"))).isEqualTo("+deny:1");
    assertThat(access.usable()).isFalse();
  }

  @Test
  void linesAreJoinedByABackslashAndEndInANewline() {
    assertThat(won(access("", "smtpd: \\\n 10.\n"), client("10.0.0.1"))).isEqualTo("-deny:1");
    assertThat(won(access("", "# off \\\nsmtpd: 10.\n"), client("10.0.0.1"))).isEqualTo("none");
  }

  @Test
  void aLineThatCannotBeReadEndsTheFileAndKeepsOutWhereItIsTheSecond() {
    assertThat(won(access("smtpd: 10.", "ALL: ALL\n"), client("10.0.0.1"))).isEqualTo("-deny:1");
    assertThat(won(access("", "ftpd: 10."), client("10.0.0.1"))).isEqualTo("-deny:1");
    String tooLong = "smtpd: " + "10. ".repeat(600) + "\n";
    HostsAccess access = access(tooLong + "smtpd: 10.\n", "");
    assertThat(won(access, client("10.0.0.1"))).isEqualTo("none");
    assertThat(access.usable()).isFalse();
  }

  @Test
  void anExceptWithNothingBeforeOrBehindItIsTold() {
    HostsAccess access = access("", "ALL: 10.1.2.3 EXCEPT\nsmtpd: except 10.\nALL EXCEPT: 10.\n");
    assertThat(won(access, client("10.1.2.3"))).isEqualTo("-deny:1");
    assertThat(access.remarks())
        .extracting(Remark::toString)
        .containsExactly(
            "hosts.deny:1: nothing stands behind EXCEPT, so that it excepts nobody",
            "hosts.deny:2: never wins: nothing stands before EXCEPT",
            "hosts.deny:3: nothing stands behind EXCEPT, so that it excepts nobody");
  }

  @Test
  void linesBehindOneThatTakesEverybodyNeverWin() {
    HostsAccess access = access("smtpd: ALL\nsmtpd: 10.\nftpd: 10.\n", "ALL: ALL\nftpd: 10.\n");
    assertThat(access.remarks())
        .extracting(Remark::toString)
        .containsExactly(
            "hosts.allow:2: never wins: hosts.allow:1 takes every client",
            "hosts.deny:2: never wins: hosts.deny:1 takes every client");
  }
}
