package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.app.Hangup;
import weir.testkit.FreePort;
import weir.testkit.Until;
import weir.testkit.peers.OwnNetwork;

/// A script on a web server begins to send by itself, from its first connection until all is as
/// before: with the real server, the real agent, the real nftables and perl, in a network of the
/// test's own.
final class AgentStoryTest {
  private static final String USER = "2001";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Tries to reach a mail server again and again, and says what came of each try.
  private static final String SCRIPT =
      """
      use IO::Socket::INET;
      $| = 1;
      for (1..8) {
        my $s = IO::Socket::INET->new(PeerAddr => "203.0.113.9", PeerPort => 25, Timeout => 60);
        print $s ? "open\\n" : "$!\\n";
      }
      """;

  @TempDir private Path folder;
  private Path script;
  private StringWriter said = new StringWriter();
  private final List<String> times = new ArrayList<>();
  private long begun;

  @BeforeEach
  void settings() throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), OwnNetwork.NEEDED);
    OwnNetwork.needsFirewall();
    OwnNetwork.needs("setpriv", "perl");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path home = Files.createDirectory(folder.resolve("home"));
    script = Files.writeString(home.resolve("mailer.pl"), SCRIPT);
    Files.setAttribute(home, "unix:uid", Integer.valueOf(USER));
    Files.setAttribute(script, "unix:uid", Integer.valueOf(USER));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private void configure(int port) throws IOException {
    write(
        "weir.toml",
        """
        host-name = "mx.example.com"
        folder = "%1$s/var"

        [listeners.mx]
        address = "127.0.0.1:%3$d"

        [hops.mailboxes]
        type = "maildir"
        root = "%1$s/mail"

        [domains."example.com"]
        hop = "mailboxes"
        recipients = ["postmaster"]

        [agents]
        address = "127.0.0.1:%2$d"
        reached-as = "127.0.0.1:%2$d"

        [enforcement.web1]
        type = "agent"
        host = "web1"

        [hosts.web1]
        addresses = ["192.0.2.10"]
        roles = ["web"]

        [directory.sources.own]
        type = "toml"
        file = "%1$s/accounts.toml"
        """
            .formatted(folder, port, FreePort.any()));
    write("accounts.toml", "[accounts.shop]\nname = \"Shop\"\nuids.web1 = [2001]\n");
    write(
        "fence.toml",
        "permit = [\"198.51.100.25\", \"198.51.100.26\"]\nrelays-only = true\nfolder = \"%s/fence\"\n"
            .formatted(folder));
    write(
        "agent.toml",
        """
        folder = "%1$s/agent"
        fence = "%1$s/fence.toml"
        submissions = "%1$s/none.toml"
        powers = ["look", "fence", "disable-script"]
        """
            .formatted(folder));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private int weir(String... words) {
    said = new StringWriter();
    CommandLine line = Main.line(new Hangup());
    line.setOut(new PrintWriter(said, true));
    line.setErr(new PrintWriter(said, true));
    return line.execute(words);
  }

  private int server(String words) {
    return weir((words + " -c " + folder.resolve("weir.toml")).split(" "));
  }

  private int fence(String words) {
    return weir(("fence " + words + " -f " + folder.resolve("fence.toml")).split(" "));
  }

  private String run() throws Exception {
    Process perl =
        new ProcessBuilder("setpriv", "--reuid", USER, "--clear-groups", "perl", script.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(perl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    perl.waitFor();
    return output;
  }

  private void time(String what) {
    times.add("%6d ms  %s".formatted((System.nanoTime() - begun) / 1_000_000, what));
  }

  private boolean isBlocked() {
    try {
      Process nft = new ProcessBuilder("nft", "list", "set", "inet", "weir", "blocked_uid").start();
      return new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .contains(USER + " comment \"weir ");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String lease(String response) {
    assertThat(server("leases")).isZero();
    Matcher found =
        Pattern.compile("(?m)^([a-z0-9]{13}) +" + response + " ").matcher(said.toString());
    assertThat(found.find()).as(said.toString()).isTrue();
    return found.group(1);
  }

  @Test
  void aScriptIsNamedItsUserFencedTheScriptTakenOutOfUseAndAllIsGivenBack() throws Exception {
    OwnNetwork.run(() -> {
      configure(FreePort.any());
      try (ServerProcess server = ServerProcess.serve(folder).ready()) {
        story();
      }
      return null;
    });
    System.out.println("A script that begins to send by itself:\n" + String.join("\n", times));
  }

  private void story() throws Exception {
    assertThat(server("agents invite web1")).isZero();
    String invitation = said.toString().strip();
    String file = folder.resolve("agent.toml").toString();
    assertThat(weir("agent", "enrol", "-f", file, invitation)).as(said.toString()).isZero();
    assertThat(fence("apply --for 10m")).as(said.toString()).isZero();
    assertThat(fence("confirm")).as(said.toString()).isZero();
    assertThat(server("enable past-the-mail-servers --up-to fence")).as(said.toString()).isZero();
    try (ServerProcess agent = ServerProcess.start(folder, "agent", "run", "-f", file)) {
      Until.holds(PATIENCE, () -> weir("agent", "status", "-f", file) == 0);
      Until.holds(
          PATIENCE, () -> server("agents list") == 0 && said.toString().contains("fence, look"));
      begun = System.nanoTime();
      // Refused is who tries again before he is ended, after a second.
      assertThat(run())
          .as("nothing leaves")
          .matches("((Software caused connection abort|Connection refused)\n){8}");
      time("the script has tried eight times, and each was held, looked at and ended");
      seen();
      fenced();
      disabled();
      released();
      agent.terminate();
      assertThat(agent.exit()).isEqualTo(143);
    }
  }

  private void seen() {
    Until.holds(
        PATIENCE, () -> server("incidents") == 0 && said.toString().contains("web1:uid 2001"));
    time("there is an incident");
    Matcher id = Pattern.compile("(?m)^([a-z0-9]{13}) ").matcher(said.toString());
    assertThat(id.find()).isTrue();
    // What counts is taken a moment before what is kept of it.
    Until.holds(
        PATIENCE,
        () ->
            server("incident " + id.group(1)) == 0 && said.toString().contains(script.toString()));
    assertThat(said.toString())
        .contains("connections within ten minutes to mail servers that are not permitted")
        .contains(script.toString())
        .contains("by its command line")
        .contains("203.0.113.9 port 25");
    time("and it names the script");
  }

  private void fenced() {
    Until.holds(PATIENCE, this::isBlocked);
    time("the user is fenced");
  }

  private void disabled() throws Exception {
    assertThat(server("respond script:web1:" + script + " suspend --reason spam")).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
        .as(said.toString())
        .isEqualTo("---------");
    assertThat(run()).contains("Permission denied");
    time("the script is taken out of use");
  }

  private void released() throws Exception {
    assertThat(server("undo " + lease("suspend"))).as(said.toString()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
        .isEqualTo("rw-r--r--");
    assertThat(Files.getAttribute(script, "unix:uid")).isEqualTo(Integer.valueOf(USER));
    assertThat(server("undo " + lease("fence"))).as(said.toString()).isZero();
    assertThat(isBlocked()).isFalse();
    time("both are given back");
  }
}
