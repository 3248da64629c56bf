package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.response.Response;
import weir.response.Target;
import weir.testkit.peers.OwnNetwork;

/// What was ordered on a host, when the agent is removed from it.
class OrderedHereTest {
  private static final String RIGHTS = "rwxr-xr-x";

  @TempDir private Path base;

  private Path fence;
  private Path agent;
  private Path script;

  @BeforeEach
  void makeAHost() throws IOException, InterruptedException {
    OwnNetwork.needsFirewall();
    fence =
        Files.writeString(
            base.resolve("fence.toml"),
            "permit = [\"198.51.100.25\"]\nrelays-only = true\nfolder = \"%s\"\n"
                .formatted(base.resolve("weir/fence")));
    agent =
        Files.writeString(
            base.resolve("agent.toml"),
            "folder = \"%s\"\nfence = \"%s\"\nsubmissions = \"%s\"\n"
                .formatted(base.resolve("weir/agent"), fence, base.resolve("none.toml")));
    Files.createDirectories(base.resolve("weir/agent"));
    script = Files.writeString(base.resolve("x.pl"), "print 1;");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString(RIGHTS));
  }

  @Test
  void scriptsAndUsersAreGivenBackWhenTheAgentIsRemoved() throws Exception {
    OwnNetwork.run(() -> {
      order();
      assertThat(rights()).isEqualTo("---------");
      Here.Ran removed = remove();
      assertThat(removed.err()).isEmpty();
      assertThat(removed.out())
          .contains("2 ordered by the server", "2 of the server's orders are ended");
      assertThat(rights()).isEqualTo(RIGHTS);
      assertThat(base.resolve("weir")).doesNotExist();
      return null;
    });
  }

  @Test
  void itIsRemovedAlsoWhereTheFenceHasGoneBefore() throws Exception {
    OwnNetwork.run(() -> {
      order();
      assertThat(Here.in(base).run("fence", "revert", "--file", fence.toString()).status())
          .isZero();
      Here.Ran removed = remove();
      assertThat(removed.err()).isEmpty();
      assertThat(removed.status()).isZero();
      assertThat(rights()).isEqualTo(RIGHTS);
      assertThat(base.resolve("weir")).doesNotExist();
      return null;
    });
  }

  @Test
  void nothingIsRemovedWhileTheAgentRuns() throws Exception {
    OwnNetwork.run(() -> {
      try (AgentLock _ = AgentLock.take(base.resolve("weir/agent"))) {
        Here.Ran refused = remove();
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("an agent runs already");
      }
      assertThat(base.resolve("weir/agent")).exists();
      assertThat(remove().status()).isZero();
      return null;
    });
  }

  private Here.Ran remove() {
    return Here.in(base).run("agent", "remove", "--file", agent.toString(), "--yes");
  }

  private void order() throws IOException, InterruptedException {
    Here here = Here.in(base);
    Files.setAttribute(script, "unix:uid", 2001);
    assertThat(here.run("fence", "apply", "--file", fence.toString()).status()).isZero();
    assertThat(here.run("fence", "confirm", "--file", fence.toString()).status()).isZero();
    Clock clock = Clock.fixed(Here.NOW, ZoneOffset.UTC);
    Instant until = Here.NOW.plus(Duration.ofHours(1));
    AgentFile file =
        switch (new Binder(Values.standard()).file(AgentFile.class, agent)) {
          case Binding.Bound<AgentFile>(var settings, _) -> settings;
          case Binding.Refused<AgentFile>(var mistakes) -> throw new AssertionError(mistakes);
        };
    try (OrderedHere ordered =
        OrderedHere.of(file, Optional.empty(), Optional.empty(), clock, new SecureRandom())) {
      ordered
          .leases()
          .put(
              "lease-1",
              new Target.Program("localhost", script.toString()),
              new Response.Suspend(),
              until,
              "it sends");
      ordered
          .leases()
          .put(
              "lease-2",
              new Target.LocalUser("localhost", "2001"),
              new Response.Fence(),
              until,
              "it sends");
    }
  }

  private String rights() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(script));
  }
}
