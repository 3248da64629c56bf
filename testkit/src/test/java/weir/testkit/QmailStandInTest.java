package weir.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// That it does as its description of qmail says.
class QmailStandInTest {

  private final QmailStandIn qmail =
      QmailStandIn.start(
          new QmailStandIn.Control(
              Set.of("example.com", ".example.org"), Set.of("bad@example.net"), 0));

  @AfterEach
  void close() {
    qmail.close();
  }

  /// Sends all at once, and answers all that came until the end.
  private String talk(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), qmail.port())) {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void aWholeSessionWithoutHelo() throws IOException {
    assertThat(
            talk(
                "MAIL FROM:<a@x>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\nS: x\r\n\r\n..\r\n.\r\nQUIT\r\n"))
        .matches(
            "220 mail.example.com ESMTP\r\n250 ok\r\n250 ok\r\n354 go ahead\r\n"
                + "250 ok [0-9]+ qp [0-9]+\r\n221 mail.example.com\r\n");
    assertThat(qmail.delivered().getFirst().content()).isEqualTo("S: x\n\n.\n");
  }

  @Test
  void itOffersNoMoreThanItHas() throws IOException {
    assertThat(talk("EHLO x\r\nSTARTTLS\r\nVRFY ann\r\nRSET\r\n"))
        .endsWith(
            "250-mail.example.com\r\n250-PIPELINING\r\n250 8BITMIME\r\n502 unimplemented (#5.5.1)\r\n"
                + "252 send some mail, i'll try my best\r\n250 flushed\r\n");
  }

  @Test
  void theOrderOfCommandsIsKept() throws IOException {
    assertThat(talk("RCPT TO:<a@example.com>\r\nDATA\r\nMAIL FROM:<a@x>\r\nDATA\r\n"))
        .endsWith(
            "503 MAIL first (#5.5.1)\r\n503 MAIL first (#5.5.1)\r\n250 ok\r\n"
                + "503 RCPT first (#5.5.1)\r\n");
  }

  @Test
  void rcpthostsBadmailfromAndRecipientsWithoutADomain() throws IOException {
    assertThat(
            talk(
                "MAIL FROM:<a@x>\r\nRCPT TO:<a@elsewhere>\r\nRCPT TO:<a@sub.example.org>\r\nRCPT TO:<a@example.org>\r\nRCPT TO:<a%elsewhere>\r\n"))
        .endsWith(
            "250 ok\r\n553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)\r\n"
                + "250 ok\r\n553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)\r\n"
                + "250 ok\r\n");
    assertThat(talk("MAIL FROM:<BAD@example.net>\r\nRCPT TO:<a@example.com>\r\n"))
        .endsWith(
            "250 ok\r\n553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)\r\n");
    assertThat(talk("MAIL\r\nMAIL FROM:<" + "a".repeat(901) + ">\r\n"))
        .endsWith("555 syntax error (#5.5.4)\r\n555 syntax error (#5.5.4)\r\n");
  }

  @Test
  void routesAndQuotesAreTakenAwayAndTheLastAtDecides() throws IOException {
    talk("MAIL FROM:<a@x>\r\nRCPT TO:<@b,@c:\"a@b\"@example.com>\r\nDATA\r\n\r\n.\r\n");
    assertThat(qmail.log()).anyMatch(line -> line.endsWith("to local a@b@example.com"));
    assertThat(qmail.log()).anyMatch(line -> line.startsWith("bounce msg "));
  }

  @Test
  void aBareLineFeedInAMessageEndsTheSession() throws IOException {
    assertThat(
            talk("MAIL FROM:<a@x>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\nx\n.\r\n.\r\nQUIT\r\n"))
        .endsWith("354 go ahead\r\n451 See http://pobox.com/~djb/docs/smtplf.html.\r\n");
    assertThat(qmail.delivered()).isEmpty();
  }

  @Test
  void aHundredHopsAreALoop() throws IOException {
    assertThat(
            talk(
                "MAIL FROM:<a@x>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\n"
                    + "Received: x\r\n".repeat(100)
                    + "\r\n.\r\n"))
        .endsWith("554 too many hops, this message is looping (#5.4.6)\r\n");
  }
}
