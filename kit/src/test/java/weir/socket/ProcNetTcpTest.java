package weir.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The lines are of a machine that puts the low octet first.
final class ProcNetTcpTest {

  @BeforeEach
  void onlyThere() {
    Assumptions.assumeTrue(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "lines of a little-endian machine");
  }

  @Test
  void aConnectionOfIpv4() {
    TcpSocket socket =
        ProcNetTcp.line(
                "   3: 0A0200C0:A0C2 017100CB:0019 02 00000001:00000000 01:00000315 00000003  2001"
                    + "        0 48213 2 0000000000000000 800 0 0 1 7")
            .orElseThrow();
    assertThat(socket.local()).hasToString("192.0.2.10");
    assertThat(socket.localPort()).isEqualTo(41154);
    assertThat(socket.remote()).hasToString("203.0.113.1");
    assertThat(socket.remotePort()).isEqualTo(25);
    assertThat(socket.state()).isEqualTo(TcpState.SYN_SENT);
    assertThat(socket.uid()).isEqualTo(2001);
    assertThat(socket.inode()).isEqualTo(48213);
  }

  @Test
  void oneOfIpv6AndOneThatSpeaksIpv4() {
    TcpSocket six =
        ProcNetTcp.line(
                "   0: B80D0120000000000000000010000000:C350 B80D0120010000000000000025000000:024B 01"
                    + " 00000000:00000000 00:00000000 00000000  2002        0 9 1 0 20 4 30 10 -1")
            .orElseThrow();
    assertThat(six.remote()).hasToString("2001:db8:0:1::25");
    assertThat(six.remotePort()).isEqualTo(587);
    TcpSocket mapped =
        ProcNetTcp.line(
                "   1: 0000000000000000FFFF00000A0200C0:C350 0000000000000000FFFF0000017100CB:0019 01"
                    + " 00000000:00000000 00:00000000 00000000  2002        0 10 1 0 20 4 30 10 -1")
            .orElseThrow();
    assertThat(mapped.remote()).hasToString("203.0.113.1");
  }

  private static String line(String local, String remote, String state, int uid, int inode) {
    return "   0: %s %s %s 00000000:00000000 00:00000000 00000000  %d        0 %d 1 0 20 4 30 10 -1"
        .formatted(local, remote, state, uid, inode);
  }

  /// The old look was for `:25`, which also found port 2525, and took what waits for its end for
  /// root's.
  @Test
  void vector_25_addressesPortsAndStatesAreReadAsTheyAre() {
    TcpSocket four =
        ProcNetTcp.line(line("0A0200C0:A0C2", "017100CB:0019", "01", 1, 9)).orElseThrow();
    assertThat(four.remote()).hasToString("203.0.113.1");
    assertThat(four.remotePort()).isEqualTo(25);
    TcpSocket other =
        ProcNetTcp.line(line("0A0200C0:0019", "017100CB:09DD", "01", 1, 9)).orElseThrow();
    assertThat(other.remotePort()).isEqualTo(2525);
    assertThat(other.localPort()).isEqualTo(25);
    TcpSocket six =
        ProcNetTcp.line(
                line(
                    "B80D0120000000000000000010000000:C350",
                    "B80D0120010000000000000025000000:0019",
                    "01",
                    1,
                    9))
            .orElseThrow();
    assertThat(six.remote()).hasToString("2001:db8:0:1::25");
    TcpSocket mapped =
        ProcNetTcp.line(
                line(
                    "0000000000000000FFFF00000A0200C0:C350",
                    "0000000000000000FFFF0000017100CB:0019",
                    "01",
                    1,
                    9))
            .orElseThrow();
    assertThat(mapped.remote()).hasToString("203.0.113.1");
    TcpSocket over =
        ProcNetTcp.line(line("0A0200C0:A0C2", "017100CB:0019", "06", 0, 0)).orElseThrow();
    assertThat(over.state()).isEqualTo(TcpState.TIME_WAIT);
    assertThat(over.isOrphan()).as("nobody's, and not root's").isTrue();
    assertThat(over.state().hasOwner()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
            + " inode",
        "0: 0A0200C0 017100CB:0019 02 0:0 1:1 0 2001 0 48213",
        "0: 0A0200:A0C2 017100CB:0019 02 0:0 1:1 0 2001 0 48213",
        "0: 0A0200C0:A0C2 017100CB:0019 63 0:0 1:1 0 2001 0 48213",
        "0: 0A0200C0:A0C2 017100CB:0019 02 0:0 1:1 0 root 0 48213",
        "0: 0A0200C0:A0C2 017100CB:0019 02 0:0 1:1 0 2001 0"
      })
  void whatIsNoSuchLineIsNone(String line) {
    assertThat(ProcNetTcp.line(line)).isEmpty();
  }
}
