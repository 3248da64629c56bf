package weir.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import weir.dns.Question;
import weir.dns.RecordType;

/// Read back by the library.
class QuestionWriterTest {

  @Test
  void aQuestionIsAMessageWithOrWithoutEdns() throws IOException {
    for (String name : List.of("", "a", "example.net", "a.".repeat(126) + "b", "x".repeat(63))) {
      for (RecordType type : RecordType.values()) {
        byte[] octets = QuestionWriter.write(new Question(name, type), true);
        QuestionWriter.setId(octets, 0xabcd);
        Message message = new Message(octets);
        assertThat(message.getHeader().getID()).isEqualTo(0xabcd);
        assertThat(message.getHeader().getFlag(Flags.RD)).isTrue();
        assertThat(message.getQuestion().getName().toString()).isEqualTo(name + ".");
        assertThat(message.getQuestion().getType()).isEqualTo(type.code());
        assertThat(message.getOPT().getPayloadSize()).isEqualTo(QuestionWriter.UDP_PAYLOAD);

        byte[] plain = QuestionWriter.write(new Question(name, type), false);
        assertThat(new Message(plain).getOPT()).isNull();
        assertThat(plain).hasSize(QuestionWriter.endOfQuestion(octets));
      }
    }
  }
}
