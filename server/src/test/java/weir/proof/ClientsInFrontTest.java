package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.sink.SinkMta;
import weir.testkit.Until;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;
import weir.testkit.peers.Ran;

/// Real clients in front: Postfix, swaks and smtp-source.
class ClientsInFrontTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final PeerRoot root = PeerRoot.require("postfix");
  @AutoClose private final SinkMta sink = SinkMta.start();

  private Stand stand() {
    return Stand.in(folder)
        .hop(sink.port())
        .set("listeners.customers.address", "'127.0.0.1:0'")
        .set("listeners.customers.role", "'submission'")
        .start();
  }

  @Test
  void postfixRelaysThroughUs() {
    try (Stand stand = stand();
        PeerHost host = root.start()) {
      String relaying =
          """
          virtual_mailbox_domains =
          default_transport = smtp
          relayhost = [127.0.0.1]:%d
          smtp_tls_security_level = may
          """
              .formatted(stand.port("direct"));
      Postfix postfix = Postfix.start(host, relaying, "");
      for (int n = 0; n < 5; n++) {
        host.run("sh", "-c", "echo hello | sendmail -f carl@example.net ann@example.com").orFail();
      }
      Until.holds(PATIENCE, () -> sink.messages().size() == 5);
      postfix.settle(PATIENCE);
      assertThat(sink.messages()).allMatch(message -> message.text().contains("with ESMTPS"));
    }
  }

  @Test
  void swaksDeliversAndIsToldWhyNot() {
    try (Stand stand = stand();
        PeerHost host = root.start()) {
      swaks(host, stand.port("direct"), "--to", "ann@example.com").orFail();
      Ran refused = swaks(host, stand.port("direct"), "--to", "nobody@example.com");
      assertThat(refused.exit()).isNotZero();
      assertThat(refused.output()).contains("550 5.1.1");
      assertThat(sink.messages()).hasSize(1);
    }
  }

  @Test
  void swaksLogsInUnderTlsAndMaySend() {
    try (Stand stand = stand();
        PeerHost host = root.start()) {
      int port = stand.port("customers");
      for (String mechanism : new String[] {"PLAIN", "LOGIN"}) {
        swaks(
                host,
                port,
                "--to",
                "bob@example.com",
                "--tls",
                "--auth",
                mechanism,
                "--auth-user",
                "ann@example.com",
                "--auth-password",
                "secret")
            .orFail();
      }
      assertThat(sink.messages()).hasSize(2).allMatch(m -> m.text().contains("with ESMTPSA"));
      assertThat(swaks(host, port, "--to", "bob@example.com").output()).contains("530 5.7.0");
    }
  }

  @Test
  void everythingThatSmtpSourceHadAcknowledgedIsBehindUs() {
    try (Stand stand = stand();
        PeerHost host = root.start()) {
      host.run(
              "smtp-source",
              "-s",
              "20",
              "-m",
              "2000",
              "-f",
              "carl@example.net",
              "-t",
              "ann@example.com",
              "127.0.0.1:" + stand.port("direct"))
          .orFail();
      assertThat(sink.messages()).hasSize(2000);
    }
  }

  private static Ran swaks(PeerHost host, int port, String... more) {
    String[] command = {
      "swaks",
      "--server",
      "127.0.0.1",
      "--port",
      Integer.toString(port),
      "--from",
      "carl@example.net",
      "--helo",
      "mail.example.net"
    };
    String[] all = Arrays.copyOf(command, command.length + more.length);
    System.arraycopy(more, 0, all, command.length, more.length);
    return host.run(all);
  }
}
