package weir.gateway;

import java.io.IOException;
import javax.net.ssl.SSLContext;
import weir.smtp.Extensions;
import weir.smtp.Reply;
import weir.verdict.Stage;

/// STARTTLS: from here on under TLS, and from the beginning (RFC 3207 section 4.2).
final class OnStartTls {
  private static final Reply READY = Reply.of(220, "2.0.0", "Go ahead");
  private static final Reply INJECTED =
      Reply.closing(554, "5.5.1", "Commands after STARTTLS in the clear are not accepted");

  private final Talk talk;

  OnStartTls(Talk talk) {
    this.talk = talk;
  }

  /// The reply that remains to be written is none: 220 went out in the clear before the handshake.
  Answer startTls() throws IOException {
    // RFC 3207 section 6, CVE-2011-0411: what came in the same packet was put there by somebody
    // else.
    if (talk.lines.discard() > 0 || talk.wire.pendingPlaintext() > 0) {
      return Answer.error(INJECTED);
    }
    talk.wire.write(READY.bytes());
    secure();
    talk.facts(talk.facts().withoutHello());
    talk.inspection().forgetFrom(Stage.HELO);
    talk.offer(Extensions.NONE);
    return new Answer.Said(true);
  }

  /// TLS from the first byte, or after 220.
  void secure() throws IOException {
    SSLContext context = talk.gateway.tls().get().orElseThrow();
    talk.wire.startTls(context);
    talk.facts(talk.facts().withTls());
  }
}
