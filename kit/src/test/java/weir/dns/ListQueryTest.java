package weir.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;

class ListQueryTest {

  private static final String ZONE = "bl.example";

  @Test
  void vector_05_names_and_meanings_of_a_block_list() {
    assertThat(ListQuery.address(ip("192.0.2.99"), ZONE))
        .contains(new Question("99.2.0.192.bl.example", RecordType.A));
    assertThat(ListQuery.address(ip("2001:db8::1"), ZONE))
        .contains(
            new Question(
                "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example",
                RecordType.A));
    assertThat(meaning("127.0.0.2")).isEqualTo(new ListAnswer.Listed(List.of(ip("127.0.0.2"))));
    assertThat(meaning("127.255.255.254"))
        .isInstanceOfSatisfying(
            ListAnswer.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(ListAnswer.Failure.REFUSES_US));
    assertThat(meaning("10.0.0.1", "198.51.100.7"))
        .isEqualTo(new ListAnswer.NotListed(List.of(ip("10.0.0.1"), ip("198.51.100.7"))));
  }

  @Test
  void hostile_073_the_error_range_is_never_a_listing_whatever_is_configured() {
    ReturnCodes all = codes("127.0.0.0-127.255.255.255");
    for (String code :
        List.of("127.255.255.252", "127.255.255.254", "127.255.255.255", "127.255.255.1")) {
      assertThat(ListQuery.meaning(found(code), all))
          .as(code)
          .isInstanceOfSatisfying(
              ListAnswer.Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(ListAnswer.Failure.REFUSES_US);
                assertThat(failed.cause()).contains(code);
              });
    }
    assertThat(ListQuery.meaning(found("127.0.0.2", "127.255.255.254"), all))
        .isInstanceOf(ListAnswer.Failed.class);
  }

  @Test
  void aListOfDomainsThatRefusesUsIsNotAListing() {
    assertThat(meaning("127.0.0.1")).isInstanceOf(ListAnswer.Failed.class);
    assertThat(meaning("127.0.1.255")).isInstanceOf(ListAnswer.Failed.class);
    assertThat(ListQuery.meaning(found("127.0.0.1"), codes("127.0.0.1")))
        .isInstanceOf(ListAnswer.Listed.class);
  }

  @Test
  void hostile_076_values_outside_the_loopback_net_mean_nothing() {
    assertThat(meaning("10.0.0.2", "127.0.0.3"))
        .isEqualTo(new ListAnswer.Listed(List.of(ip("127.0.0.3"))));
    assertThat(meaning("2001:db8::7f00:2")).isInstanceOf(ListAnswer.NotListed.class);
    assertThat(ListQuery.meaning(new Answer.Absent(Answer.Why.NO_SUCH_NAME, TTL), ReturnCodes.ANY))
        .isEqualTo(new ListAnswer.NotListed(List.of()));
  }

  @Test
  void hostile_075_a_list_that_does_not_answer_lists_nobody() {
    assertThat(ListQuery.meaning(Answer.NOT_IN_TIME, ReturnCodes.ANY))
        .isEqualTo(new ListAnswer.Failed("no answer in time", ListAnswer.Failure.TIMEOUT));
    for (Answer.Failure other : List.of(Answer.Failure.SERVER, Answer.Failure.OURS)) {
      assertThat(ListQuery.meaning(new Answer.Failed("not in time", other), ReturnCodes.ANY))
          .isEqualTo(new ListAnswer.Failed("not in time", ListAnswer.Failure.DNS));
    }
  }

  @Test
  void returnCodesChooseByValueRangeAndBit() {
    assertThat(takes("127.0.0.2", "127.0.0.2")).isTrue();
    assertThat(takes("127.0.0.2", "127.0.0.3")).isFalse();
    assertThat(takes("127.0.0.4-127.0.0.7", "127.0.0.7")).isTrue();
    assertThat(takes("127.0.0.4-7", "127.0.0.4")).isTrue();
    assertThat(takes("127.0.0.4-7", "127.0.0.8")).isFalse();
    assertThat(takes("&0.0.0.16", "127.0.0.80")).isTrue();
    assertThat(takes("&0.0.0.16", "127.0.0.8")).isFalse();
    assertThat(takes("&0.0.0.24", "127.0.0.16")).isFalse();
    assertThat(ListQuery.meaning(found("127.0.0.10"), codes("127.0.0.2")))
        .isEqualTo(new ListAnswer.NotListed(List.of(ip("127.0.0.10"))));
  }

  @Test
  void returnCodesThatCanNeverMatchAreNotAccepted() {
    for (String wrong :
        List.of("", "10.0.0.1", "127.0.0.7-4", "127.0.0.2-", "-7", "&", "&0.0.0.0", "2", "::1")) {
      assertThat(ReturnCodes.parse(List.of("127.0.0.2", wrong))).as(wrong).isEmpty();
    }
  }

  @Test
  void vector_08_the_text_of_a_listing_can_not_begin_a_new_line() {
    Answer answer =
        new Answer.Found(
            List.of(new DnsRecord.Text("Blocked\r\n250 ok %s \u0000\u00e9 " + "x".repeat(900))),
            TTL);
    assertThat(ListQuery.reason(answer))
        .hasValueSatisfying(text -> {
          assertThat(text).startsWith("Blocked??250 ok %s ?? xxx");
          assertThat(text).hasSize(ListQuery.MAX_REASON);
          assertThat(text.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
        });
  }

  @Test
  void theTestPointsAreThoseOfTheStandard() {
    assertThat(ListQuery.addressTestPoints(ZONE, false))
        .isEqualTo(points("2.0.0.127.bl.example", "1.0.0.127.bl.example"));
    String mapped = ".0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.bl.example";
    assertThat(ListQuery.addressTestPoints(ZONE, true))
        .isEqualTo(points("2" + mapped, "1" + mapped));
    assertThat(ListQuery.domainTestPoints(ZONE))
        .isEqualTo(points("test.bl.example", "invalid.bl.example"));
  }

  @Test
  void aDomainTooLongForTheZoneIsNotAskedAbout() {
    String longest = "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + ".d".repeat(30);
    assertThat(Question.isAskable(longest)).isTrue();
    assertThat(ListQuery.domain(longest, ZONE)).isEmpty();
  }

  private static final Duration TTL = Duration.ofSeconds(60);

  private static boolean takes(String codes, String address) {
    return ListQuery.meaning(found(address), codes(codes)) instanceof ListAnswer.Listed;
  }

  private static ListAnswer meaning(String... addresses) {
    return ListQuery.meaning(found(addresses), ReturnCodes.ANY);
  }

  private static Answer found(String... addresses) {
    return new Answer.Found(
        Stream.of(addresses).<DnsRecord>map(a -> new DnsRecord.Address(ip(a))).toList(), TTL);
  }

  private static ReturnCodes codes(String... texts) {
    return ReturnCodes.parse(List.of(texts)).orElseThrow();
  }

  private static ListQuery.TestPoints points(String listed, String unlisted) {
    return new ListQuery.TestPoints(
        new Question(listed, RecordType.A), new Question(unlisted, RecordType.A));
  }

  private static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
