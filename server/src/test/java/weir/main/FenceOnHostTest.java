package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.app.Hangup;
import weir.testkit.peers.OwnNetwork;

/// The commands as they are typed on a host, in a network of the test's own.
final class FenceOnHostTest {
  @TempDir private Path folder;
  private StringWriter said = new StringWriter();

  private int weir(String words) {
    said = new StringWriter();
    CommandLine line = Main.line(new Hangup());
    line.setOut(new PrintWriter(said, true));
    line.setErr(new PrintWriter(said, true));
    String settings = " -f " + folder.resolve("fence.toml");
    return line.execute((words + settings).split(" "));
  }

  @BeforeEach
  void settings() throws Exception {
    Files.writeString(
        folder.resolve("fence.toml"),
        """
        permit = ["198.51.100.25"]
        relays-only = true
        behind = true
        folder = "%s"
        """
            .formatted(folder.resolve("state")));
  }

  @Test
  void aFenceIsPlannedAppliedConfirmedAndTakenAway() throws Exception {
    OwnNetwork.needsFirewall();
    OwnNetwork.run(() -> {
      assertThat(weir("fence plan")).isZero();
      assertThat(said.toString())
          .contains("There is no fence on this host.")
          .contains("this kernel and this nft take the fence");
      assertThat(weir("fence status")).isEqualTo(1);
      assertThat(weir("fence apply --for 10m")).isZero();
      assertThat(weir("fence status")).isEqualTo(1);
      assertThat(said.toString()).contains("waits to be confirmed");
      assertThat(weir("fence confirm")).isZero();
      assertThat(weir("fence status")).isZero();
      assertThat(said.toString()).contains("holds");
      assertThat(weir("fence apply --for 10m")).isZero();
      assertThat(said.toString()).contains("and then the one before holds again");
      assertThat(weir("fence confirm")).isZero();
      assertThat(weir("fence status --classes")).isZero();
      assertThat(said.toString()).contains("Nobody was counted since");
      OwnNetwork.command("nft", "flush", "chain", "inet", "weir", "output");
      assertThat(weir("fence status")).isEqualTo(1);
      assertThat(said.toString()).contains("Somebody else changed its rules");
      assertThat(weir("fence revert")).isZero();
      assertThat(weir("fence revert")).isEqualTo(1);
      return null;
    });
  }

  @Test
  void withoutNftAWeakerOneIsPutUpWhereThatIsAskedFor() throws Exception {
    OwnNetwork.needsIptables();
    OwnNetwork.run(() -> {
      assertThat(weir("fence apply --iptables --for 10m")).isZero();
      assertThat(weir("fence status")).isEqualTo(1);
      assertThat(said.toString())
          .contains("By iptables. IPv4: up. IPv6: up. 0 held; it waits to be confirmed.");
      assertThat(weir("fence confirm")).isZero();
      assertThat(said.toString()).contains("iptables-restore -w 5 --noflush <");
      assertThat(weir("fence status")).isZero();
      assertThat(weir("fence revert")).isZero();
      assertThat(weir("fence status")).isEqualTo(1);
      assertThat(said.toString()).contains("There is no fence on this host.");
      return null;
    });
  }

  @Test
  void theOneThatWaitsIsConfirmedAndBothAreTakenAway() throws Exception {
    OwnNetwork.needsFirewall();
    OwnNetwork.needsIptables();
    OwnNetwork.run(() -> {
      assertThat(weir("fence apply --iptables --for 10m")).isZero();
      assertThat(weir("fence confirm")).isZero();
      assertThat(weir("fence apply --take-over --for 10m")).isZero();
      assertThat(weir("fence confirm")).isZero();
      assertThat(said.toString()).contains("load it: nft -f ");
      assertThat(weir("fence revert")).isZero();
      assertThat(weir("fence revert")).isEqualTo(1);
      OwnNetwork.command("sh", "-c", "! nft list table inet weir 2>/dev/null");
      OwnNetwork.command("sh", "-c", "! iptables-save | grep WEIR");
      return null;
    });
  }
}
