package weir.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.testkit.QmailStandIn;

/// Something that does as qmail does, as the next hop.
class QmailBehindTest {
  private static final String MESSAGE = "Subject: x\r\n\r\nhello\r\n..dots\r\n";

  @TempDir private Path folder;
  private QmailStandIn qmail = QmailStandIn.start(QmailStandIn.Control.usual());

  @AfterEach
  void close() {
    qmail.close();
  }

  private void with(QmailStandIn.Control control) {
    qmail.close();
    qmail = QmailStandIn.start(control);
  }

  private Stand.Plan behind() {
    return Stand.in(folder).hop(qmail.port());
  }

  @Test
  void qmailDeliversAndItsProcessIsInOurAnswer() {
    try (Stand stand = behind().start();
        Talker client = stand.sender()) {
      Said said = client.deliver(MESSAGE);

      assertThat(said.text()).matches("250 2\\.0\\.0 Taken, queued as [0-9]+ \\[[a-z0-9]+\\]");
      String process = said.text().split("queued as ", 2)[1].split(" ", 2)[0];
      assertThat(qmail.log()).anyMatch(line -> line.endsWith(" qp " + process + " uid 7791"));
      assertThat(qmail.delivered())
          .singleElement()
          .satisfies(message -> {
            assertThat(message.mailbox()).isEqualTo("ann");
            assertThat(message.content())
                .contains("\nReceived: from mail.example.net (mail.example.net [192.0.2.10])\n")
                .endsWith("\nhello\n.dots\n");
          });
    }
  }

  @Test
  void whatQmailDoesNotOfferNobodyIsOffered() {
    try (Stand stand = behind().start();
        Talker client = stand.sender()) {
      assertThat(client.ask("EHLO mail.example.net").text())
          .contains("8BITMIME")
          .doesNotContain("SMTPUTF8")
          .doesNotContain("DSN");
      String sender = new String("jürgen@example.net".getBytes(UTF_8), ISO_8859_1);
      assertThat(client.ask("MAIL FROM:<" + sender + "> SMTPUTF8").code()).isBetween(500, 599);
      assertThat(client.deliver(MESSAGE).code()).isEqualTo(250);
      assertThat(qmail.commands())
          .contains("MAIL FROM:<carl@example.net>", "RCPT TO:<ann@example.com>");
    }
  }

  @Test
  void whomQmailWouldBounceWeRefuse() {
    try (Stand stand = behind().start();
        Talker client = stand.sender()) {
      client.ask("MAIL FROM:<carl@example.net>");
      assertThat(client.ask("RCPT TO:<nobody@example.com>").text()).startsWith("550 5.1.1");
      assertThat(client.ask("RCPT TO:<postmaster>").code()).isEqualTo(250);
      assertThat(client.ask("DATA").code()).isEqualTo(354);
      assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
      assertThat(qmail.log()).noneMatch(line -> line.startsWith("bounce"));
    }
  }

  @Test
  void askingQmailForRecipientsIsOfNoUse() {
    Stand.Plan plan =
        behind()
            .set("domains.\"example.com\".recipients", "[]")
            .set("domains.\"example.com\".call-forward", "true");
    try (Stand stand = plan.start();
        Talker client = stand.sender()) {
      client.ask("MAIL FROM:<carl@example.net>");
      assertThat(client.ask("RCPT TO:<nobody@example.com>").code()).isEqualTo(250);
      client.ask("DATA");
      assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
      assertThat(qmail.log()).anyMatch(line -> line.startsWith("bounce"));
    }
  }

  @Test
  void whatQmailRefusesIsRefusedInItsWords() {
    with(new QmailStandIn.Control(Set.of("example.com"), Set.of("@example.net"), 0));
    try (Stand stand = behind().start();
        Talker client = stand.sender()) {
      assertThat(client.deliver(MESSAGE).text())
          .startsWith("553 5.0.0 sorry, your envelope sender is in my badmailfrom list (#5.7.1)");
    }
    with(new QmailStandIn.Control(Set.of("example.org"), Set.of(), 0));
    try (Stand stand = behind().start();
        Talker client = stand.sender()) {
      assertThat(client.deliver(MESSAGE).text()).contains("allowed rcpthosts");
    }
    with(new QmailStandIn.Control(Set.of("example.com"), Set.of(), 100));
    try (Stand stand = behind().start();
        Talker client = stand.sender()) {
      assertThat(client.deliver(MESSAGE).text())
          .startsWith("552")
          .contains("exceeds my databytes limit");
    }
    assertThat(qmail.delivered()).isEmpty();
  }

  @Test
  void aBareLineFeedNeverReachesQmail() {
    Stand.Plan plan =
        behind()
            .set("listeners.ours.address", "'127.0.0.1:0'")
            .set("listeners.ours.role", "'relay'")
            .set("listeners.ours.bare-line-ends", "'normalise'");
    try (Stand stand = plan.start();
        Talker stranger = stand.sender();
        Talker ours = Talker.connect(stand.port("ours"))) {
      assertThat(stranger.deliver("Subject: x\n\r\nhello\r\n").text()).startsWith("550 5.5.2");
      assertThat(qmail.delivered()).isEmpty();

      ours.hear();
      ours.ask("EHLO web.example.com");
      assertThat(ours.deliver("Subject: x\n\none\n.\ntwo\r\n").text()).startsWith("250");
      assertThat(qmail.delivered().getFirst().content()).endsWith("\none\n\ntwo\n");
    }
  }

  @Test
  void qmailKnowsNothingByWhichItCouldBeToldTheClient() {
    try (Stand stand = behind().set("hops.back.identity", "'xclient'").start();
        Talker client = stand.sender()) {
      assertThat(client.deliver(MESSAGE).text()).startsWith("451 4.3.5");
    }
    try (Stand stand = behind().set("hops.back.identity", "'xforward'").start();
        Talker client = stand.sender()) {
      assertThat(client.deliver(MESSAGE).code()).isEqualTo(250);
      assertThat(qmail.commands()).noneMatch(line -> line.startsWith("XFORWARD"));
    }
  }

  @Test
  void withoutQmailClientsAreToldToComeAgain() {
    try (Stand stand = behind().start();
        Talker client = stand.sender()) {
      assertThat(client.deliver(MESSAGE).code()).isEqualTo(250);
      qmail.close();
      assertThat(client.deliver(MESSAGE).text()).startsWith("451 4.4.1");
    }
  }
}
