package weir.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.resolver.RawNameServer.record;
import static weir.resolver.RawNameServer.response;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.dns.Answer;
import weir.dns.DnsRecord;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Zone;
import weir.standin.StandInNameServer;

/// Name servers that fail, lie, say nothing, or are not there.
@Timeout(60) // against a future that never completes
class TroubleTest {

  private static final Question EXAMPLE = new Question("example.net", RecordType.A);
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void aServerThatFailsIsNamedAndTheNextIsAsked() throws IOException {
    StandInNameServer broken = standIn("example.net SERVFAIL");
    StandInNameServer sound = standIn("example.net A 192.0.2.1");
    assertThat(ask(resolver(at(broken)), EXAMPLE))
        .isEqualTo(new Answer.Failed("SERVFAIL from " + at(broken), Answer.Failure.SERVER));
    assertThat(ask(resolver(at(broken), at(sound)), EXAMPLE)).isInstanceOf(Answer.Found.class);
    assertThat(broken.asked()).hasSize(2);
  }

  @Test
  void hostile_075_silence_ends_at_the_deadline_and_says_nothing_about_the_name()
      throws IOException {
    StandInNameServer silent = standIn("example.net SILENT");
    DnsResolver resolver = hasty(at(silent));
    assertThat(ask(resolver, EXAMPLE))
        .isEqualTo(
            new Answer.Failed("no answer from " + at(silent) + " in time", Answer.Failure.TIMEOUT));
    assertThat(resolver.counts().timeouts()).isEqualTo(3);
    assertThat(silent.asked()).hasSize(3);
  }

  @Test
  void whenOneServerIsSilentTheNextIsAsked() throws IOException {
    StandInNameServer silent = standIn("example.net SILENT");
    StandInNameServer sound = standIn("example.net A 192.0.2.1");
    DnsResolver resolver =
        resolver(Duration.ofSeconds(30), Duration.ofMillis(500), at(silent), at(sound));
    assertThat(ask(resolver, EXAMPLE)).isInstanceOf(Answer.Found.class);
  }

  @Test
  void whereNobodyListensTheQuestionFailsWithoutWaiting() throws IOException {
    DnsResolver resolver = resolver(nowhere());
    assertThat(ask(resolver, EXAMPLE))
        .isInstanceOfSatisfying(
            Answer.Failed.class, failed -> assertThat(failed.cause()).startsWith("cannot reach"));
    assertThat(resolver.counts().timeouts()).isZero();
  }

  @Test
  void hostile_085_when_all_servers_are_down_questions_fail_at_once_until_one_is_back()
      throws IOException {
    StandInNameServer before = standIn("");
    String address = at(before);
    DnsResolver resolver = resolver(address);
    before.close();
    Answer down = new Answer.Failed("no name server answers", Answer.Failure.SERVER);
    assertThat(firstOf(resolver, down::equals)).isEqualTo(down);
    long sent = resolver.counts().sent();
    for (int i = 0; i < 1000; i++) {
      assertThat(resolver.ask(new Question("down" + i + ".example", RecordType.A)))
          .isCompletedWithValue(down);
    }
    assertThat(resolver.counts().inFlight()).isZero();
    assertThat(resolver.counts().sent() - sent).as("only probes").isLessThan(1000);

    open.add(
        StandInNameServer.start(
            Zone.parse("*.example A 192.0.2.1"),
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(address.substring(address.indexOf(':') + 1)))));
    assertThat(firstOf(resolver, Answer.Found.class::isInstance)).isInstanceOf(Answer.Found.class);
  }

  @Test
  void namesThatNobodyCanResolveDoNotMakeTheServerLookDown() throws IOException {
    StandInNameServer server = standIn("dead.example SILENT\nexample.net A 192.0.2.1");
    DnsResolver resolver = hasty(at(server));
    for (int i = 0; i < 4; i++) {
      ask(resolver, new Question(i + ".dead.example", RecordType.A));
    }
    assertThat(resolver.counts().timeouts()).isGreaterThan(CircuitBreaker.MISSES);
    assertThat(ask(resolver, EXAMPLE)).isInstanceOf(Answer.Found.class);
  }

  @Test
  void junkAndForgeriesAreDroppedAndTheRealAnswerIsTaken() throws IOException {
    DnsResolver resolver =
        resolver(
            raw(question -> {
              byte[] real = response(question, 0, 1, 0, record(1, LOOPBACK));
              byte[] wrongId = real.clone();
              wrongId[0] ^= 1;
              byte[] otherName = real.clone();
              otherName[QuestionWriter.HEADER + 1] = 'f';
              byte[] query = real.clone();
              query[2] = 1;
              byte[] noise = new byte[700];
              new Random(1).nextBytes(noise);
              noise[2] = 0;
              byte[] cut = Arrays.copyOf(real, 5);
              return List.of(wrongId, otherName, query, noise, cut, new byte[0], real);
            }));
    assertThat(ask(resolver, EXAMPLE)).isInstanceOf(Answer.Found.class);
    assertThat(resolver.counts().strays()).isEqualTo(5); // an empty packet is none
  }

  @Test
  void aServerThatWritesTheNameInCapitalsIsUnderstood() throws IOException {
    DnsResolver resolver =
        resolver(
            raw(question -> {
              byte[] real = response(question, 0, 1, 0, record(1, LOOPBACK));
              real[QuestionWriter.HEADER + 1] = 'E';
              return List.of(real);
            }));
    assertThat(ask(resolver, EXAMPLE)).isInstanceOf(Answer.Found.class);
  }

  @Test
  void hostile_077_records_that_are_too_short_are_bad_data_and_not_an_answer() throws IOException {
    for (int length = 0; length <= 2; length++) {
      byte[] data = new byte[length];
      DnsResolver resolver = resolver(raw(q -> List.of(response(q, 0, 1, 0, record(15, data)))));
      assertThat(ask(resolver, new Question("example.net", RecordType.MX)))
          .isInstanceOfSatisfying(
              Answer.Failed.class, failed -> assertThat(failed.cause()).startsWith("malformed"));
    }
  }

  @Test
  void anyDamageToAnAnswerIsAFailureOrAnAnswerAndNeverADefect() throws IOException {
    Random chance = new Random(20261125);
    DnsResolver resolver =
        resolver(
            raw(question -> {
              byte[] answer =
                  response(question, 0, 2, 0, join(record(1, LOOPBACK), record(1, LOOPBACK)));
              for (int i = chance.nextInt(1, 6); i > 0; i--) {
                int from = QuestionWriter.endOfQuestion(question);
                answer[chance.nextInt(from, answer.length)] = (byte) chance.nextInt();
              }
              return List.of(answer);
            }));
    for (int i = 0; i < 2000; i++) {
      assertThat(ask(resolver, new Question("n" + i + ".example", RecordType.A))).isNotNull();
    }
    assertThat(resolver.counts().timeouts()).isZero();
    assertThat(resolver.counts().defects()).isZero();
  }

  @Test
  void hostile_078_a_name_with_octets_beyond_ascii_can_be_shown_but_not_asked_for()
      throws IOException {
    byte[] target = {
      5, (byte) 0xc3, (byte) 0xa4, 0, '\n', '.', 7, 'E', 'x', 'a', 'm', 'p', 'l', 'e', 0
    };
    DnsResolver resolver = resolver(raw(q -> List.of(response(q, 0, 1, 0, record(12, target)))));
    Answer answer = ask(resolver, new Question("1.2.0.192.in-addr.arpa", RecordType.PTR));
    assertThat(((Answer.Found) answer).records())
        .containsExactly(new DnsRecord.Name("\\195\\164\\000\\010\\..example"));
    assertThat(Question.isAskable("\\195\\164\\000\\010\\..example")).isFalse();
  }

  @Test
  void aReferralIsNotAnAbsence() throws IOException {
    byte[] ns = record(2, (byte) 2, (byte) 'n', (byte) 's', (byte) 0);
    DnsResolver resolver = resolver(raw(q -> List.of(response(q, 0, 0, 1, ns))));
    assertThat(ask(resolver, EXAMPLE)).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void aServerThatKnowsNoEdnsIsAskedAgainWithoutIt() throws IOException {
    byte[] formErr = {0, 0, (byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 0, 0, 0, 0};
    DnsResolver resolver =
        resolver(
            raw(question -> {
              if (question[11] == 0) {
                return List.of(response(question, 0, 1, 0, record(1, LOOPBACK)));
              }
              byte[] refusal = formErr.clone();
              System.arraycopy(question, 0, refusal, 0, 2);
              return List.of(refusal);
            }));
    assertThat(ask(resolver, EXAMPLE)).isInstanceOf(Answer.Found.class);
    assertThat(resolver.counts().sent()).isEqualTo(2);
  }

  @Test
  void aTruncatedAnswerWithoutTcpBehindItIsAFailure() throws IOException {
    DnsResolver resolver =
        resolver(
            raw(question -> {
              byte[] truncated = response(question, 0, 1, 0, record(1, LOOPBACK));
              truncated[2] |= 2;
              return List.of(truncated);
            }));
    assertThat(ask(resolver, EXAMPLE))
        .isInstanceOfSatisfying(
            Answer.Failed.class, failed -> assertThat(failed.cause()).startsWith("TCP to"));
  }

  @Test
  void aTruncatedAnswerWhoseRestNeverComesIsATimeout() throws IOException {
    String address =
        raw(question -> {
          byte[] truncated = response(question, 0, 1, 0, record(1, LOOPBACK));
          truncated[2] |= 2;
          return List.of(truncated);
        });
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    open.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    assertThat(ask(hasty(address), EXAMPLE))
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(Answer.Failure.TIMEOUT));
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// Asks ever new questions until an answer is as wanted.
  private static Answer firstOf(DnsResolver resolver, Function<Answer, Boolean> wanted) {
    for (int i = 0; ; i++) {
      Answer answer = ask(resolver, new Question("n" + i + ".example", RecordType.A));
      if (wanted.apply(answer)) {
        return answer;
      }
    }
  }

  private StandInNameServer standIn(String zone) throws IOException {
    StandInNameServer server =
        StandInNameServer.start(
            Zone.parse(zone), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    open.add(server);
    return server;
  }

  private String raw(Function<byte[], List<byte[]>> answers) throws IOException {
    RawNameServer server = RawNameServer.start(answers);
    open.add(server);
    return server.address();
  }

  private String nowhere() throws IOException {
    StandInNameServer gone = standIn("");
    gone.close();
    return at(gone);
  }

  private static String at(StandInNameServer server) {
    return "127.0.0.1:" + server.address().getPort();
  }

  /// Gives servers so much time that only a dead one runs out of it.
  private DnsResolver resolver(String... servers) {
    return resolver(Duration.ofSeconds(30), Duration.ofSeconds(5), servers);
  }

  /// For servers that will not answer.
  private DnsResolver hasty(String... servers) {
    return resolver(Duration.ofMillis(600), Duration.ofMillis(100), servers);
  }

  private DnsResolver resolver(Duration deadline, Duration patience, String... servers) {
    ResolverSettings usual = ResolverSettings.DEFAULT;
    DnsResolver resolver =
        new DnsResolver(
            new ResolverSettings(
                List.of(servers),
                deadline,
                patience,
                Duration.ofMillis(20),
                usual.inFlight(),
                usual.memory(),
                usual.minTtl(),
                usual.maxTtl(),
                usual.maxNegativeTtl(),
                usual.bareNegativeTtl(),
                usual.failureTtl()),
            InstantSource.system(),
            new Random(7)); // chance repeats, so that a failure does
    open.add(resolver);
    return resolver;
  }

  private static Answer ask(DnsResolver resolver, Question question) {
    return resolver.ask(question).join();
  }
}
