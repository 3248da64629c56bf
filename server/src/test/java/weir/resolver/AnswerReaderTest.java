package weir.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import weir.dns.Answer;
import weir.dns.DnsRecord;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.net.IpAddress;

/// What stands in an answer beside what was asked for.
class AnswerReaderTest {
  private static final AnswerReader READER = new AnswerReader(ResolverSettings.DEFAULT);
  private static final Question ASKED = new Question("a.example", RecordType.A);

  private static Answer answer(int section, String... records) throws IOException {
    Message message = Message.newQuery(record("a.example A 0.0.0.0"));
    message.getHeader().setFlag(Flags.QR);
    for (String each : records) {
      message.addRecord(record(each), section);
    }
    return READER.read(ASKED, message.toWire(), "a test");
  }

  /// Name, type and data.
  private static Record record(String text) throws IOException {
    String[] parts = text.split(" ", 3);
    return Record.fromString(
        Name.fromString(parts[0] + "."), Type.value(parts[1]), DClass.IN, 600, parts[2], Name.root);
  }

  @Test
  void recordsOfNamesThatWereNotAskedForMeanNothing() throws IOException {
    assertThat(answer(Section.ANSWER, "victim.example A 192.0.2.66", "a.example A 192.0.2.1"))
        .isInstanceOfSatisfying(
            Answer.Found.class,
            found ->
                assertThat(found.records())
                    .isEqualTo(
                        List.of(
                            new DnsRecord.Address(IpAddress.parse("192.0.2.1").orElseThrow()))));
    assertThat(answer(Section.ANSWER, "victim.example A 192.0.2.66"))
        .isInstanceOf(Answer.Absent.class);
    assertThat(answer(Section.ADDITIONAL, "a.example A 192.0.2.66"))
        .isInstanceOf(Answer.Absent.class);
  }

  @Test
  void anAliasLeadsOnWithinTheAnswerAndNoFurther() throws IOException {
    assertThat(answer(Section.ANSWER, "a.example CNAME b.example.", "b.example A 192.0.2.2"))
        .isInstanceOf(Answer.Found.class);
    assertThat(answer(Section.ANSWER, "a.example CNAME b.example.", "c.example A 192.0.2.66"))
        .isEqualTo(new Answer.Absent(Answer.Why.NO_SUCH_RECORD, Duration.ofSeconds(30)));
  }
}
