package weir.nexthop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;
import weir.smtp.BufferPool;
import weir.smtp.Extensions;
import weir.smtp.Keyword;
import weir.smtp.Reply;

/// Brings a connection to a mail server from nothing to where MAIL may come: connect, greeting,
/// EHLO, STARTTLS and EHLO again, AUTH.
///
/// What the hop refuses here with 5xx it refuses us, not a message: [OurFaultException].
final class HopConnector {

  private final MailServer settings;
  private final String ownName;
  private final BufferPool buffers;
  private final LongSupplier nanoTime;
  private final Consumer<Extensions> learned;
  private final HopTls tls;

  /// @param ownName said in EHLO
  /// @param learned told what the hop offers, at each new connection
  HopConnector(
      MailServer settings,
      String ownName,
      BufferPool buffers,
      LongSupplier nanoTime,
      Consumer<Extensions> learned) {
    this.settings = settings;
    this.ownName = ownName;
    this.buffers = buffers;
    this.nanoTime = nanoTime;
    this.learned = learned;
    this.tls = new HopTls(settings.tls());
  }

  /// A connection that is not connected yet, so that a watch may look over it from the start.
  HopConnection prepare() throws IOException {
    return new HopConnection(settings.at().prepare(), buffers, nanoTime);
  }

  /// @param proxyHeader sent before everything else, may be empty
  /// @param mayEncrypt false after a handshake failed where encryption is not required
  void open(HopConnection connection, byte[] proxyHeader, boolean mayEncrypt) throws IOException {
    connection.within(settings.limits().connectTimeout(), "connecting to " + settings.at());
    connection.raw().connect();
    connection.within(settings.limits().commandTimeout(), "the greeting of the hop");
    if (proxyHeader.length > 0) {
      connection.raw().output().write(proxyHeader);
    }
    connection.greeted(accepted(connection.reply(), "the connection"));
    hello(connection);
    if (mayEncrypt
        && settings.tls() != HopSettings.Encryption.OFF
        && connection.raw() instanceof HopSocket.Tcp tcp) {
      startTls(connection, tcp);
    }
    authenticate(connection);
    if (settings.identity() == HopSettings.Identity.XCLIENT
        && !connection.extensions().xclient().contains("ADDR")) {
      // going on would give every stranger the rights the hop gives to our address
      throw new OurFaultException("the hop does not offer XCLIENT to us");
    }
    learned.accept(connection.extensions());
  }

  /// EHLO, or LHLO (RFC 2033 section 4.1), after the greeting and whenever the session was reset.
  void hello(HopConnection connection) throws IOException {
    String hello = settings.protocol().hello();
    connection.within(settings.limits().commandTimeout(), hello);
    Reply reply = accepted(connection.ask(hello + " " + ownName), hello);
    connection.learned(Extensions.parse(reply));
  }

  /// RFC 3207 section 4.2: what was learned before the handshake is forgotten.
  private void startTls(HopConnection connection, HopSocket.Tcp tcp) throws IOException {
    boolean optional = settings.tls() == HopSettings.Encryption.OPPORTUNISTIC;
    if (!connection.extensions().offers(Keyword.STARTTLS)) {
      if (optional) {
        return;
      }
      throw new OurFaultException("the hop does not offer STARTTLS");
    }
    connection.within(settings.limits().commandTimeout(), "STARTTLS");
    Reply reply = connection.ask("STARTTLS");
    if (reply.isTransient() && optional) {
      return;
    }
    accepted(reply, "STARTTLS");
    SSLSocket secure = tls.around(tcp);
    try {
      // octets that came with the answer to STARTTLS were sent by nobody we know: they are dropped
      connection.encryptedBy(new HopSocket.Tcp(secure, tcp.endpoint()));
      secure.startHandshake();
    } catch (IOException e) {
      if (connection.hasExpired()) {
        throw e;
      }
      throw new HandshakeFailed(e);
    }
    hello(connection);
  }

  /// RFC 4954 section 4 with PLAIN and an initial response, RFC 4616.
  private void authenticate(HopConnection connection) throws IOException {
    if (settings.login().isEmpty()) {
      return;
    }
    if (!connection.isEncrypted() || !connection.extensions().auth().contains("PLAIN")) {
      throw new OurFaultException("the hop does not offer AUTH PLAIN under encryption");
    }
    connection.within(settings.limits().commandTimeout(), "AUTH");
    String secret = "\0" + settings.login().get() + "\0" + settings.password().orElse("");
    String response = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    accepted(connection.ask("AUTH PLAIN " + response), "our login");
  }

  static Reply accepted(Reply reply, String what) throws IOException {
    if (reply.isPermanent()) {
      throw OurFaultException.refused(what, reply);
    }
    if (!reply.isPositive()) {
      throw new IOException("the hop answers to " + what + ": " + Reply.cleaned(reply));
    }
    return reply;
  }
}
