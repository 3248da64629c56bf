package weir.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import weir.dns.Answer;
import weir.dns.DnsRecord;
import weir.dns.Question;
import weir.dns.RecordType;

/// A datagram that may answer one of our questions about `a.example`. The first octet says which
/// type was asked for.
final class DnsAnswerFuzzTest {

  private static final AnswerReader READER = new AnswerReader(ResolverSettings.DEFAULT);
  private static final List<RecordType> TYPES = List.of(RecordType.values());

  @FuzzTest
  void anAnswerIsOfTheTypeAskedForAndBoundedOrItFailed(byte[] octets) {
    if (octets.length < 1) {
      return;
    }
    Question question = new Question("a.example", TYPES.get((octets[0] & 0xff) % TYPES.size()));
    byte[] message = Arrays.copyOfRange(octets, 1, octets.length);
    ByteBuffer received = ByteBuffer.wrap(message);
    if (ReceivedPacket.id(received) < 0
        || !ReceivedPacket.answers(received, QuestionWriter.write(question, true))) {
      return;
    }
    Answer answer = READER.read(question, message, "192.0.2.53");
    assertThat(READER.read(question, message, "192.0.2.53")).isEqualTo(answer);
    switch (answer) {
      case Answer.Found(var records, var ttl) -> {
        assertThat(records).hasSizeBetween(1, Answer.MAX_RECORDS);
        bounded(ttl);
        records.forEach(each -> ofType(question.type(), each));
      }
      case Answer.Absent(var _, var ttl) -> bounded(ttl);
      case Answer.Failed(var cause, var _) -> assertThat(cause).matches("[ -~]{1,200}");
    }
  }

  private static void bounded(Duration ttl) {
    assertThat(ttl).isBetween(Duration.ZERO, ResolverSettings.DEFAULT.maxTtl());
  }

  private static void ofType(RecordType type, DnsRecord each) {
    Class<? extends DnsRecord> wanted =
        switch (type) {
          case A, AAAA -> DnsRecord.Address.class;
          case MX -> DnsRecord.Mx.class;
          case TXT -> DnsRecord.Text.class;
          default -> DnsRecord.Name.class;
        };
    assertThat(each).isInstanceOf(wanted);
    assertThat(each.toString()).matches("[ -~]*");
  }
}
