package weir.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.testkit.Until;
import weir.testkit.peers.Exim;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// A real Exim as the next hop.
class EximBehindTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MESSAGE = "Subject: x\r\n\r\nhello\r\n..dots\r\n";

  @TempDir private Path folder;
  private final PeerRoot root = PeerRoot.require("exim");

  @Test
  void eximDeliversAndItsIdIsInOurAnswer() {
    try (PeerHost host = root.start()) {
      Exim exim = exim(host, "");
      try (Stand stand = behind(exim).start();
          Talker client = stand.sender()) {
        Said said = client.deliver(MESSAGE);
        assertThat(said.text()).as(exim.log()).startsWith("250 2.0.0 Taken, queued as ");
        exim.settle(PATIENCE);
        String id = said.text().split("queued as ", 2)[1].split(" ", 2)[0];
        assertThat(exim.log()).contains(id + " Completed");
        assertThat(new String(exim.mailbox("ann").getFirst(), ISO_8859_1))
            .contains("from mail.example.net (mail.example.net [192.0.2.10])")
            .endsWith("hello\n.dots\n");
      }
    }
  }

  @Test
  void withAProxyHeaderEximTakesTheClientForTheRealOne() {
    try (PeerHost host = root.start()) {
      Exim exim = exim(host, "hosts_proxy = 127.0.0.1\n");
      Stand.Plan plan =
          behind(exim)
              .set("hops.back.identity", "'proxy'")
              .set("domains.\"example.com\".recipients", "[]")
              .set("domains.\"example.com\".call-forward", "true");
      try (Stand stand = plan.start();
          Talker client = stand.sender()) {
        assertThat(client.deliver(MESSAGE).code()).as(exim.log()).isEqualTo(250);
        assertThat(client.deliver(MESSAGE).code()).as(exim.log()).isEqualTo(250);
        exim.settle(PATIENCE);
        assertThat(exim.log()).containsPattern("<= carl@example.net .*\\[192\\.0\\.2\\.10\\]");
        assertThat(exim.mailbox("ann")).hasSize(2);
      }
    }
  }

  @Test
  void anEximWithoutXclientIsAMistakeOfOurs() {
    try (PeerHost host = root.start()) {
      Exim exim = exim(host, "");
      try (Stand stand = behind(exim).set("hops.back.identity", "'xclient'").start();
          Talker client = stand.sender()) {
        assertThat(client.deliver(MESSAGE).text()).startsWith("451 4.3.5");
      }
    }
  }

  @Test
  void recipientsAreThoseThatEximKnows() {
    try (PeerHost host = root.start()) {
      Exim exim = exim(host, "");
      Stand.Plan plan =
          behind(exim)
              .set("domains.\"example.com\".recipients", "[]")
              .set("domains.\"example.com\".call-forward", "true");
      try (Stand stand = plan.start();
          Talker client = stand.sender()) {
        client.ask("MAIL FROM:<carl@example.net>");
        assertThat(client.ask("RCPT TO:<nobody@example.com>").text())
            .startsWith("550")
            .contains("Unknown user");
        assertThat(client.ask("RCPT TO:<ann@example.com>").code()).isEqualTo(250);
        assertThat(client.ask("RCPT TO:<bob@example.com>").code()).isEqualTo(250);
        assertThat(client.ask("DATA").code()).isEqualTo(354);
        assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
        exim.settle(PATIENCE);
        assertThat(exim.mailbox("ann")).hasSize(1);
        assertThat(exim.mailbox("bob")).hasSize(1);
      }
    }
  }

  @Test
  void whatEximRefusesAfterTheDotIsRefusedInItsWords() {
    try (PeerHost host = root.start()) {
      Exim exim = exim(host, "acl_smtp_data = ${if eq{1}{1}{deny}}\n");
      try (Stand stand = behind(exim).start();
          Talker client = stand.sender()) {
        assertThat(client.deliver(MESSAGE).text())
            .startsWith("550")
            .contains("Administrative prohibition");
        assertThat(exim.mailbox("ann")).isEmpty();
      }
    }
  }

  @Test
  void sizeAddressesInUtf8AndDeliveryNoticesReachFromEndToEnd() {
    try (PeerHost host = root.start()) {
      Exim exim = exim(host, "");
      try (Stand stand = behind(exim).start();
          Talker client = stand.sender()) {
        assertThat(client.ask("EHLO mail.example.net").text())
            .contains("SIZE " + (10 * 1024 * 1024 - 8 * 1024))
            .contains("SMTPUTF8")
            .contains("DSN");
        assertThat(client.ask("MAIL FROM:<carl@example.net> SIZE=20000000").text())
            .startsWith("552 5.3.4");

        String sender = new String("jürgen@example.net".getBytes(UTF_8), ISO_8859_1);
        client.ask("MAIL FROM:<" + sender + "> SMTPUTF8 RET=HDRS ENVID=id7");
        client.ask("RCPT TO:<ann@example.com> NOTIFY=NEVER");
        client.ask("DATA");
        assertThat(client.ask(MESSAGE + ".").code()).as(exim.log()).isEqualTo(250);
        exim.settle(PATIENCE);
        assertThat(exim.log())
            .containsPattern(
                "said MAIL FROM:<j.*rgen@example.net> SIZE=\\d+ SMTPUTF8 RET=HDRS ENVID=id7");
        assertThat(new String(exim.mailbox("ann").getFirst(), UTF_8)).contains("with UTF8");
      }
    }
  }

  @Test
  void whileEximIsStoppedClientsAreToldToComeAgainAndAfterwardsAllIsAsBefore() {
    try (PeerHost host = root.start()) {
      Exim exim = exim(host, "");
      // else a connection that rests would live on with its own process of Exim
      try (Stand stand = behind(exim).set("hops.back.max-messages", "1").start()) {
        exim.stop();
        Until.holds(
            PATIENCE,
            () -> {
              try (Talker client = stand.sender()) {
                return client.deliver(MESSAGE).text().startsWith("451 4.4.1");
              }
            });
        exim.settle(PATIENCE);
        int before = exim.mailbox("ann").size();
        exim.start();
        Until.holds(
            PATIENCE,
            () -> {
              try (Talker again = stand.sender()) {
                return again.deliver(MESSAGE).code() == 250;
              }
            });
        exim.settle(PATIENCE);
        assertThat(exim.mailbox("ann").size()).isEqualTo(before + 1);
      }
    }
  }

  private static Exim exim(PeerHost host, String main) {
    return Exim.start(host, main, "", "");
  }

  private Stand.Plan behind(Exim exim) {
    return Stand.in(folder).hop(exim.port());
  }
}
