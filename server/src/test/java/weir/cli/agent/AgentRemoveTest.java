package weir.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.api.Answer;
import weir.cli.Here;
import weir.config.Mistake;
import weir.testkit.peers.OwnNetwork;

class AgentRemoveTest {
  @TempDir private Path base;

  private Path agent;
  private Path fence;
  private Path settings;
  private Path file;

  @BeforeEach
  void makeStateOfBoth() throws IOException, InterruptedException {
    OwnNetwork.needsFirewall();
    agent = base.resolve("weir/agent");
    fence = base.resolve("weir/fence");
    settings =
        Files.writeString(
            base.resolve("fence.toml"),
            "permit = [\"198.51.100.25\"]\nrelays-only = true\nfolder = \"%s\"\n".formatted(fence));
    file =
        Files.writeString(
            base.resolve("agent.toml"),
            "folder = \"%s\"\nfence = \"%s\"\nsubmissions = \"%s\"\n"
                .formatted(agent, settings, base.resolve("none.toml")));
    Files.createDirectories(agent.resolve("evidence"));
    Files.writeString(agent.resolve("evidence/x.pl"), "print 1;");
  }

  @Test
  void theHostIsAsItWasBefore() throws Exception {
    OwnNetwork.run(() -> {
      Here here = Here.in(base);
      assertThat(here.run("fence", "apply", "--file", settings.toString()).status()).isZero();
      assertThat(here.run("fence", "confirm", "--file", settings.toString()).status()).isZero();

      Here.Ran removed = remove(here, "--yes");

      assertThat(removed.err()).isEmpty();
      assertThat(removed.status()).isZero();
      assertThat(removed.out())
          .contains("the fence is away, the mail ports are open", agent + " is removed");
      assertThat(here.run("fence", "status", "--file", settings.toString()).out())
          .contains("There is no fence");
      assertThat(base.resolve("weir")).doesNotExist();
      assertThat(settings).exists();
      return null;
    });
  }

  @Test
  void itAsksFirstAndSaysThatPortsAreOpened() throws Exception {
    OwnNetwork.run(() -> {
      Here.in(base).run("fence", "apply", "--file", settings.toString());
      Here.Ran refused = remove(typing("n\n"));
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.out())
          .contains("without it everybody on this host reaches the mail ports");
      assertThat(refused.err()).contains("nothing was removed");
      assertThat(agent).exists();
      assertThat(remove(typing("y\n")).status()).isZero();
      assertThat(agent).doesNotExist();
      return null;
    });
  }

  @Test
  void aServersStateBesideItStays() throws Exception {
    OwnNetwork.run(() -> {
      Path journal = Files.createDirectories(base.resolve("weir/journal"));
      assertThat(remove(Here.in(base), "--yes").status()).isZero();
      assertThat(journal).exists();
      assertThat(agent).doesNotExist();
      return null;
    });
  }

  @Test
  void whatALinkLeadsToStays() throws Exception {
    OwnNetwork.run(() -> {
      Path elsewhere = Files.createDirectory(base.resolve("elsewhere"));
      Path kept = Files.writeString(elsewhere.resolve("kept"), "x");
      Files.createSymbolicLink(agent.resolve("link"), elsewhere);
      assertThat(remove(Here.in(base), "--yes").status()).isZero();
      assertThat(agent).doesNotExist();
      assertThat(kept).exists();
      return null;
    });
  }

  @Test
  void ourProgramInSendmailsPlaceStaysWhereNothingSaysWhatWasThere() throws Exception {
    OwnNetwork.run(() -> {
      Path sendmail = Files.createSymbolicLink(base.resolve("sendmail"), Path.of("weir-sendmail"));
      Here.Ran removed = remove(Here.in(base), "--yes");
      assertThat(removed.out()).contains("our program in sendmail's place: " + sendmail);
      assertThat(removed.err()).contains("no diversion says what it was");
      assertThat(removed.status()).isEqualTo(1);
      assertThat(sendmail).isSymbolicLink();
      return null;
    });
  }

  @Test
  void aFenceOfIptablesIsTakenAwayToo() throws Exception {
    OwnNetwork.needsIptables();
    OwnNetwork.run(() -> {
      Here here = Here.in(base);
      assertThat(here.run("fence", "apply", "--iptables", "--file", settings.toString()).status())
          .isZero();
      assertThat(here.run("fence", "confirm", "--file", settings.toString()).status()).isZero();

      assertThat(remove(here, "--yes").out()).contains("the fence of iptables is away");
      OwnNetwork.command("sh", "-c", "! iptables-save | grep WEIR");
      return null;
    });
  }

  @Test
  void whereNothingIsItSaysSo() throws Exception {
    OwnNetwork.run(() -> {
      assertThat(remove(Here.in(base), "--yes").status()).isZero();
      Here.Ran again = remove(Here.in(base));
      assertThat(again.status()).isZero();
      assertThat(again.out()).contains("Nothing of the agent is left here.");
      return null;
    });
  }

  private Here typing(String typed) {
    return new Here(
        base,
        new Answer.Failed("nobody asks"),
        List.<Mistake>of(),
        new Here.HopFound.Not("there is none"),
        typed);
  }

  private Here.Ran remove(Here here, String... more) {
    List<String> words = new ArrayList<>(List.of("agent", "remove", "--file", file.toString()));
    words.addAll(List.of(more));
    return here.run(words.toArray(String[]::new));
  }
}
