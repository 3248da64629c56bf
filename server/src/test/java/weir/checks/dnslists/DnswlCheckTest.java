package weir.checks.dnslists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.check.Situation;
import weir.config.SettingsCheck;
import weir.lists.Lists;
import weir.testkit.MapResolver;
import weir.verdict.Attributes;
import weir.verdict.Role;

class DnswlCheckTest {
  private static final Situation CLIENT = Situation.of("45.51.100.99");

  private static DnswlCheck check(String... names) {
    return new DnswlCheck(
        SettingsCheck.bound(DnswlSettings.class, "[[zones]]\nname = \"wl.example\"\n"),
        Situation.sources(new MapResolver(names), new Lists(() -> Situation.START)));
  }

  @Test
  void aClientIsOnTheListOrNotOrNobodyKnows() {
    assertThat(CLIENT.saw(check("99.100.51.45.wl.example A 127.0.0.2"))).isEqualTo("on-allow-list");
    assertThat(CLIENT.saw(check())).isEqualTo("clear");
    assertThat(CLIENT.saw(check("wl.example SERVFAIL"))).isEqualTo("unknown");
  }

  @Test
  void aReservedAddressIsNotAskedAbout() {
    assertThat(Situation.of("198.51.100.66").saw(check()))
        .isEqualTo("not asked: reserved address (query-reserved)");
  }

  @Test
  void whoIsSparedFromListsAndWhoIsNoStrangerIsNotAskedAbout() {
    Attributes spared =
        new Attributes(
            Attributes.Relay.NO,
            Attributes.Lists.SPARED,
            Attributes.SenderDomain.ASKED,
            OptionalLong.empty(),
            Optional.empty());
    assertThat(check().looksAt(CLIENT.facts())).isTrue();
    assertThat(check().looksAt(CLIENT.facts().withAttributes(spared))).isFalse();
    assertThat(check().looksAt(Situation.of("45.51.100.99", Role.RELAY).facts())).isFalse();
  }
}
