package weir.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;

class ZoneTest {

  private final Zone zone =
      Zone.parse(
          """
          ttl 60
          example.net       MX     10 Mail.Example.net.   # a comment
          mail.example.net  A      192.0.2.10
          192.0.2.10        PTR    mail.example.net
          nomail.example    MX     0 .
          www.example.net   CNAME  mail.example.net
          loop.example      CNAME  loop.example
          *.all.test        A      127.0.0.2
          example.net       TXT    "v=spf1 # -all" "\\013\\010\\""
          plain.example     TXT    some words
          broken.example    SERVFAIL
          """);

  @Test
  void whatIsWrittenIsFound() {
    assertThat(found("example.net", RecordType.MX))
        .containsExactly(new DnsRecord.Mx(10, "mail.example.net"));
    assertThat(found("10.2.0.192.in-addr.arpa", RecordType.PTR))
        .containsExactly(new DnsRecord.Name("mail.example.net"));
    assertThat(found("example.net", RecordType.TXT))
        .containsExactly(new DnsRecord.Text("v=spf1 # -all\r\n\""));
    assertThat(found("plain.example", RecordType.TXT))
        .containsExactly(new DnsRecord.Text("some words"));
    assertThat(found("nomail.example", RecordType.MX))
        .allSatisfy(mx -> assertThat(((DnsRecord.Mx) mx).isNull()).isTrue());
  }

  @Test
  void anAliasIsFollowedAndALoopFails() {
    assertThat(found("www.example.net", RecordType.A))
        .containsExactly(new DnsRecord.Address(IpAddress.parse("192.0.2.10").orElseThrow()));
    assertThat(answer("loop.example", RecordType.A)).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void aWildcardCoversEverythingBelowAndNotItself() {
    assertThat(found("9.9.9.9.all.test", RecordType.A)).hasSize(1);
    assertThat(answer("all.test", RecordType.A))
        .isEqualTo(new Answer.Absent(Answer.Why.NO_SUCH_RECORD, Duration.ofSeconds(60)));
  }

  @Test
  void whatIsNotWrittenIsAbsentInTheRightWay() {
    assertThat(answer("example.org", RecordType.A))
        .isEqualTo(new Answer.Absent(Answer.Why.NO_SUCH_NAME, Duration.ofSeconds(60)));
    assertThat(answer("mail.example.net", RecordType.AAAA))
        .isEqualTo(new Answer.Absent(Answer.Why.NO_SUCH_RECORD, Duration.ofSeconds(60)));
    assertThat(answer("net", RecordType.A))
        .isEqualTo(new Answer.Absent(Answer.Why.NO_SUCH_RECORD, Duration.ofSeconds(60)));
  }

  @Test
  void aTroubleCoversTheNamesBelow() {
    assertThat(answer("a.broken.example", RecordType.A))
        .isEqualTo(new Answer.Failed("SERVFAIL", Answer.Failure.SERVER));
  }

  @Test
  void aMistakeIsReportedWithItsLine() {
    for (String wrong :
        List.of(
            "example.net",
            "example.net MX mail",
            "a..b A 192.0.2.1",
            "example.net A ::1",
            "example.net A",
            "example.net NONSENSE x",
            "example.net TXT \"open",
            "ttl soon")) {
      assertThatThrownBy(() -> Zone.parse("\n" + wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("line 2: ");
    }
  }

  private List<DnsRecord> found(String name, RecordType type) {
    return ((Answer.Found) answer(name, type)).records();
  }

  private Answer answer(String name, RecordType type) {
    return zone.answer(new Question(name, type));
  }
}
