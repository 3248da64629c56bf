package weir.former;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.hostrules.Tcprules;

class CompareSampleTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.50, 192.0.2.50, 192.0.2.51",
    "10.1.2., 10.1.2.1, 10.1.3.0",
    "10.3.4.0-127, 10.3.4.0, 10.3.4.128",
    "198.51.100.0/24, 198.51.100.1, 198.51.101.0",
    "2001:db8::/32, 2001:db8::1, 2001:db9::",
    "::1, ::1, ::2"
  })
  void ofANetworkOneIsWithinAndTheOtherTheNextAfterIt(String rule, String inside, String outside) {
    assertThat(new SampleClients().of(rule))
        .extracting(SampleClients.Client::address)
        .containsExactly(inside, outside);
  }

  @Test
  void afterTheLastAddressThereIsNone() {
    assertThat(new SampleClients().of("255.255.255.0/24")).hasSize(1);
    assertThat(new SampleClients().of("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).hasSize(1);
  }

  @Test
  void ofANameTheOtherIsBesideIt() {
    assertThat(new SampleClients().of("bill@=.pool.example"))
        .extracting(SampleClients.Client::name, SampleClients.Client::ident)
        .containsExactly(
            tuple("mail.pool.example", Optional.of("bill@")),
            tuple("mail.xpool.example", Optional.of("bill@")));
    assertThat(new SampleClients().of("PARANOID")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "fred@bulk.example, fred@bulk.example, xfred@bulk.example",
    "@bulk.example, ann@bulk.example, ann@xbulk.example",
    ".bulk.example, ann@mail.bulk.example, ann@mail.xbulk.example",
    "noreply@, noreply@own.example, xnoreply@own.example",
    "*@*.bulk.example, x@x.bulk.example, x@x.bulk.examplex",
    "*%*, x%x@own.example, xx@own.example"
  })
  void ofAnEntryOneIsItAndTheOtherBesideIt(String entry, String it, String beside) {
    assertThat(SampleNames.ofAddress(entry, "own.example")).containsExactly(it, beside);
  }

  @Test
  void anExpressionThatCannotBeFilledInIsNamedWithItsPlace() {
    QmailControl lists =
        new QmailControl(
            Map.of("badmailfrom", OldFile.of("badmailfrom", "ok@a.example\n(a|b)@c\n")), List.of());
    QmailSystem system =
        new QmailSystem(
            Optional.of(Tcprules.parse("tcp.smtp", "192.0.2.9:deny\n:allow\n")),
            false,
            List.of(),
            Optional.of(new QmailSmtpd(lists, Patched.QREGEX)));

    assertThat(CompareSample.of(system))
        .contains("ok@a.example", "192.0.2.9 ", "192.0.2.10 ")
        .contains("# write one yourself for badmailfrom:2: (a|b)@c\n");
  }
}
