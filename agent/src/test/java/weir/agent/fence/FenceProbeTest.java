package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.fence.Fence.Permitted;
import weir.agent.queue.SystemPrograms;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.testkit.peers.Far;
import weir.testkit.peers.OwnNetwork;

/// Real connections at the real nftables; on the far side each address greets as a probe's target
/// does.
final class FenceProbeTest {
  private static final long NOBODY = 65534;
  private static final IpAddress V4 = IpAddress.parse("198.51.100.99").orElseThrow();
  private static final IpAddress V6 = IpAddress.parse("2001:db8:51::99").orElseThrow();

  @TempDir private Path folder;
  private Fencing fencing;
  private FenceProbe probing;

  @BeforeEach
  void onlyWithFirewall() throws InterruptedException {
    OwnNetwork.needsFirewall();
    fencing = new Fencing(new SystemPrograms(Duration.ofMinutes(1)), folder.resolve("state"));
    probing = new FenceProbe(NOBODY, this::tries);
  }

  private OptionalLong tries(long uid, int port) throws IOException, InterruptedException {
    var standing = fencing.standing();
    return standing.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(standing.get().held(uid, port));
  }

  private static Fence fence(long... exempt) {
    TreeSet<Long> users = new TreeSet<>();
    for (long each : exempt) {
      users.add(each);
    }
    return new Fence(
        new TreeSet<>(List.of(25)),
        new TreeSet<>(),
        List.of(new Permitted(IpPrefix.of("198.51.100.25"), 25)),
        users,
        new TreeSet<>(),
        true);
  }

  private void rules(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("rules"), text);
    OwnNetwork.command("nft", "-f", file.toString());
  }

  @Test
  void withoutAFenceItIsOpenAndBehindOursItIsBlockedByUs() throws Exception {
    Far.run(() -> {
      assertThat(probing.target(V4, 25)).isEqualTo(Outcome.OPEN);
      assertThat(probing.target(V6, 25)).isEqualTo(Outcome.OPEN);
      fencing.apply(fence(0), Duration.ofMinutes(10)); // root is exempt, and we are root
      assertThat(probing.target(V4, 25)).isEqualTo(Outcome.BLOCKED_BY_US);
      assertThat(probing.target(V6, 25)).isEqualTo(Outcome.BLOCKED_BY_US);
      assertThat(probing.target(V4, 587)).isEqualTo(Outcome.OPEN);
      assertThat(probing.server(IpAddress.parse("198.51.100.25").orElseThrow(), 25)).isEmpty();
      assertThat(probing.server(V4, 25)).contains("Connection refused");
      return null;
    });
  }

  /// What a fence of IPv4 only leaves open.
  @Test
  void vector_26_ipv6ThatWasForgottenIsFoundOpen() throws Exception {
    Far.run(() -> {
      rules(
          """
          table ip old {
            chain output {
              type filter hook output priority 0; policy accept;
              tcp dport 25 reject with tcp reset
            }
          }
          """);
      assertThat(probing.target(V4, 25)).isEqualTo(Outcome.BLOCKED_ELSEWHERE);
      assertThat(probing.target(V6, 25)).isEqualTo(Outcome.OPEN);
      return null;
    });
  }

  @Test
  void vector_26_aRedirectIsToldFromAnOpenPort() throws Exception {
    Far.run(() -> {
      rules(
          """
          table ip nat {
            chain output {
              type nat hook output priority -100; policy accept;
              tcp dport 25 redirect to :2500
            }
          }
          """);
      try (var local = new java.net.ServerSocket(2500)) {
        Thread server =
            Thread.ofPlatform().start(() -> greet(local, "220 mail1 ESMTP Postfix\r\n"));
        assertThat(probing.target(V4, 25)).isEqualTo(Outcome.REDIRECTED);
        server.join();
      }
      return null;
    });
  }

  private static void greet(java.net.ServerSocket socket, String greeting) {
    try (var client = socket.accept()) {
      client.getOutputStream().write(greeting.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// A look as root alone would have found it open, or shut for everybody.
  @Test
  void vector_26_whatOnlyRootReachesAndAMailServerThatIsAwayAreToldApart() throws Exception {
    FenceProbe asRoot = new FenceProbe(0, this::tries);
    IpAddress server = IpAddress.parse("198.51.100.25").orElseThrow();
    Far.run(() -> {
      fencing.apply(fence(0), Duration.ofMinutes(10));
      assertThat(asRoot.target(V4, 25)).isEqualTo(Outcome.OPEN);
      assertThat(probing.target(V4, 25)).isEqualTo(Outcome.BLOCKED_BY_US);
      assertThat(probing.server(server, 25)).as("it greets").isEmpty();
      assertThat(probing.server(server, 26)).as("nobody is there").isPresent();
      assertThat(probing.target(V4, 25)).as("still shut").isEqualTo(Outcome.BLOCKED_BY_US);
      return null;
    });
  }

  @Test
  void withoutAWayThereIsNoRoute() throws Exception {
    Far.run(() -> {
      OwnNetwork.command("ip", "route", "add", "unreachable", "192.0.2.128/25");
      assertThat(probing.target(IpAddress.parse("192.0.2.200").orElseThrow(), 25))
          .isEqualTo(Outcome.NO_ROUTE);
      return null;
    });
  }

  @Test
  void aTargetGreetsAtEachPortAndIsKnownByIt() throws Exception {
    OwnNetwork.run(() -> {
      try (ProbeTarget target = ProbeTarget.open(List.of(0, 0))) {
        for (int port : target.ports()) {
          assertThat(probing.target(IpAddress.parse("127.0.0.1").orElseThrow(), port))
              .isEqualTo(Outcome.OPEN);
        }
      }
      return null;
    });
  }
}
