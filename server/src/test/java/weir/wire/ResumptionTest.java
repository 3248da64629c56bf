package weir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.wire.Ends.octets;
import static weir.wire.Ends.read;
import static weir.wire.Ends.result;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.tls.SelfMade;
import weir.tls.ServerTls;

@Timeout(60)
class ResumptionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientThatComesBackIsKnownByItsTicketAndNothingIsKept(String protocol) throws Exception {
    SSLContext server =
        ServerTls.open(SelfMade.in(folder, List.of("localhost"), Instant.now(), new SecureRandom()))
            .context();
    Certificates certificates = new Certificates();
    SSLContext client = SSLContext.getInstance("TLS");
    client.init(null, new TrustManager[] {certificates}, null);

    try (Wires wires = new Wires(Ends.PATIENT);
        ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      for (int visit = 0; visit < 3; visit++) {
        FutureTask<String> session = new FutureTask<>(() -> echo(wires, listener, server));
        Thread.ofVirtual().start(session);
        visit(listener.socket().getLocalPort(), client, protocol);
        assertThat(result(session)).isEqualTo("end");
      }
    }

    // who resumes sends no certificate: RFC 8446 section 2.2, RFC 5077 section 3.1
    assertThat(certificates.seen).isEqualTo(1);
    assertThat(Collections.list(server.getServerSessionContext().getIds())).isEmpty();
  }

  /// @return what comes after the echo
  private static String echo(Wires wires, ServerSocketChannel listener, SSLContext context)
      throws IOException {
    try (Wire wire = wires.over(listener.accept())) {
      wire.startTls(context);
      wire.write(octets(read(wire)));
      return read(wire);
    }
  }

  private static void visit(int port, SSLContext context, String protocol) throws IOException {
    try (SSLSocket client =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      client.setEnabledProtocols(new String[] {protocol});
      client.getOutputStream().write(octets("NOOP"));
      assertThat(client.getInputStream().readNBytes(4)).isEqualTo(octets("NOOP"));
    }
  }

  /// Trusts everybody, and counts.
  private static final class Certificates implements X509TrustManager {
    private int seen;

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      seen++;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
