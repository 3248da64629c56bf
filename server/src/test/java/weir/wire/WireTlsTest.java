package weir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weir.wire.Ends.octets;
import static weir.wire.Ends.read;
import static weir.wire.Ends.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.tls.SelfMade;
import weir.tls.ServerTls;

@Timeout(60)
class WireTlsTest {

  @TempDir static Path folder;
  private static SSLContext server;
  private static SSLContext trusting;

  private Ends ends;

  @BeforeAll
  static void make() throws Exception {
    server =
        ServerTls.open(SelfMade.in(folder, List.of("localhost"), Instant.now(), new SecureRandom()))
            .context();
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, new TrustManager[] {new TrustsAll()}, null);
  }

  @BeforeEach
  void open() throws Exception {
    ends = Ends.open();
  }

  @AfterEach
  void close() throws Exception {
    ends.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void bothSpeakAfterTheHandshake(String protocol) throws Exception {
    var session = echoing(3);
    assertThat(ends.clientReads(8)).isEqualTo("220 go\r\n");
    SSLSocket client = secured(protocol);
    OutputStream out = client.getOutputStream();
    InputStream in = client.getInputStream();
    for (int i = 0; i < 3; i++) {
      out.write(octets("NOOP " + i));
      assertThat(in.readNBytes(6)).isEqualTo(octets("NOOP " + i));
    }
    assertThat(result(session)).startsWith(protocol + " TLS_");
    assertThat(ends.wires.buffers().leased()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void largeContentPassesWholeBothWays(String protocol) throws Exception {
    byte[] content = new byte[1_000_003];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 17);
    }
    var session =
        ends.session(() -> {
          ends.wire.startTls(server);
          byte[] came = new byte[content.length];
          int total = 0;
          while (total < came.length) {
            // Sizes of all kinds, so that records are cut everywhere.
            int most = Math.min(1 + total % 40_000, came.length - total);
            total += ends.wire.read(came, total, most);
          }
          ends.wire.write(came);
          ends.wire.close();
          return came;
        });
    SSLSocket client = secured(protocol);
    client.getOutputStream().write(content);
    assertThat(client.getInputStream().readAllBytes()).isEqualTo(content);
    assertThat(result(session)).isEqualTo(content);
    assertThat(ends.wires.buffers().leased()).isZero();
  }

  @Test
  void ourCloseIsAProperGoodbye() throws Exception {
    var session =
        ends.session(() -> {
          ends.wire.startTls(server);
          ends.wire.write(octets("221 bye"));
          ends.wire.close();
          return "";
        });
    SSLSocket client = secured("TLSv1.3");
    assertThat(client.getInputStream().readAllBytes()).isEqualTo(octets("221 bye"));
    result(session);
  }

  @Test
  void theGoodbyeOfTheClientIsTheEndOfTheStream() throws Exception {
    var session =
        ends.session(() -> {
          ends.wire.startTls(server);
          return read(ends.wire) + read(ends.wire);
        });
    SSLSocket client = secured("TLSv1.3");
    client.getOutputStream().write(octets("QUIT"));
    client.close();
    assertThat(result(session)).isEqualTo("QUITend");
  }

  @Test
  void aLookAtThePeerWorksUnderTls() throws Exception {
    var session =
        ends.session(() -> {
          ends.wire.startTls(server);
          boolean before = ends.wire.peerClosed();
          ends.wire.write(octets("220 "));
          ends.wire.flush();
          ends.untilPeerClosed();
          return before + " " + read(ends.wire) + " " + read(ends.wire);
        });
    SSLSocket client = secured("TLSv1.3");
    client.getInputStream().readNBytes(4);
    client.getOutputStream().write(octets("QUIT"));
    client.close();
    assertThat(result(session)).isEqualTo("false QUIT end");
  }

  @Test
  void readingWithoutWaitingWorksUnderTls() throws Exception {
    var session =
        ends.session(() -> {
          ends.wire.startTls(server);
          byte[] bytes = new byte[100];
          int nothing = ends.wire.readNow(bytes, 0, 100);
          ends.wire.write(octets("220 "));
          ends.wire.flush();
          int came = 0;
          while (came == 0) {
            came = ends.wire.readNow(bytes, 0, 3);
          }
          came += ends.wire.readNow(bytes, came, 97);
          int end = 0;
          while (end == 0) {
            end = ends.wire.readNow(bytes, came, 10);
          }
          return nothing + " " + new String(bytes, 0, came, "US-ASCII") + " " + end;
        });
    SSLSocket client = secured("TLSv1.3");
    client.getInputStream().readNBytes(4);
    client.getOutputStream().write(octets("QUIT"));
    client.close();
    assertThat(result(session)).isEqualTo("0 QUIT -1");
  }

  @Test
  void aDelayAndARecallWorkUnderTls() throws Exception {
    var session =
        ends.session(() -> {
          ends.wire.startTls(server);
          Arrival quiet = ends.wire.readFor(Duration.ofMillis(1));
          ends.wire.write(octets("220 "));
          Arrival arrival = ends.wire.readFor(Duration.ofMinutes(1));
          ends.wire.write(octets("421 "));
          ends.wire.flush();
          return quiet + " " + arrival;
        });
    SSLSocket client = secured("TLSv1.3");
    client.getInputStream().readNBytes(4);
    ends.wire.recall();
    assertThat(client.getInputStream().readNBytes(4)).isEqualTo(octets("421 "));
    assertThat(result(session)).isEqualTo("Quiet[] CalledBack[]");
  }

  @Test
  void hostile_012_plain_text_behind_starttls_is_seen_and_thrown_away() throws Exception {
    ends.clientSends("RSET\r\n");
    while (ends.wire.pendingPlaintext() < 6) {
      Thread.onSpinWait();
    }
    var session = echoing(1);
    assertThat(ends.clientReads(8)).isEqualTo("220 go\r\n");
    SSLSocket client = secured("TLSv1.3");
    client.getOutputStream().write(octets("NOOP 1"));
    assertThat(client.getInputStream().readNBytes(6)).isEqualTo(octets("NOOP 1"));
    result(session);
  }

  @Test
  void plainTextInPlaceOfAHandshakeFails() throws Exception {
    var session = ends.session(() -> ends.wire.startTls(server));
    ends.clientSends("EHLO there, this is no client hello at all\r\n");
    assertThatThrownBy(() -> result(session)).isInstanceOf(TlsFailed.class);
    assertThat(ends.wires.buffers().leased()).isZero();
    assertThatThrownBy(() -> read(ends.wire)).isInstanceOf(ConnectionLost.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mx.example.com\\", "mx\0.example.com", "${jndi:x}", "LONG"})
  void hostile_014_an_odd_server_name_is_a_failed_handshake(String name) throws Exception {
    var session = ends.session(() -> ends.wire.startTls(server));
    SSLSocket client = secured("TLSv1.3");
    SSLParameters parameters = client.getSSLParameters();
    parameters.setServerNames(
        List.of(new OddName(octets(name.equals("LONG") ? "x".repeat(60_000) : name))));
    client.setSSLParameters(parameters);

    assertThatThrownBy(client::startHandshake).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> result(session)).isInstanceOf(TlsFailed.class);
    assertThat(ends.wires.buffers().leased()).isZero();
  }

  @Test
  void hostile_015_a_handshake_that_stalls_is_ended() throws Exception {
    WireSettings hasty =
        new WireSettings(
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMillis(1),
            Duration.ofMillis(1));
    try (Ends stalling = Ends.open(hasty)) {
      stalling.clientSends("\u0016\u0003\u0001");
      var session = stalling.session(() -> stalling.wire.startTls(server));
      assertThatThrownBy(() -> result(session))
          .isInstanceOfSatisfying(
              TimedOut.class, late -> assertThat(late.what()).isEqualTo(TimedOut.What.HANDSHAKE));
      assertThat(stalling.wires.buffers().leased()).isZero();
    }
  }

  @Test
  void hostile_015_renegotiation_is_refused() throws Exception {
    var session =
        ends.session(() -> {
          ends.wire.startTls(server);
          return read(ends.wire) + read(ends.wire);
        });
    SSLSocket client = secured("TLSv1.2");
    client.getOutputStream().write(octets("NOOP"));
    client.startHandshake();
    FutureTask<Integer> reading = ends.session(() -> client.getInputStream().read());
    assertThatThrownBy(() -> result(session))
        .isInstanceOf(TlsFailed.class)
        .hasMessage("renegotiation");
    ends.wire.abort();
    assertThatThrownBy(() -> result(reading)).isInstanceOf(IOException.class);
  }

  @Test
  void hostile_029_a_client_that_leaves_in_the_handshake_is_a_failure_of_it() throws Exception {
    var session = ends.session(() -> ends.wire.startTls(server));
    ends.clientSends("\u0016\u0003\u0001\u0000\u0080");
    ends.client.shutdownOutput();
    assertThatThrownBy(() -> result(session)).isInstanceOf(TlsFailed.class);
  }

  private FutureTask<String> echoing(int times) {
    return ends.session(() -> {
      ends.wire.write(octets("220 go\r\n"));
      TlsInfo info = ends.wire.startTls(server);
      for (int i = 0; i < times; i++) {
        ends.wire.write(octets(read(ends.wire)));
      }
      ends.wire.flush();
      return info.protocol() + " " + info.cipher();
    });
  }

  private SSLSocket secured(String protocol) throws Exception {
    SSLSocket client =
        (SSLSocket) trusting.getSocketFactory().createSocket(ends.client, "localhost", 25, false);
    client.setEnabledProtocols(new String[] {protocol});
    return client;
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /// A name the JDK would not let a client ask for.
  private static final class OddName extends SNIServerName {
    OddName(byte[] octets) {
      super(StandardConstants.SNI_HOST_NAME, octets);
    }
  }

  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
