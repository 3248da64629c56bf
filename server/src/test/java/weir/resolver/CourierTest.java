package weir.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.resolver.RawNameServer.record;
import static weir.resolver.RawNameServer.response;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.RecordType;

/// The one thread of the resolver goes on whatever our own code does on it.
@Timeout(60) // against a future that never completes
class CourierTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(DnsResolver.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Tallies tallies = new Tallies();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(lines);
  }

  /// Takes answers as the resolver does, but fails at those about names that begin with "bad".
  private static void receive(Exchange exchange, Answer answer, boolean remember) {
    if (remember && exchange.question.name().startsWith("bad")) {
      throw new IllegalStateException("at " + exchange.question.name());
    }
    exchange.asked.settle(answer);
  }

  private static Answer ask(Courier courier, String name) {
    Asked asked = new Asked();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    courier.send(Exchange.of(new Question(name, RecordType.A), asked, deadline));
    return asked.join();
  }

  @Test
  void aDefectEndsOneQuestionIsCountedAndLoggedOnceAMinuteWithItsStack() throws IOException {
    try (RawNameServer server = server(false);
        Courier courier = courier(server)) {
      assertThat(ask(courier, "bad1.example"))
          .isEqualTo(
              new Answer.Failed(
                  "defect: java.lang.IllegalStateException: at bad1.example", Answer.Failure.OURS));
      assertThat(ask(courier, "bad2.example")).isInstanceOf(Answer.Failed.class);
      assertThat(tallies.defects.count()).isEqualTo(2);
      assertThat(tallies.defects.last())
          .contains("java.lang.IllegalStateException: at bad2.example");
      assertThat(lines.list)
          .singleElement()
          .satisfies(line -> {
            assertThat(line.getFormattedMessage()).contains("a defect in asking DNS");
            assertThat(line.getThrowableProxy().getStackTraceElementProxyArray()).isNotEmpty();
          });

      assertThat(ask(courier, "good1.example")).isInstanceOf(Answer.Found.class);
      assertThat(ask(courier, "good2.example")).isInstanceOf(Answer.Found.class);
      assertThat(tallies.defects.last()).as("after the first, the last").isEmpty();
    }
  }

  @Test
  void aDefectAtAnAnswerOverTcpEndsItsQuestionToo() throws IOException {
    try (RawNameServer server = server(true);
        Courier courier = courier(server)) {
      // Nobody listens for TCP, and that is an answer: the receiver is told of it.
      assertThat(ask(courier, "bad.example")).isInstanceOf(Answer.Failed.class);
      assertThat(tallies.overTcp.sum()).isEqualTo(1);
      assertThat(tallies.defects.count()).isEqualTo(1);
    }
  }

  private static RawNameServer server(boolean truncated) throws IOException {
    return RawNameServer.start(question -> {
      byte[] answer = response(question, 0, 1, 0, record(1, new byte[] {127, 0, 0, 1}));
      answer[2] |= (byte) (truncated ? 2 : 0);
      return List.of(answer);
    });
  }

  private Courier courier(RawNameServer server) throws IOException {
    ResolverSettings usual = ResolverSettings.DEFAULT;
    Courier courier =
        new Courier(
            new ResolverSettings(
                List.of(server.address()),
                usual.deadline(),
                Duration.ofSeconds(20),
                usual.retryDown(),
                usual.inFlight(),
                usual.memory(),
                usual.minTtl(),
                usual.maxTtl(),
                usual.maxNegativeTtl(),
                usual.bareNegativeTtl(),
                usual.failureTtl()),
            new Random(7),
            tallies,
            CourierTest::receive);
    courier.start();
    return courier;
  }
}
