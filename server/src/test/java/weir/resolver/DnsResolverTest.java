package weir.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.dns.Answer;
import weir.dns.DnsRecord;
import weir.dns.ListAnswer;
import weir.dns.ListQuery;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.ReturnCodes;
import weir.dns.Zone;
import weir.net.IpAddress;
import weir.standin.StandInNameServer;

/// What the resolver makes of the answers of one well-behaved name server.
class DnsResolverTest {

  private StandInNameServer server;
  private DnsResolver resolver;

  @BeforeEach
  void start() throws IOException {
    server =
        StandInNameServer.start(
            StandInNameServer.exampleZone(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    resolver =
        DnsResolver.start(
            ResolverSettings.DEFAULT.withServers(
                List.of("127.0.0.1:" + server.address().getPort())));
  }

  @AfterEach
  void stop() {
    resolver.close();
    server.close();
  }

  @Test
  void everyKindOfRecordIsFound() {
    server.serve(
        Zone.parse(
            """
            example.net      A     192.0.2.1
            example.net      AAAA  2001:db8::1
            example.net      MX    10 Mail.Example.net
            example.net      NS    ns.example.net
            example.net      SOA   ns.example.net
            example.net      TXT   v=spf1 -all
            192.0.2.1        PTR   mail.example.net
            www.example.net  CNAME example.net
            """));
    assertThat(found("example.net", RecordType.A)).containsExactly(address("192.0.2.1"));
    assertThat(found("example.net", RecordType.AAAA)).containsExactly(address("2001:db8::1"));
    assertThat(found("example.net", RecordType.MX))
        .containsExactly(new DnsRecord.Mx(10, "mail.example.net"));
    assertThat(found("example.net", RecordType.NS))
        .containsExactly(new DnsRecord.Name("ns.example.net"));
    assertThat(found("example.net", RecordType.SOA))
        .containsExactly(new DnsRecord.Name("ns.example.net"));
    assertThat(found("example.net", RecordType.TXT))
        .containsExactly(new DnsRecord.Text("v=spf1 -all"));
    assertThat(found("1.2.0.192.in-addr.arpa", RecordType.PTR))
        .containsExactly(new DnsRecord.Name("mail.example.net"));
    assertThat(found("www.example.net", RecordType.CNAME))
        .containsExactly(new DnsRecord.Name("example.net"));
    assertThat(found("www.example.net", RecordType.A)).containsExactly(address("192.0.2.1"));
  }

  @Test
  void whatIsAbsentIsAbsentInOneOfTwoWaysForAsLongAsTheServerSays() {
    assertThat(ask("expired.example", RecordType.MX))
        .isEqualTo(new Answer.Absent(Answer.Why.NO_SUCH_NAME, Duration.ofSeconds(60)));
    assertThat(ask("example.net", RecordType.AAAA))
        .isEqualTo(new Answer.Absent(Answer.Why.NO_SUCH_RECORD, Duration.ofSeconds(60)));
  }

  @Test
  void anAbsenceWithoutATimeIsBelievedBriefly() {
    server.serve(Zone.parse("bl.example BARE"));
    assertThat(ask("9.2.0.192.bl.example", RecordType.A))
        .isEqualTo(
            new Answer.Absent(Answer.Why.NO_SUCH_NAME, ResolverSettings.DEFAULT.bareNegativeTtl()));
  }

  @Test
  void vector_11_what_is_needed_to_judge_a_sender_domain() {
    assertThat(ask("expired.example", RecordType.MX)).isInstanceOf(Answer.Absent.class);
    assertThat(ask("broken.example", RecordType.MX)).isInstanceOf(Answer.Failed.class);
    assertThat(found("nomail.example", RecordType.MX)).containsExactly(new DnsRecord.Mx(0, ""));
    assertThat(found("addressonly.example", RecordType.A)).hasSize(1);
  }

  @Test
  void vector_05_a_listing_seen_through_a_real_name_server() {
    assertThat(listing("127.0.0.2", "bl.example")).isInstanceOf(ListAnswer.Listed.class);
    assertThat(listing("127.0.0.1", "bl.example")).isInstanceOf(ListAnswer.NotListed.class);
    assertThat(listing("192.0.2.99", "everybody.example")).isInstanceOf(ListAnswer.Listed.class);
    assertThat(listing("192.0.2.99", "refuses-us.example"))
        .isInstanceOfSatisfying(
            ListAnswer.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(ListAnswer.Failure.REFUSES_US));
    assertThat(server.asked()).contains("99.2.0.192.everybody.example A");
    Question question = ListQuery.address(ip("127.0.0.2"), "bl.example").orElseThrow();
    assertThat(ListQuery.reason(ask(ListQuery.reason(question))))
        .hasValueSatisfying(reason -> assertThat(reason).contains("https://bl.example/why"));
  }

  @Test
  void theTestPointsOfTheExampleListAreInOrder() {
    for (ListQuery.TestPoints points :
        List.of(
            ListQuery.addressTestPoints("bl.example", false),
            ListQuery.addressTestPoints("bl.example", true),
            ListQuery.domainTestPoints("bl.example"))) {
      assertThat(ask(points.mustBeListed())).isInstanceOf(Answer.Found.class);
      assertThat(ask(points.mustNotBeListed())).isInstanceOf(Answer.Absent.class);
    }
  }

  @Test
  void hostile_076_a_thousand_addresses_come_over_tcp_and_the_first_hundred_are_kept() {
    server.serve(
        Zone.parse(
            IntStream.range(0, 1000)
                .mapToObj(i -> "many.example A 10.0." + i / 250 + "." + i % 250)
                .collect(Collectors.joining("\n"))));
    assertThat(found("many.example", RecordType.A)).hasSize(Answer.MAX_RECORDS);
    assertThat(resolver.counts().overTcp()).isEqualTo(1);
  }

  @Test
  void hostile_076_a_chain_of_aliases_is_followed_so_far_and_no_further() {
    server.serve(
        Zone.parse(chain("good", 10) + chain("long", 11) + "loop.example CNAME loop.example"));
    assertThat(found("good0.example", RecordType.A)).containsExactly(address("127.0.0.2"));
    assertThat(ask("long0.example", RecordType.A)).isInstanceOf(Answer.Failed.class);
    assertThat(ask("loop.example", RecordType.A)).isInstanceOf(Answer.Failed.class);
  }

  private static String chain(String name, int links) {
    return IntStream.range(0, links)
            .mapToObj(i -> name + i + ".example CNAME " + name + (i + 1) + ".example\n")
            .collect(Collectors.joining())
        + (name + links + ".example A 127.0.0.2\n");
  }

  @Test
  void hostile_076_a_text_with_control_octets_arrives_whole_and_shows_harmlessly() {
    server.serve(
        Zone.parse("t.example TXT \"a\\013\\010250 %s\\000\\255\\\"\" \"" + "x".repeat(300) + '"'));
    assertThat(found("t.example", RecordType.TXT))
        .first()
        .isInstanceOfSatisfying(
            DnsRecord.Text.class,
            text -> {
              assertThat(text.text()).startsWith("a\r\n250 %s\u0000\u00ff\"xxx").hasSize(312);
              assertThat(text.printable(12)).isEqualTo("a??250 %s??\"");
            });
  }

  @Test
  void hostile_078_of_a_thousand_names_the_first_hundred_are_kept_and_a_loop_is_just_a_name() {
    server.serve(
        Zone.parse(
            IntStream.range(0, 1000)
                    .mapToObj(i -> "192.0.2.1 PTR host" + i + ".example\n")
                    .collect(Collectors.joining())
                + "192.0.2.2 PTR 2.2.0.192.in-addr.arpa"));
    assertThat(found("1.2.0.192.in-addr.arpa", RecordType.PTR)).hasSize(Answer.MAX_RECORDS);
    assertThat(found("2.2.0.192.in-addr.arpa", RecordType.PTR))
        .containsExactly(new DnsRecord.Name("2.2.0.192.in-addr.arpa"));
  }

  @Test
  void nobodyCanSpoilAnAnswerForTheOthers() {
    server.serve(Zone.parse("silent.example SILENT"));
    var asked = resolver.ask(new Question("silent.example", RecordType.A));
    assertThat(asked.cancel(true)).isFalse();
    assertThat(asked.complete(new Answer.Failed("mine", Answer.Failure.OURS))).isFalse();
    assertThat(asked.completeExceptionally(new IllegalStateException())).isFalse();
    assertThat(
            asked
                .completeOnTimeout(
                    new Answer.Failed("late", Answer.Failure.TIMEOUT), 1, TimeUnit.NANOSECONDS)
                .join())
        .isEqualTo(new Answer.Failed("late", Answer.Failure.TIMEOUT));
    assertThat(asked).isNotDone();
    resolver.close();
    assertThat(asked.join())
        .isEqualTo(new Answer.Failed("the resolver is closed", Answer.Failure.OURS));
    assertThat(ask("example.net", RecordType.A)).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void whoWaitsCanGiveUpEarlier() {
    server.serve(Zone.parse("silent.example SILENT"));
    var asked = resolver.ask(new Question("silent.example", RecordType.A));
    assertThat(resolver.await(asked, Instant.EPOCH)).isEqualTo(Answer.NOT_IN_TIME);
    Thread.currentThread().interrupt();
    assertThat(resolver.await(asked, Instant.MAX)).isInstanceOf(Answer.Failed.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private ListAnswer listing(String address, String zone) {
    Question question = ListQuery.address(ip(address), zone).orElseThrow();
    return ListQuery.meaning(ask(question), ReturnCodes.ANY);
  }

  private List<DnsRecord> found(String name, RecordType type) {
    Answer answer = ask(name, type);
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return ((Answer.Found) answer).records();
  }

  private Answer ask(String name, RecordType type) {
    return ask(new Question(name, type));
  }

  private Answer ask(Question question) {
    return resolver.await(question, Instant.MAX);
  }

  private static DnsRecord address(String text) {
    return new DnsRecord.Address(ip(text));
  }

  private static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
