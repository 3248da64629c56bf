package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.app.Hangup;
import weir.testkit.Until;
import weir.testkit.peers.Far;
import weir.testkit.peers.OwnNetwork;

/// The commands of the fence in the order of the manual, at the real nftables, with servers on the
/// far side of a cable.
final class FenceStoryTest {
  private static final int SHOP = 2001;
  private static final int OPEN = 0;
  private static final int REFUSED = 111; // ECONNREFUSED
  private static final String FOREIGN = "198.51.100.99";
  private static final String FOREIGN6 = "2001:db8:51::99";
  private static final String RELAY = "198.51.100.25";

  @TempDir private Path folder;
  private StringWriter said = new StringWriter();

  @BeforeEach
  void settings() throws Exception {
    OwnNetwork.needsFirewall();
    Files.writeString(
        folder.resolve("fence.toml"),
        """
        permit = ["%s", "198.51.100.26"]
        relays-only = true
        folder = "%s"
        """
            .formatted(RELAY, folder.resolve("state")));
  }

  /// What a command printed; it has to end so. Whether the user has a name is this machine's.
  private String fence(int status, String words) {
    said = new StringWriter();
    CommandLine line = Main.line(new Hangup());
    line.setOut(new PrintWriter(said, true));
    line.setErr(new PrintWriter(said, true));
    int exit = line.execute(("fence " + words + " -f " + folder.resolve("fence.toml")).split(" "));
    assertThat(exit).as(said.toString()).isEqualTo(status);
    return said.toString().replaceAll(" +", " ").replaceAll("\\S+ \\(2001\\)|uid 2001", "2001");
  }

  private static int shop(String to, int port) {
    return Far.connect(SHOP, to, port);
  }

  @Test
  void itIsPlannedObservedEnforcedVerifiedConfirmedAndTakenAway() throws Exception {
    Far.run(() -> {
      assertThat(fence(0, "plan")).contains(RELAY, "198.51.100.26");
      assertThat(shop(FOREIGN, 25)).as("a plan changes nothing").isEqualTo(OPEN);

      fence(0, "apply --observe");
      fence(0, "confirm");
      assertThat(shop(FOREIGN, 25)).isEqualTo(OPEN);
      assertThat(fence(0, "status")).contains("state observes", "2001 25 1 let through");
      assertThat(fence(0, "status --classes")).contains("2001 25 1 let through");
      assertThat(fence(1, "verify --target " + FOREIGN))
          .contains(FOREIGN + " 25 shut open <- not as wanted");

      fence(0, "apply --for 2m");
      for (String each : new String[] {FOREIGN, FOREIGN6}) {
        assertThat(fence(0, "verify --target " + each))
            .contains(
                each + " 25 shut blocked-by-us",
                each + " 465 observed open",
                each + " 587 observed open",
                each + " 2525 unwatched open",
                RELAY + " 25 reached reached")
            .doesNotContain("not as wanted");
      }
      fence(0, "confirm");
      assertThat(shop(FOREIGN, 25)).isEqualTo(REFUSED);
      assertThat(shop(FOREIGN6, 25)).isEqualTo(REFUSED);
      assertThat(shop(RELAY, 25)).isEqualTo(OPEN);
      assertThat(fence(0, "status"))
          .contains("state holds", "2001 25 2 held", "2001 25 1 let through");

      fence(0, "revert");
      assertThat(shop(FOREIGN, 25)).isEqualTo(OPEN);
      assertThat(fence(1, "status")).contains("There is no fence");
      return null;
    });
  }

  @Test
  void oneThatNobodyConfirmsLetsAllThroughAgain() throws Exception {
    Far.run(() -> {
      fence(0, "apply --for 20s");
      assertThat(shop(FOREIGN, 25)).isEqualTo(REFUSED);
      Until.holds(Duration.ofSeconds(90), () -> shop(FOREIGN, 25) == OPEN);
      assertThat(fence(1, "status")).contains("it was not confirmed in time");
      return null;
    });
  }

  /// What leads port 25 to this host's own mail server opens it, whatever the fence says.
  @Test
  void aRedirectOfOthersStopsItUntilTheOperatorDecides() throws Exception {
    Far.run(() -> {
      Path rules =
          Files.writeString(
              folder.resolve("rules"),
              """
              table ip cpanel {
                chain output {
                  type nat hook output priority -100; policy accept;
                  tcp dport 25 redirect to :2500
                }
              }
              """);
      OwnNetwork.command("nft", "-f", rules.toString());
      assertThat(fence(1, "plan").replaceAll("\\s+", " "))
          .contains("tcp dport 25 redirect to :2500", "--take-over", "--behind");
      fence(1, "apply");
      assertThat(fence(1, "status")).contains("There is no fence");
      fence(0, "apply --observe"); // only counts
      fence(0, "confirm");
      fence(0, "apply --behind");
      fence(0, "confirm");
      assertThat(fence(0, "status")).contains("state holds");
      return null;
    });
  }
}
