package weir.agent.fence.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.agent.fence.Fence;
import weir.agent.fence.Fence.Permitted;
import weir.net.IpPrefix;
import weir.testkit.peers.OwnNetwork;

final class DialectTest {
  private static final Fence FENCE =
      new Fence(
          new TreeSet<>(List.of(25)),
          new TreeSet<>(List.of(587)),
          List.of(
              new Permitted(IpPrefix.of("198.51.100.25"), 25),
              new Permitted(IpPrefix.of("192.0.2.16/28"), 25),
              new Permitted(IpPrefix.of("198.51.100.25"), 587),
              new Permitted(IpPrefix.of("2001:db8:51::25"), 25)),
          new TreeSet<>(),
          new TreeSet<>(),
          true);

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void eachPermitsTheServersFirstAndThenShutsThePort(Dialect dialect) {
    String text = dialect.text(FENCE);
    assertThat(text).contains("198.51.100.25", "2001:db8:51::25").doesNotContain("587");
    assertThat(text.lines()).noneMatch(String::isBlank);
    int permitted = text.indexOf("198.51.100.25");
    assertThat(text.substring(permitted)).containsPattern("(?i)deny|discard|reject|block|drop");
  }

  @Test
  void iosNamesHostsAndWildcards() {
    assertThat(Dialect.IOS.text(FENCE))
        .isEqualTo(
            """
            ip access-list extended MAILFENCE
             10 permit tcp any host 198.51.100.25 eq 25
             20 permit tcp any 192.0.2.16 0.0.0.15 eq 25
             30 deny tcp any any eq 25 log
             40 permit ip any any
            ipv6 access-list MAILFENCE6
             sequence 10 permit tcp any host 2001:db8:51::25 eq 25
             sequence 20 deny tcp any any eq 25 log
             sequence 30 permit ipv6 any any
            interface Vlan110
             ip access-group MAILFENCE in
             ipv6 traffic-filter MAILFENCE6 in
            """);
  }

  @Test
  void junosHasATermForEachServer() {
    assertThat(Dialect.JUNOS.text(FENCE))
        .contains(
            "set firewall family inet filter MAILFENCE term ok1 from destination-address"
                + " 198.51.100.25/32",
            "set firewall family inet filter MAILFENCE term ok2 from destination-address"
                + " 192.0.2.16/28",
            "set firewall family inet filter MAILFENCE term no then discard",
            "set firewall family inet6 filter MAILFENCE6 term ok1 from next-header tcp",
            "set firewall family inet filter MAILFENCE term rest then accept");
  }

  /// The only one that can be run here.
  @Test
  void theKernelTakesTheTextForABridge(@TempDir Path folder) throws Exception {
    OwnNetwork.needsFirewall();
    Path file = Files.writeString(folder.resolve("bridge"), Dialect.BRIDGE.text(FENCE));
    OwnNetwork.run(() -> {
      OwnNetwork.command("nft", "-c", "-f", file.toString());
      return null;
    });
  }
}
