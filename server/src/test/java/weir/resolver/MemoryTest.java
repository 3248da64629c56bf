package weir.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.config.ByteSize;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Zone;
import weir.standin.StandInNameServer;

/// Which questions reach the name server, and which are answered from memory, merged or turned
/// away.
class MemoryTest {

  private static final Question EXAMPLE = new Question("example.net", RecordType.A);

  private StandInNameServer server;
  private DnsResolver resolver;
  private volatile Instant now = Instant.parse("2026-11-25T12:00:00Z");

  @BeforeEach
  void start() throws IOException {
    server =
        StandInNameServer.start(
            Zone.EMPTY, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    resolver = resolver(ResolverSettings.DEFAULT);
  }

  private DnsResolver resolver(ResolverSettings settings) {
    return new DnsResolver(
        settings.withServers(List.of("127.0.0.1:" + server.address().getPort())),
        () -> now,
        new SecureRandom());
  }

  @AfterEach
  void stop() {
    resolver.close();
    server.close();
  }

  @Test
  void twoHundredWhoAskTheSameAtOnceCauseOneQuestion() throws Exception {
    server.serve(Zone.parse("example.net A 192.0.2.1"));
    CountDownLatch ready = new CountDownLatch(200);
    List<Future<Answer>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        answers.add(
            threads.submit(() -> {
              ready.countDown();
              ready.await();
              return resolver.await(EXAMPLE, Instant.MAX);
            }));
      }
    }
    for (Future<Answer> answer : answers) {
      assertThat(answer.get()).isInstanceOf(Answer.Found.class);
    }
    assertThat(server.asked()).containsExactly("example.net A");
    ResolverCounts counts = resolver.counts();
    assertThat(counts.questions()).isEqualTo(200);
    assertThat(counts.remembered() + counts.joined()).isEqualTo(199);
  }

  @Test
  void anAnswerIsRememberedAsLongAsItHolds() {
    server.serve(Zone.parse("ttl 60\nexample.net A 192.0.2.1"));
    ask(EXAMPLE);
    pass(Duration.ofMillis(59_999));
    assertThat(resolver.ask(EXAMPLE)).isDone();
    assertThat(server.asked()).hasSize(1);
    pass(Duration.ofMillis(1));
    ask(EXAMPLE);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void anAnswerThatHoldsNoTimeAtAllIsRememberedForTheLeastTime() {
    server.serve(Zone.parse("ttl 0\nexample.net A 192.0.2.1"));
    ask(EXAMPLE);
    pass(Duration.ofMillis(4_999));
    ask(EXAMPLE);
    assertThat(server.asked()).hasSize(1);
    pass(Duration.ofMillis(1));
    ask(EXAMPLE);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void anAnswerThatHoldsForYearsIsRememberedForTheMostTime() {
    server.serve(Zone.parse("ttl 2000000000\nexample.net A 192.0.2.1"));
    assertThat(((Answer.Found) ask(EXAMPLE)).ttl()).isEqualTo(Duration.ofHours(1));
    Question absent = new Question("example.net", RecordType.MX);
    assertThat(((Answer.Absent) ask(absent)).ttl()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void hostile_114_whatWasAskedBeforeTheClockWasSetBackIsAskedAgain() {
    server.serve(Zone.parse("example.net SERVFAIL"));
    ask(EXAMPLE);
    server.serve(Zone.parse("example.net A 192.0.2.1"));
    pass(Duration.ofDays(-1));
    assertThat(ask(EXAMPLE)).isInstanceOf(Answer.Found.class);
    pass(Duration.ofDays(2));
    ask(EXAMPLE);
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void anAbsenceIsRememberedToo() {
    ask(EXAMPLE);
    ask(EXAMPLE);
    assertThat(server.asked()).hasSize(1);
    server.serve(Zone.parse("example.net A 192.0.2.1"));
    pass(Zone.EMPTY.ttl());
    assertThat(ask(EXAMPLE)).isInstanceOf(Answer.Found.class);
  }

  @Test
  void aFailureIsRememberedForAMoment() {
    server.serve(Zone.parse("example.net SERVFAIL"));
    ask(EXAMPLE);
    pass(Duration.ofMillis(4_999));
    assertThat(ask(EXAMPLE)).isInstanceOf(Answer.Failed.class);
    assertThat(server.asked()).hasSize(1);
    server.serve(Zone.parse("example.net A 192.0.2.1"));
    pass(Duration.ofMillis(1));
    assertThat(ask(EXAMPLE)).isInstanceOf(Answer.Found.class);
  }

  @Test
  void noMoreAnswersAreRememberedThanTheMemoryHolds() {
    server.serve(Zone.parse("*.example.net TXT " + "x".repeat(800)));
    resolver.close();
    resolver = resolver(smallMemory());
    for (int i = 0; i < 300; i++) {
      ask(new Question(i + ".example.net", RecordType.TXT));
    }
    assertThat(resolver.counts().inMemory()).isBetween(20L, 65L);
  }

  @Test
  void theQuestionThatFindsNoPlaceFailsAtOnce() {
    server.serve(Zone.parse("example SILENT\nexample.net A 192.0.2.1"));
    resolver.close();
    resolver = resolver(twoInFlight());
    CompletableFuture<Answer> first = resolver.ask(new Question("a.example", RecordType.A));
    CompletableFuture<Answer> second = resolver.ask(new Question("b.example", RecordType.A));
    CompletableFuture<Answer> third = resolver.ask(EXAMPLE);
    assertThat(third)
        .isCompletedWithValue(
            new Answer.Failed("too many questions in flight", Answer.Failure.OURS));
    assertThat(resolver.ask(new Question("a.example", RecordType.A))).isSameAs(first);
    assertThat(resolver.counts().turnedAway()).isEqualTo(1);
    server.serve(Zone.parse("example.net A 192.0.2.1")); // so that the next attempt gets an answer
    first.join();
    second.join();
    assertThat(ask(EXAMPLE)).isInstanceOf(Answer.Found.class); // and was not remembered
    assertThat(resolver.counts().inFlight()).isZero();
  }

  private static ResolverSettings twoInFlight() {
    ResolverSettings usual = ResolverSettings.DEFAULT;
    return new ResolverSettings(
        List.of(),
        Duration.ofSeconds(30),
        Duration.ofMillis(500),
        usual.retryDown(),
        2,
        usual.memory(),
        usual.minTtl(),
        usual.maxTtl(),
        usual.maxNegativeTtl(),
        usual.bareNegativeTtl(),
        usual.failureTtl());
  }

  private static ResolverSettings smallMemory() {
    ResolverSettings usual = ResolverSettings.DEFAULT;
    return new ResolverSettings(
        List.of(),
        usual.deadline(),
        usual.patience(),
        usual.retryDown(),
        usual.inFlight(),
        ByteSize.parse("64KB"),
        usual.minTtl(),
        usual.maxTtl(),
        usual.maxNegativeTtl(),
        usual.bareNegativeTtl(),
        usual.failureTtl());
  }

  private Answer ask(Question question) {
    return resolver.ask(question).join();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
