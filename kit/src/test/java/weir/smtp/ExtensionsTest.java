package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtensionsTest {

  @Test
  void theNameOfTheServerIsNoExtension() {
    assertThat(offering()).isEqualTo(Extensions.NONE);
    assertThat(Extensions.parse(Reply.of(250, "", "DSN"))).isEqualTo(Extensions.NONE);
  }

  @Test
  void anErrorOffersNothing() {
    assertThat(Extensions.parse(Reply.of(502, "5.5.1", "a", "DSN"))).isEqualTo(Extensions.NONE);
  }

  @Test
  void sizeWithoutANumberIsNoLimit() {
    for (String line :
        List.of("SIZE", "SIZE 0", "SIZE -1", "SIZE x", "SIZE 99999999999999999999")) {
      assertThat(offering(line).offers(Keyword.SIZE)).isTrue();
      assertThat(offering(line).size()).isEmpty();
    }
  }

  @Test
  void whatIsOfferedCanBeReadBack() {
    Extensions all =
        offering(
            "SIZE 50000000",
            "PIPELINING",
            "STARTTLS",
            "AUTH PLAIN LOGIN",
            "ENHANCEDSTATUSCODES",
            "8BITMIME",
            "DSN",
            "SMTPUTF8",
            "CHUNKING",
            "LIMITS MAILMAX=100 RCPTMAX=50",
            "XCLIENT ADDR PORT",
            "XFORWARD ADDR");
    assertThat(all.lines()).hasSize(12).contains("AUTH LOGIN PLAIN", "SIZE 50000000");
    assertThat(offering(all.lines().toArray(String[]::new))).isEqualTo(all);
    assertThat(Extensions.NONE.lines()).isEmpty();
    assertThat(offering("SIZE").lines()).containsExactly("SIZE");
  }

  @Test
  void limitsThatAreNoNumbersAreNotKnown() {
    TransactionLimits limits = offering("LIMITS rcptmax=5 MAILMAX=0 X=1 RCPTDOMAINMAX=1").limits();
    assertThat(limits.rcptMax()).hasValue(5);
    assertThat(limits.rcptDomainMax()).hasValue(1);
    assertThat(limits.mailMax()).isEmpty();
    assertThat(offering("LIMITS RCPTMAX=1000000 MAILMAX=+1 RCPTDOMAINMAX").limits())
        .isEqualTo(TransactionLimits.NONE);
  }

  @Test
  void endToEndIsWhatBothCanDo() {
    Extensions one = offering("SIZE 1000", "8BITMIME", "DSN", "PIPELINING", "AUTH PLAIN");
    Extensions other = offering("SIZE 500", "8BITMIME", "SMTPUTF8", "PIPELINING");
    assertThat(one.endToEnd(other)).isEqualTo(offering("SIZE 1000", "8BITMIME"));
    assertThat(other.endToEnd(one)).isEqualTo(one.endToEnd(other));
    assertThat(one.endToEnd(offering("SIZE"))).isEqualTo(offering("SIZE"));
    assertThat(offering("SIZE").endToEnd(one)).isEqualTo(offering("SIZE"));
    assertThat(one.endToEnd(Extensions.NONE)).isEqualTo(Extensions.NONE);
  }

  private static Extensions offering(String... lines) {
    List<String> reply = new ArrayList<>(List.of("mx.example.net"));
    reply.addAll(List.of(lines));
    return Extensions.parse(new Reply(250, "", reply, false));
  }
}
