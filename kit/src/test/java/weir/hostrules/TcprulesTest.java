package weir.hostrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;

class TcprulesTest {
  private static final HostName NONE = new HostName.None();

  private static Tcprules rules(String... lines) {
    return Tcprules.parse("rules", String.join("\n", lines) + "\n");
  }

  private static Client client(String address) {
    return Client.of(IpAddress.parse(address).orElseThrow(), NONE);
  }

  private static Client named(String address, String name) {
    return client(address).withName(new HostName.Confirmed(name));
  }

  /// The line that wins, 0 where none does, -1 where the DNS left it open.
  private static int line(Tcprules rules, Client client) {
    Decision decision = rules.decide(client);
    return decision instanceof Decision.CouldNotTell
        ? -1
        : decision.winner().map(Rule::line).orElse(0);
  }

  @Test
  void theExampleOfTheManualIsDecidedAsItSays() {
    Tcprules rules = rules("joe@127.0.0.1:allow", "18.23.0.32:allow", ":allow", "127.:allow");
    assertThat(line(rules, client("10.119.75.38"))).isEqualTo(3);
    assertThat(line(rules, client("18.23.0.32"))).isEqualTo(2);
    assertThat(line(rules, client("127.0.0.1").withUser(Optional.of("bill")))).isEqualTo(4);
    assertThat(line(rules, client("127.0.0.1").withUser(Optional.of("joe")))).isEqualTo(1);
  }

  @Test
  void theMoreSpecificRuleWinsWhateverTheOrderOfTheLines() {
    Tcprules rules =
        rules(
            ":deny",
            "=:deny",
            "=.example.org:deny",
            "=.org:deny",
            "10.0.0.0/8:deny",
            "10.1.0.0/16:deny",
            "10.:deny",
            "10.1.:deny",
            "=mail.example.org:deny",
            "10.1.2.3:deny",
            "ann@=mail.example.org:deny",
            "ann@10.1.2.3:deny");
    Client named = named("10.1.2.3", "mail.example.org");
    assertThat(line(rules, named.withUser(Optional.of("ann")))).isEqualTo(12);
    assertThat(line(rules, named("10.1.2.4", "mail.example.org").withUser(Optional.of("ann"))))
        .isEqualTo(11);
    assertThat(line(rules, named)).isEqualTo(10);
    assertThat(line(rules, named("10.1.2.4", "mail.example.org"))).isEqualTo(9);
    assertThat(line(rules, named("10.1.2.4", "other.example.org"))).isEqualTo(8);
    assertThat(line(rules, named("10.2.2.4", "other.example.org"))).isEqualTo(7);
    assertThat(line(rules, named("192.0.2.1", "other.example.org"))).isEqualTo(3);
    assertThat(line(rules, named("192.0.2.1", "example.org"))).isEqualTo(4);
    assertThat(line(rules, named("192.0.2.1", "example.net"))).isEqualTo(2);
    assertThat(line(rules, client("192.0.2.1"))).isEqualTo(1);
  }

  @Test
  void networksAreForBothFamiliesAndTheLongestWins() {
    Tcprules rules =
        rules("10.0.0.0/8:allow", "10.1.2.99/24:deny", "2001:db8::/32:deny", "2001:db8::25:allow");
    assertThat(line(rules, client("10.9.9.9"))).isEqualTo(1);
    assertThat(line(rules, client("10.1.2.3"))).isEqualTo(2);
    assertThat(line(rules, client("2001:db8:1::1"))).isEqualTo(3);
    assertThat(line(rules, client("2001:db8:0::25"))).isEqualTo(4);
    assertThat(rules.usable()).isTrue();
  }

  @Test
  void aMappedAddressIsTheIpv4One() {
    assertThat(line(rules("127.:allow"), client("::ffff:127.0.0.1"))).isEqualTo(1);
    assertThat(line(rules("127.:allow"), client("::1"))).isZero();
  }

  @Test
  void rangesStandForEachOfTheirNumbers() {
    Tcprules rules = rules("1.2.3.0-127:deny", "1.2.3-4.:allow", "9.9.9.250-300:deny");
    assertThat(line(rules, client("1.2.3.127"))).isEqualTo(1);
    assertThat(line(rules, client("1.2.3.128"))).isEqualTo(2);
    assertThat(line(rules, client("1.2.4.9"))).isEqualTo(2);
    assertThat(line(rules, client("1.2.5.9"))).isZero();
    assertThat(line(rules, client("9.9.9.255"))).isEqualTo(3);
  }

  @Test
  void aSuffixIsNotTheNameItself() {
    Tcprules rules = rules("=.example.com:deny");
    assertThat(line(rules, named("192.0.2.1", "example.com"))).isZero();
    assertThat(line(rules, named("192.0.2.1", "a.b.example.com"))).isEqualTo(1);
    assertThat(line(rules, named("192.0.2.1", "A.EXAMPLE.COM."))).isEqualTo(1);
  }

  @Test
  void aNameThatDoesNotLeadBackMatchesNoNameRule() {
    Tcprules rules = rules("=.example.com:allow", ":deny");
    HostName forged = new HostName.Paranoid(List.of("mail.example.com"));
    assertThat(line(rules, client("192.0.2.1").withName(forged))).isEqualTo(2);
  }

  @Test
  void aDnsFailureDecidesOnlyWhatDoesNotDependOnTheName() {
    HostName silent = new HostName.Unknown(List.of(), "timeout");
    Tcprules rules = rules("=.example.com:allow", "10.:deny", ":deny", "192.0.2.7:deny");
    assertThat(line(rules, client("192.0.2.1").withName(silent))).isEqualTo(-1);
    assertThat(line(rules, client("10.0.0.1").withName(silent))).isEqualTo(2);
    assertThat(line(rules, client("192.0.2.7").withName(silent))).isEqualTo(4);
    assertThat(line(rules("=a:deny", ":deny"), client("192.0.2.1").withName(silent))).isEqualTo(2);
    assertThat(line(rules("=a:allow"), client("192.0.2.1").withName(silent))).isZero();
    HostName halfKnown = new HostName.Unknown(List.of("a.example.net"), "timeout");
    assertThat(line(rules, client("192.0.2.1").withName(halfKnown))).isEqualTo(3);
  }

  @Test
  void variablesAreReadWithWhateverQuoteTheyHave() {
    Tcprules rules =
        rules(
            "10.:allow,RELAYCLIENT=\"\",RBLSMTPD=/-go away/,DATABYTES=x2000000x,TARPITCOUNT=\"50\"");
    Environment set = rules.rules().getFirst().environment();
    assertThat(set.relayClient()).contains("");
    assertThat(set.blockLists()).isEqualTo(new Environment.BlockLists.Refused(true, "go away"));
    assertThat(set.databytes()).hasValue(2_000_000);
    assertThat(set.tarpitCount()).hasValue(50);
    assertThat(set.tarpitDelay()).isEmpty();
  }

  @Test
  void mfcheckSparesWithNoughtAndMeansNothingOtherwise() {
    Environment spared = rules("10.:allow,MFCHECK=\"0\",X=\"\"").rules().getFirst().environment();
    assertThat(spared.sparesSenderDomain()).isTrue();
    assertThat(spared.unknown()).containsExactly("X");

    Environment asked = rules("10.:allow,MFCHECK=\"1\"").rules().getFirst().environment();
    assertThat(asked.sparesSenderDomain()).isFalse();
    assertThat(asked.unknown()).containsExactly("MFCHECK");
    assertThat(Environment.NONE.sparesSenderDomain()).isFalse();
  }

  @Test
  void everyMistakeIsToldWithItsLine() {
    Tcprules rules =
        rules(
            "# fine",
            "10.1.2.3: allow",
            "10.1.2.3:permit",
            "10.1.2.3:allow,X",
            "10.1.2.3:allow,X=\"",
            "no rule",
            "1.2.x-4.:deny",
            "10.1.2.3:allow extra",
            "10.0.0.0/33:deny");
    assertThat(rules.usable()).isFalse();
    assertThat(rules.remarks().stream().filter(r -> r.kind() == Remark.Kind.MISTAKE))
        .extracting(Remark::line)
        .containsExactly(2, 3, 4, 5, 7, 8, 9);
    assertThat(rules.remarks().stream().filter(r -> r.kind() == Remark.Kind.WITHOUT_EFFECT))
        .extracting(Remark::line)
        .containsExactly(6);
  }

  @Test
  void rulesThatNeverWinAreNamed() {
    Tcprules rules =
        rules(
            "10.1.2:deny",
            "10.1.2.3.:deny",
            "=Mail.Example.Org:deny",
            "ann@10.:deny",
            "10.:deny",
            "10.:allow",
            "5.6.7.9-3:deny",
            "10.1.256.:deny");
    assertThat(rules.usable()).isTrue();
    assertThat(rules.remarks()).extracting(Remark::line).containsExactly(1, 2, 3, 4, 6, 7, 8);
    assertThat(rules.remarks()).allMatch(r -> r.kind() == Remark.Kind.WITHOUT_EFFECT);
  }

  @Test
  void whatShouldBeANumberAndIsNoneIsSaid() {
    Tcprules rules =
        rules(
            "1.2.3.4:allow,DATABYTES=\"abc\",TARPITDELAY=\"9x\",TARPITCOUNT=\"-1\"",
            "1.2.3.5:allow,DATABYTES=\"1000\",TARPITDELAY=\"9\",TARPITCOUNT=\"0\"");
    assertThat(rules.usable()).isTrue();
    assertThat(rules.remarks())
        .allMatch(remark -> remark.kind() == Remark.Kind.NOTE && remark.line() == 1)
        .extracting(Remark::text)
        .containsExactly(
            "DATABYTES=\"abc\" is no number: the digits in front count, none is 0",
            "TARPITDELAY=\"9x\" is no number: the digits in front count, none is 0",
            "TARPITCOUNT=\"-1\" is no number: the digits in front count, none is 0");
  }
}
