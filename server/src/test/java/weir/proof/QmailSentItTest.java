package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.attribution.Attributor;
import weir.attribution.Confidence;
import weir.maillog.Entrance;
import weir.maillog.MultilogFraming;
import weir.maillog.QmailLog;
import weir.queue.QmailQueue;

/// Two customers and a script send by a qmail of which only the files are there.
class QmailSentItTest {
  private static final String FORGED =
      "Received: (qmail 7 invoked by uid 2001); 25 Nov 2026 08:29:00 -0000\n"
          + "X-PHP-Originating-Script: 2001:form.php\nFrom: ann@example.com\n";

  @TempDir private Path folder;

  private Map<String, SentMessage> sent(QmailFiles qmail) throws IOException {
    return SentMessage.all(
        "mail2",
        qmail.log(),
        new MultilogFraming("qmail"),
        new QmailLog(),
        new QmailQueue(qmail.queue()));
  }

  @Test
  void theUidIsInThreePlaces() throws IOException {
    QmailFiles qmail = new QmailFiles(folder);
    qmail.take(1_234_567, 501, 2001, "by uid 2001", "Subject: script\n\nhello\n");
    qmail.take(89, 502, 2002, "by uid 2002", FORGED + "Subject: forged\n\nhello\n");
    qmail.take(90, 503, 33, "by uid 33", FORGED + "Subject: shared\n\nhello\n");
    Map<String, SentMessage> sent = sent(qmail);
    assertThat(sent).containsOnlyKeys("script", "forged", "shared");
    WhoseMail whose = WhoseMail.on("mail2");
    whose.assertAllSay(sent.get("script"), "shop", Confidence.STRONG);
    whose.assertAllSay(sent.get("forged"), "club", Confidence.STRONG);
    whose.assertNobodySays(sent.get("shared"));
  }

  @Test
  void theSameUidIsAnothersOnAnotherHostAndWasAnothersOnce() throws IOException {
    QmailFiles qmail = new QmailFiles(folder);
    qmail.take(92, 505, 2001, "by uid 2001", "Subject: first\n\nhello\n");
    qmail.take(93, 506, 2002, "by uid 2002", "Subject: second\n\nhello\n");
    Map<String, SentMessage> sent = sent(qmail);
    Attributor attributor = WhoseMail.on("mail2").attributor();
    Instant now = Instant.now();
    Instant then = now.minus(Duration.ofDays(60));
    assertThat(attributor.attribute("elsewhere", sent.get("first").inLog(), now).account())
        .map(Account::id)
        .contains("club");
    assertThat(attributor.attribute("mail2", sent.get("second").inLog(), then).account())
        .map(Account::id)
        .contains("shop");
  }

  /// The log has the uid of qmail-smtpd then, whoever the client is, and no login: what came by
  /// SMTP is laid at no customer's door, whatever the lines below say.
  @Test
  void whatCameByTheNetworkIsNobodysByUid() throws IOException {
    QmailFiles qmail = new QmailFiles(folder);
    qmail.take(
        91,
        504,
        7791,
        "from network",
        "Received: from unknown (HELO web1) (192.0.2.10)\n"
            + "  by mail2 with SMTP; 25 Nov 2026 08:30:00 -0000\n"
            + FORGED
            + "Subject: network\n\nhello\n");
    SentMessage message = sent(qmail).get("network");
    WhoseMail.on("mail2").assertNobodySays(message);
    assertThat(message.inQueue())
        .isInstanceOfSatisfying(
            Entrance.Client.class,
            by -> assertThat(by.address()).map(Object::toString).contains("192.0.2.10"));
  }
}
