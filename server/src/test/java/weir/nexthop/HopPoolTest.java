package weir.nexthop;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.nexthop.TestHops.BODY;
import static weir.nexthop.TestHops.handing;
import static weir.nexthop.TestHops.hop;
import static weir.nexthop.TestHops.settings;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import weir.sink.SinkAct;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;
import weir.sink.SinkTrace;

class HopPoolTest {

  @AutoClose private final SinkMta sink = SinkMta.start();

  @Test
  void messagesShareAConnectionUntilItHasCarriedItsNumber() {
    try (SmtpHop hop = hop(settings(sink, "max-messages = 3"))) {
      for (int i = 0; i < 7; i++) {
        assertThat(hop.handOver(handing(BODY, "ann@example.com")))
            .isInstanceOf(Handover.Taken.class);
      }
      assertThat(sink.connections()).hasSize(3);
      assertThat(sink.connections().getFirst().awaitEnd()).isTrue();
      assertThat(sink.connections().getFirst().commands()).endsWith("QUIT");
    }
  }

  @Test
  void aConnectionIsClosedAfterTooManyRefusals() {
    sink.obey(SinkScript.obedient().on(SinkPoint.MAIL, SinkAct.say("550 5.7.1 no")));
    try (SmtpHop hop = hop(settings(sink, "max-errors = 2"))) {
      for (int i = 0; i < 5; i++) {
        hop.handOver(handing(BODY, "ann@example.com"));
      }
      assertThat(sink.connections()).hasSize(3);
    }
  }

  @Test
  void anIdleConnectionIsClosedWithAGoodbye() {
    AtomicLong time = new AtomicLong();
    HopSettings.Smtp settings = settings(sink, "idle-timeout = '1m'", "connect-timeout = '100s'");
    try (SmtpHop hop =
        new SmtpHop(
            "back", settings, "weir.example", TestHops.buffers(), TestHops.refusals(), time::get)) {
      hop.handOver(handing(BODY, "ann@example.com"));
      time.addAndGet(60_000_000_001L);

      assertThat(sink.connections().getFirst().awaitEnd()).isTrue();
      assertThat(sink.connections().getFirst().commands()).endsWith("QUIT");
    }
  }

  @Test
  void aMessageThatMeetsADeadConnectionIsSentOnceOnANewOne() {
    try (SmtpHop hop = hop(settings(sink))) {
      hop.probe();
      sink.cutConnections();
      assertThat(sink.connections().getFirst().awaitEnd()).isTrue();

      assertThat(hop.handOver(handing(BODY, "ann@example.com"))).isInstanceOf(Handover.Taken.class);
      assertThat(sink.messages()).hasSize(1);
      assertThat(sink.connections()).hasSize(2);
    }
  }

  @Test
  void aConnectionThatTheWatchEndedInItsLastMomentIsNotKeptForOthers() throws IOException {
    HopSettings.Smtp settings = settings(sink);
    HopConnector connector =
        new HopConnector(settings, "weir.example", TestHops.buffers(), System::nanoTime, _ -> {});
    try (HopPool pool = new HopPool("back", connector, settings, System::nanoTime)) {
      HopConnection ended = pool.open(SmtpHop.NO_PROXY_HEADER, null);
      ended.expire(System.nanoTime() + Duration.ofHours(2).toNanos());
      pool.giveBack(ended);
      assertThat(pool.takeResting()).isEmpty();

      pool.giveBack(pool.open(SmtpHop.NO_PROXY_HEADER, null));
      assertThat(pool.takeResting()).isPresent();
    }
  }

  @Test
  void aRestingConnectionThatSays421IsReplaced() {
    try (SmtpHop hop = hop(settings(sink))) {
      hop.probe();
      sink.obey(SinkScript.obedient().on(SinkPoint.MAIL, 1, SinkAct.say("421 4.4.2 idle")));

      assertThat(hop.handOver(handing(BODY, "ann@example.com"))).isInstanceOf(Handover.Taken.class);
      assertThat(sink.connections()).hasSize(2);
    }
  }

  @Test
  void aConnectionThatDiesInMidBodyIsReplacedOnceWhileTheDotWasNotSent() {
    try (SmtpHop hop = hop(settings(sink))) {
      hop.probe();
      sink.obey(step ->
          step.point() == SinkPoint.BODY && step.connection() == 1 && step.bodyOctets() > 1000
              ? SinkAct.reset()
              : SinkAct.obey());

      assertThat(hop.handOver(handing(BODY.repeat(200_000), "ann@example.com")))
          .isInstanceOf(Handover.Taken.class);
      assertThat(sink.messages()).hasSize(1);
    }
  }

  @Test
  void withoutAFreeConnectionAMessageWaitsOnlySoLong() throws InterruptedException {
    CountDownLatch atData = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    sink.obey(step -> {
      if (step.point() == SinkPoint.DOT) {
        atData.countDown();
        await(goOn);
      }
      return SinkAct.obey();
    });
    try (SmtpHop hop = hop(settings(sink, "connections = 1", "wait-for-connection = '50ms'"))) {
      Thread first =
          Thread.startVirtualThread(() -> hop.handOver(handing(BODY, "ann@example.com")));
      atData.await();

      Handover second = hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(second).isInstanceOf(Handover.Failed.class);
      assertThat(hop.troubleNow()).as("busy for a moment is not down").isEmpty();
      goOn.countDown();
      first.join();
      assertThat(sink.messages()).hasSize(1);
    }
  }

  @Test
  void aMessageUnderWayWhenItsHopIsClosedIsHandedOverUnderADeadline() {
    try (SmtpHop hop = hop(settings(sink, "command-timeout = '300ms'"))) {
      hop.probe();
      hop.close();
      assertThat(hop.handOver(handing(BODY, "ann@example.com"))).isInstanceOf(Handover.Taken.class);
      assertThat(sink.connections()).allMatch(SinkTrace::awaitEnd);

      sink.obey(SinkScript.obedient().on(SinkPoint.MAIL, SinkAct.mute()));
      assertThat(hop.handOver(handing(BODY, "ann@example.com")))
          .isInstanceOf(Handover.Failed.class);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
