package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.check.Situation;
import weir.config.SettingsCheck;
import weir.verdict.Evidence;

class AccessCheckTest {
  private static AccessCheck check(String toml) {
    return new AccessCheck(SettingsCheck.bound(AccessSettings.class, toml));
  }

  private static String saw(String toml, String client) {
    return Situation.of(client).saw(check(toml));
  }

  @Test
  void theMostSpecificNetworkDecides() {
    String toml =
        "block = [\"192.0.2.0/24\", \"2001:db8::/32\"]\nallow = [\"192.0.2.7\", \"0.0.0.0/0\"]";
    assertThat(saw(toml, "192.0.2.7")).isEqualTo("address-allowed");
    assertThat(saw(toml, "192.0.2.8")).isEqualTo("address-blocked");
    assertThat(saw(toml, "203.0.113.1")).isEqualTo("address-allowed");
    assertThat(saw(toml, "2001:db8::1")).isEqualTo("address-blocked");
    assertThat(saw(toml, "2001:db9::1")).isEqualTo("clear");
  }

  @Test
  void theNetworkThatDecidedIsEvidence() {
    var result = Situation.of("192.0.2.8").look(check("block = [\"192.0.2.0/24\"]"));
    assertThat(Situation.evidence(result)).containsExactly(new Evidence("network", "192.0.2.0/24"));
  }

  @Test
  void withoutListsNobodyIsLookedAt() {
    assertThat(check("").looksAt(Situation.of("192.0.2.8").facts())).isFalse();
    AccessCheck check = check("block = [\"192.0.2.0/24\"]");
    assertThat(check.looksAt(Situation.of("192.0.2.8").facts())).isTrue();
    assertThat(check.looksAt(Situation.of("192.0.2.8").login("ann").facts())).isFalse();
  }

  @Test
  void filesAreReadAndTheirMistakesNamed(@TempDir Path folder) throws IOException {
    Path list = folder.resolve("blocked.txt");
    Files.writeString(list, "# bad ones\n\n192.0.2.0/24   # all of it\n");
    String toml = "block-files = [\"" + list + "\"]";
    assertThat(saw(toml, "192.0.2.8")).isEqualTo("address-blocked");
    Files.writeString(list, "192.0.2.0/24\n192.0.2.1/24\nhello\n");
    assertThat(SettingsCheck.mistakes(AccessSettings.class, toml))
        .containsExactly(
            "1:16: block-files[1]: "
                + list
                + ":2: bits are set behind the prefix; the network is 192.0.2.0/24",
            "1:16: block-files[1]: " + list + ":3: not an IP address or prefix");
  }

  @Test
  void aNetworkOnBothListsIsAMistake() {
    assertThat(
            SettingsCheck.mistakes(
                AccessSettings.class, "allow = [\"192.0.2.1\"]\nblock = [\"192.0.2.1\"]"))
        .isEqualTo(List.of("2:10: block[1]: 192.0.2.1/32 stands under allow, too: which is it?"));
  }
}
