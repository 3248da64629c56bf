package weir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weir.wire.Ends.octets;
import static weir.wire.Ends.read;
import static weir.wire.Ends.result;

import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WireTest {

  private Ends ends;

  @BeforeEach
  void open() throws Exception {
    ends = Ends.open();
  }

  @AfterEach
  void close() throws Exception {
    ends.close();
  }

  @Test
  void whatIsWrittenLeavesTogetherBeforeTheNextRead() throws Exception {
    var session =
        ends.session(() -> {
          ends.wire.write(octets("250 one\r\n"));
          ends.wire.write(octets("250 two\r\n"));
          return read(ends.wire);
        });
    assertThat(ends.clientReads(18)).isEqualTo("250 one\r\n250 two\r\n");
    ends.clientSends("QUIT\r\n");
    assertThat(result(session)).isEqualTo("QUIT\r\n");
  }

  @Test
  void nothingLeavesBeforeItIsFlushed() throws Exception {
    ends.wire.write(octets("250 later\r\n"));
    assertThat(ends.client.getInputStream().available()).isZero();
    ends.wire.flush();
    assertThat(ends.clientReads(11)).isEqualTo("250 later\r\n");
  }

  @Test
  void largeContentPassesWhole() throws Exception {
    byte[] content = new byte[3_000_001];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31);
    }
    var session =
        ends.session(() -> {
          ends.wire.write(octets("head"));
          ends.wire.write(content);
          ends.wire.write(octets("tail"));
          ends.wire.close();
          return "";
        });
    byte[] came = ends.client.getInputStream().readAllBytes();
    result(session);
    assertThat(came)
        .hasSize(content.length + 8)
        .startsWith(octets("head"))
        .endsWith(octets("tail"));
    assertThat(Arrays.copyOfRange(came, 4, content.length + 4)).isEqualTo(content);
  }

  @Test
  void aSilentClientTimesOutAndCanStillBeTold() throws Exception {
    var _ = ends.wire.within(Duration.ofMillis(1), Duration.ofMinutes(1));
    var session =
        ends.session(() -> {
          try {
            return read(ends.wire);
          } catch (TimedOut late) {
            ends.wire.write(octets("421 "));
            ends.wire.flush();
            return late.what().name();
          }
        });
    assertThat(result(session)).isEqualTo("READ");
    assertThat(ends.clientReads(4)).isEqualTo("421 ");
  }

  @Test
  void hostile_030_a_slow_client_meets_the_deadline_however_busy_it_is() throws Exception {
    var session =
        ends.session(() -> {
          var _ = ends.wire.within(Duration.ofMinutes(1), Duration.ofMillis(200));
          int octets = 0;
          try {
            while (true) {
              octets += read(ends.wire).length();
            }
          } catch (TimedOut late) {
            return late.what() + " " + (octets > 0);
          }
        });
    while (!session.isDone()) {
      ends.clientSends("x");
      Thread.onSpinWait();
    }
    assertThat(result(session)).isEqualTo("DEADLINE true");
  }

  @Test
  void hostile_031_a_client_that_never_reads_is_cut_off() throws Exception {
    Ends hasty =
        Ends.open(
            new WireSettings(
                Duration.ofMinutes(1),
                Duration.ofMillis(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1)));
    try (hasty) {
      byte[] reply = new byte[100_000];
      var session =
          ends.session(() -> {
            while (true) {
              hasty.wire.write(reply, 0, reply.length);
            }
          });
      assertThatThrownBy(() -> result(session))
          .isInstanceOfSatisfying(
              TimedOut.class, late -> assertThat(late.what()).isEqualTo(TimedOut.What.WRITE));
    }
  }

  @Test
  void endOfStreamIsAnAnswerAndAResetIsLoss() throws Exception {
    ends.client.shutdownOutput();
    assertThat(read(ends.wire)).isEqualTo("end");

    try (Ends other = Ends.open()) {
      var session = other.session(() -> read(other.wire));
      reset(other.client);
      assertThatThrownBy(() -> result(session)).isInstanceOf(ConnectionLost.class);
    }
  }

  @Test
  void aLookAtThePeerLosesNothing() throws Exception {
    assertThat(ends.wire.peerClosed()).isFalse();
    ends.clientSends("QUIT\r\n");
    ends.client.shutdownOutput();
    ends.untilPeerClosed();
    assertThat(ends.wire.pendingPlaintext()).isEqualTo(6);
    assertThat(read(ends.wire)).isEqualTo("QUIT\r\n");
    assertThat(read(ends.wire)).isEqualTo("end");
  }

  @Test
  void aResetPeerIsClosed() throws Exception {
    reset(ends.client);
    ends.untilPeerClosed();
    assertThat(ends.wire.peerClosed()).isTrue();
  }

  @Test
  void aFloodDoesNotFillOurMemoryWhileWeOnlyLook() throws Exception {
    ends.client.getOutputStream().write(new byte[50_000]);
    while (ends.wire.pendingPlaintext() < Pushback.MOST) {
      Thread.onSpinWait();
    }
    assertThat(ends.wire.peerClosed()).isFalse();
    assertThat(ends.wire.pendingPlaintext()).isEqualTo(Pushback.MOST);
    byte[] all = new byte[50_000];
    int total = 0;
    while (total < all.length) {
      total += ends.wire.read(all, total, all.length - total);
    }
    assertThat(total).isEqualTo(50_000);
  }

  @Test
  void aDelayPassesQuietlyOrKeepsWhatCame() throws Exception {
    assertThat(ends.wire.readFor(Duration.ofMillis(1))).isEqualTo(new Arrival.Quiet());

    var session = ends.session(() -> ends.wire.readFor(Duration.ofMinutes(1)));
    ends.clientSends("EHLO");
    assertThat(result(session)).isInstanceOf(Arrival.Arrived.class);
    StringBuilder came = new StringBuilder();
    while (came.length() < 4) {
      came.append(read(ends.wire));
    }
    assertThat(came.toString()).isEqualTo("EHLO");
  }

  /// Beyond [Deadlines#COARSE_FROM] waits for commands are watched, and ended for good: not delays.
  @Test
  void aLongDelayPassesQuietlyAndTheSessionGoesOn() throws Exception {
    Duration longer = Duration.ofNanos(Deadlines.COARSE_FROM).plusSeconds(2);
    assertThat(ends.wire.readFor(longer)).isEqualTo(new Arrival.Quiet());
    ends.clientSends("EHLO");
    assertThat(read(ends.wire)).isEqualTo("EHLO");
  }

  @Test
  void aDelayNoticesThatTheClientLeft() throws Exception {
    var session = ends.session(() -> ends.wire.readFor(Duration.ofMinutes(1)));
    ends.client.close();
    assertThat(result(session)).isEqualTo(new Arrival.EndOfStream());
  }

  @Test
  void aDelayGoesOnBehindBytesThatWereKept() throws Exception {
    ends.clientSends("RCPT");
    while (ends.wire.pendingPlaintext() < 4) {
      Thread.onSpinWait();
    }
    assertThat(ends.wire.readFor(Duration.ofMillis(1))).isEqualTo(new Arrival.Quiet());
    assertThat(read(ends.wire)).isEqualTo("RCPT");
  }

  @Test
  void aRecalledSessionCanSayItsLastWord() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    var session =
        ends.session(() -> {
          begun.countDown();
          Arrival arrival = ends.wire.readFor(Duration.ofMinutes(1));
          ends.wire.write(octets("421 "));
          ends.wire.close();
          return arrival;
        });
    begun.await();
    ends.wire.recall();
    assertThat(result(session)).isEqualTo(new Arrival.CalledBack());
    assertThat(ends.clientReads(5)).isEqualTo("421 ");
  }

  @Test
  void aRecallEndsAWaitForACommand() throws Exception {
    var session = ends.session(() -> read(ends.wire));
    ends.wire.recall();
    assertThatThrownBy(() -> result(session)).isInstanceOf(Recalled.class);
  }

  @Test
  void aClientThatIsStillSendingReadsOurLastReply() throws Exception {
    ends.clientSends("EHLO too early\r\n");
    while (ends.wire.pendingPlaintext() < 16) {
      Thread.onSpinWait();
    }
    ends.clientSends("MAIL FROM:<a@example.net>\r\n");
    ends.wire.write(octets("554 5.5.0 go\r\n"));
    var session =
        ends.session(() -> {
          ends.wire.close();
          return "";
        });
    assertThat(new String(ends.client.getInputStream().readAllBytes(), "US-ASCII"))
        .isEqualTo("554 5.5.0 go\r\n");
    ends.client.close();
    result(session);
  }

  @Test
  void hostile_029_a_client_that_leaves_never_makes_close_throw() throws Exception {
    ends.wire.write(octets("250 ok\r\n"));
    reset(ends.client);
    ends.untilPeerClosed();
    ends.wire.close();
    ends.wire.close();
    assertThatThrownBy(() -> read(ends.wire)).isInstanceOf(ConnectionLost.class);
  }

  @Test
  void anAbortFromElsewhereEndsARead() throws Exception {
    var session = ends.session(() -> read(ends.wire));
    ends.wire.abort();
    assertThatThrownBy(() -> result(session)).isInstanceOf(ConnectionLost.class);
  }

  @Test
  void buffersAreBackWhileNothingIsInFlight() throws Exception {
    ends.wire.write(octets("250 ok\r\n"));
    assertThat(ends.wires.buffers().leased()).isEqualTo(1);
    ends.wire.flush();
    assertThat(ends.wires.buffers().leased()).isZero();
    ends.wire.close();
    assertThat(ends.wires.buffers().leased()).isZero();
  }

  private static void reset(Socket client) throws Exception {
    client.setSoLinger(true, 0);
    client.close();
  }
}
