package weir.hostrules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import weir.net.IpAddress;

/// Rules of both languages about one client: the text is read as a tcprules file, as hosts.allow
/// and as hosts.deny.
final class HostRulesFuzzTest {

  private static final IpAddress CLIENT = IpAddress.parse("192.0.2.7").orElseThrow();
  private static final String NAME = "mail.example.com";

  @FuzzTest
  void whatIsDecidedInDoubtHoldsWhateverTheDnsWouldHaveSaid(byte[] octets) {
    if (octets.length > 2000) {
      return;
    }
    String text = new String(octets, UTF_8);
    Tcprules tcprules = Tcprules.parse("rules", text);
    inDoubt(tcprules::decide);
    HostsAccess hosts =
        HostsAccess.parse(
            new HostsAccess.Named("hosts.allow", text),
            new HostsAccess.Named("hosts.deny", text),
            HostsAccess.PatternFiles.NONE);
    inDoubt(client -> hosts.decide("smtpd", client));
    long lines = text.chars().filter(c -> c == '\n').count() + 1;
    assertThat(tcprules.rules()).hasSizeLessThanOrEqualTo((int) lines);
    assertThat(hosts.rules()).hasSizeLessThanOrEqualTo(2 * (int) lines);
    tcprules.remarks().forEach(each -> assertThat(each.line()).isBetween(1, (int) lines));
    hosts.remarks().forEach(each -> assertThat(each.line()).isBetween(1, (int) lines));
  }

  /// A name that was not confirmed in time is confirmed or leads elsewhere; where not even a name
  /// came, there may be none.
  private static void inDoubt(Function<Client, Decision> rules) {
    Decision named = decide(rules, new HostName.Confirmed(NAME));
    Decision elsewhere = decide(rules, new HostName.Paranoid(List.of(NAME)));
    Decision nameless = decide(rules, new HostName.None());
    Decision unconfirmed = decide(rules, new HostName.Unknown(List.of(NAME), "no answer"));
    if (!(unconfirmed instanceof Decision.CouldNotTell)) {
      assertThat(allows(unconfirmed)).isEqualTo(allows(named)).isEqualTo(allows(elsewhere));
    }
    Decision untold = decide(rules, new HostName.Unknown(List.of(), "no answer"));
    if (!(untold instanceof Decision.CouldNotTell)) {
      assertThat(allows(untold))
          .isEqualTo(allows(named))
          .isEqualTo(allows(elsewhere))
          .isEqualTo(allows(nameless));
    }
    assertThat(List.of(named, elsewhere, nameless))
        .noneMatch(Decision.CouldNotTell.class::isInstance);
  }

  private static Decision decide(Function<Client, Decision> rules, HostName name) {
    return rules.apply(new Client(CLIENT, name, Optional.of("joe"), Optional.empty()));
  }

  private static boolean allows(Decision decision) {
    return decision.winner().map(Rule::allows).orElse(true);
  }
}
