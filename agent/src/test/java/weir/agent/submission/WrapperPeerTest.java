package weir.agent.submission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.ScriptFinder;
import weir.agent.process.SiteFolders;
import weir.agent.submission.SubmissionLimits.Limit;
import weir.agent.submission.SubmissionLimits.Over;
import weir.testkit.peers.Exim;
import weir.testkit.peers.OwnNetwork;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;
import weir.testkit.peers.Ran;

/// The wrapper in the place of the sendmail of a real Postfix and a real Exim.
class WrapperPeerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final BlockingQueue<Submission> told = new LinkedBlockingQueue<>();

  private SubmissionDoor open(PeerHost host) throws IOException {
    Processes processes = new Processes(Path.of("/proc"));
    SubmissionLimits limits =
        new SubmissionLimits(
            Limit.NONE,
            new Limit(2, Duration.ofHours(1)),
            Limit.NONE,
            Set.of(),
            SiteFolders.NONE,
            Over.DENY);
    Files.createDirectories(host.file("/run/weir"));
    return SubmissionDoor.open(
        host.file("/run/weir/sendmail"),
        new SubmissionDesk(limits, _ -> false, System::nanoTime),
        processes,
        new ScriptFinder(processes, path -> path.startsWith("/home/")),
        Clock.systemUTC(),
        told::add,
        seen -> Optional.of("token-of-" + seen.uid()),
        Wrapped.PATIENCE);
  }

  /// As a diversion does it: the real program lies beside it under another name.
  private static void divert(PeerHost host, String real) throws Exception {
    OwnNetwork.needs("cc");
    Process cc =
        new ProcessBuilder(
                "cc",
                "-Os",
                "-static",
                "-DPATIENCE=" + Wrapped.PATIENCE_MS,
                "-DREAL=\"" + real + '"',
                "-o",
                host.file("/usr/sbin/weir-sendmail").toString(),
                Wrapped.source().toString())
            .inheritIO()
            .start();
    assertThat(cc.waitFor()).isZero();
    if (real.equals("/usr/sbin/sendmail.real")) {
      host.run("mv", "/usr/sbin/sendmail", real).orFail();
    }
    host.run("ln", "-sf", "/usr/sbin/weir-sendmail", "/usr/sbin/sendmail").orFail();
    host.run("useradd", "-m", "-u", "2001", "u2001").orFail();
    Files.writeString(
        host.file("/home/u2001/form.sh"),
        "printf 'Subject: order\\nTo: ann@example.com\\n\\n%s\\n' \"$1\""
            + " | /usr/sbin/sendmail -t -i -f u2001@example.com\n");
  }

  private void sendThree(PeerHost host) throws InterruptedException {
    for (int i = 1; i <= 2; i++) {
      host.runAs("u2001", "sh /home/u2001/form.sh number" + i).orFail();
    }
    Ran third = host.runAs("u2001", "sh /home/u2001/form.sh number3");
    assertThat(third.exit()).isEqualTo(77);
    assertThat(third.output()).contains("this script has sent 2 in 1 h");
    for (int i = 1; i <= 3; i++) {
      Submission seen = told.poll(20, TimeUnit.SECONDS);
      assertThat(seen.uid()).isEqualTo(2001);
      assertThat(seen.script().map(Script::path)).contains("/home/u2001/form.sh");
      assertThat(seen.question().arguments()).contains("-t", "-f", "u2001@example.com");
    }
  }

  private static void assertBothAreThere(List<byte[]> mailbox) {
    assertThat(mailbox).hasSize(2);
    for (byte[] octets : mailbox) {
      String message = new String(octets, ISO_8859_1);
      assertThat(message.lines().filter("X-Origin-Token: token-of-2001"::equals)).hasSize(1);
      assertThat(message).contains("Subject: order\n").containsPattern("\n\nnumber[12]\n");
    }
  }

  @Test
  void postfixTakesWhatTheWrapperLetsThrough() throws Exception {
    try (PeerHost host = PeerRoot.require("postfix").start()) {
      divert(host, "/usr/sbin/sendmail.real");
      Postfix postfix = Postfix.start(host, "", "");
      try (SubmissionDoor _ = open(host)) {
        sendThree(host);
        postfix.settle(PATIENCE);
        assertBothAreThere(postfix.mailbox("ann"));
        postfix.awaitLog("uid=2001", 1);
        assertThat(host.run("mailq").orFail().output()).contains("Mail queue is empty");
        assertThat(host.run("/usr/sbin/sendmail", "-bp").orFail().output()).contains("empty");
        host.run("newaliases").orFail();
        assertThat(host.runAs("u2001", "printf 'QUIT\\r\\n' | /usr/sbin/sendmail -bs").output())
            .startsWith("220 ");
        assertThat(told).as("no submission, no question").isEmpty();
      }
    }
  }

  @Test
  void eximTakesWhatTheWrapperLetsThrough() throws Exception {
    try (PeerHost host = PeerRoot.require("exim").start()) {
      divert(host, "/usr/sbin/exim4");
      Exim exim = Exim.start(host, "", "", "");
      try (SubmissionDoor _ = open(host)) {
        sendThree(host);
        exim.settle(PATIENCE);
        assertBothAreThere(exim.mailbox("ann"));
        assertThat(exim.log()).contains("U=u2001");
        assertThat(host.run("mailq").orFail().output()).isBlank();
        assertThat(host.runAs("u2001", "printf 'QUIT\\r\\n' | /usr/sbin/sendmail -bs").output())
            .startsWith("220 ");
        assertThat(told).as("no submission, no question").isEmpty();
      }
    }
  }

  @Test
  void withoutTheAgentMailGoesOn() throws Exception {
    try (PeerHost host = PeerRoot.require("postfix").start()) {
      divert(host, "/usr/sbin/sendmail.real");
      Postfix postfix = Postfix.start(host, "", "");
      host.runAs("u2001", "sh /home/u2001/form.sh alone").orFail();
      postfix.settle(PATIENCE);
      assertThat(new String(postfix.mailbox("ann").getFirst(), UTF_8))
          .contains("\nalone\n")
          .doesNotContain("X-Origin-Token");
    }
  }
}
