package weir.received;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import weir.maillog.Entrance;
import weir.net.IpAddress;

/// What a client has a server write into a Received field, a word a line: HELO, what its ident
/// server said, the name in its certificate, a recipient. Each server takes out what it does not
/// let through, and nothing else.
final class ReceivedWordsFuzzTest {
  private static final IpAddress CLIENT = IpAddress.parse("192.0.2.7").orElseThrow();

  @FuzzTest
  void whatAClientSaysNeverChangesWhoItIs(byte[] octets) {
    String[] words = new String(octets, UTF_8).split("\n", 4);
    if (octets.length > 1000 || words.length < 4) {
      return;
    }
    String helo = words[0].isEmpty() ? "x" : words[0];
    String postfixHelo = helo.replaceAll("[^!-~]|[<>()\\\\\";@]", "?");
    String qmailHelo = helo.replaceAll("[^A-Za-z0-9.@%+/=:-]", "?");
    String qmailIdent = words[1].replaceAll("[^A-Za-z0-9.@%+/=:-]", "?");
    String eximHelo = helo.replaceAll("[^A-Za-z0-9.:_\\[\\]-]", "x");
    String eximIdent = words[1].replaceAll("[^ -~]|[()\\\\]", "?");
    String certificate = words[2].replaceAll("[^ -~]|[()\\\\]", "?");
    String recipient = words[3].replaceAll("[^ -~]", "?").replaceAll("([\"\\\\])", "\\\\$1");
    holds(
        "from %s (unknown [192.0.2.7]) (using TLSv1.3) (Client CN \"%s\", Issuer \"%s\" (not verified)) by mx.example (Postfix) with ESMTPS id 4F2 for <\"%s\"@c.example>; Fri, 2 Jan 2026 03:04:05 +0000"
            .formatted(postfixHelo, certificate, certificate, recipient));
    holds(
        "from [192.0.2.7] (port=99 helo=%s ident=%s) by mx.example with esmtp (Exim 4.96) id 1vb for \"%s\"@c.example; Fri, 02 Jan 2026 03:04:05 +0000"
            .formatted(eximHelo, eximIdent, recipient));
    holds(
        "from h.example ([192.0.2.7]:99 helo=%s ident=%s) by mx.example with esmtps (TLS1.3) (Exim 4.96) id 1vb; Fri, 02 Jan 2026 03:04:05 +0000"
            .formatted(eximHelo, eximIdent));
    holds(
        "from unknown (HELO %s) (%s@192.0.2.7) by mx.example with SMTP; 2 Jan 2026 03:04:05 -0000"
            .formatted(qmailHelo, qmailIdent.isEmpty() ? "x" : qmailIdent));
  }

  private static void holds(String value) {
    Received field = Received.read(value);
    assertThat(field.by()).as(value).contains("mx.example");
    assertThat(field.came()).as(value).isInstanceOf(Came.By.class);
    Entrance.Client client = (Entrance.Client) ((Came.By) field.came()).entrance();
    assertThat(client.address()).as(value).contains(CLIENT);
    assertThat(client.login()).as(value).isEmpty();
  }
}
