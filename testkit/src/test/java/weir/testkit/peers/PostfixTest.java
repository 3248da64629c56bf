package weir.testkit.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostfixTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static PeerRoot root;

  @BeforeAll
  static void findTheRoot() {
    root = PeerRoot.require("postfix");
  }

  @Test
  void aMessageFromSwaksReachesItsMailbox() {
    try (PeerHost host = root.start()) {
      Postfix postfix = Postfix.start(host, "", "");
      swaks(host, postfix, "ann@example.com").orFail();
      postfix.settle(SOON);
      assertThat(postfix.mailbox("ann"))
          .singleElement()
          .extracting(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
          .asString()
          .contains("Subject: rain");
      postfix.awaitLog("status=sent", 1);
    }
  }

  @Test
  void nothingLeavesForOtherDomains() {
    try (PeerHost host = root.start()) {
      Postfix postfix = Postfix.start(host, "", "");
      assertThat(swaks(host, postfix, "someone@example.net").output())
          .contains("sends nothing away");
    }
  }

  @Test
  void settingsOfTheTestWin() {
    try (PeerHost host = root.start()) {
      String main = "smtpd_banner = $myhostname on a rainy day\n";
      Postfix postfix = Postfix.start(host, main, "  -o smtpd_noop_commands=rain\n");
      assertThat(swaks(host, postfix, "ann@example.com").output())
          .contains("postfix.example.com on a rainy day");
    }
  }

  @Test
  void twoOfThemDoNotSeeEachOther() {
    try (PeerHost one = root.start();
        PeerHost other = root.start()) {
      Postfix first = Postfix.start(one, "", "");
      Postfix second = Postfix.start(other, "", "");
      swaks(one, first, "bob@example.com").orFail();
      first.settle(SOON);
      assertThat(first.mailbox("bob")).hasSize(1);
      assertThat(second.mailbox("bob")).isEmpty();
    }
  }

  @Test
  void whenTheHostIsClosedItsPortIsFreeAndItsFilesAreGone() throws IOException {
    PeerHost host = root.start();
    int port = Postfix.start(host, "", "").port();
    host.close();
    try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
    assertThat(root.folder().resolve("var/vmail")).doesNotExist();
    assertThat(Files.list(root.playground())).isEmpty();
  }

  @Test
  void aHostWithItsOwnNetworkHasNothingButALoopback() {
    try (PeerHost host = root.startAlone()) {
      assertThat(host.run("ip", "-o", "link", "show", "up").orFail().output().lines())
          .singleElement()
          .asString()
          .contains("lo:")
          .contains("UP");
    }
  }

  private static Ran swaks(PeerHost host, Postfix postfix, String to) {
    return host.run(
        "swaks",
        "--server",
        "127.0.0.1:" + postfix.port(),
        "--from",
        "carol@example.net",
        "--to",
        to,
        "--header",
        "Subject: rain");
  }
}
