package weir.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.maillog.LogFraming;
import weir.maillog.MultilogFraming;
import weir.maillog.QmailLog;

/// What several servers tell is joined to one message where both agree.
class PassagesTest extends TwoServersLogs {
  @Test
  void whatTwoServersAgreeOnIsOneMessageWhicheverLogComesFirst() {
    local(web1, "AAAA01", "a@web1");
    sent(web1, "AAAA01", "mail1[192.0.2.20]:25", "250 2.0.0 Ok: queued as BBBB01");
    arrived(mail1, "BBBB01", "web1[192.0.2.10]", "a@web1", 2);

    arrived(mail1, "BBBB02", "web1[192.0.2.10]", "b@web1", 2);
    local(web1, "AAAA02", "b@web1");
    sent(web1, "AAAA02", "mail1[192.0.2.20]:25", "250 2.0.0 Ok: queued as BBBB02");

    Passages.Changes changes = passages.changes();
    assertThat(changes.updated())
        .hasSize(2)
        .allSatisfy(passage -> {
          assertThat(passage.legs())
              .extracting(Leg::link)
              .containsExactly(Link.FIRST, Link.QUEUED_AS);
          assertThat(passage.first().key().host()).isEqualTo("web1");
          assertThat(passage.first().recipients()).isEqualTo(2);
        });
    assertThat(changes.dissolved())
        .isNotEmpty()
        .doesNotContainAnyElementsOf(changes.updated().stream().map(Passage::id).toList());
  }

  @Test
  void anIdThatAStrangersServerAnswersProvesNothing() {
    arrived(mail1, "BBBB01", "web1[192.0.2.10]", "a@web1", 2);
    local(web1, "AAAA01", "z@web1");
    sent(web1, "AAAA01", "far.example[203.0.113.5]:25", "250 2.0.0 Ok: queued as BBBB01");

    assertThat(all()).hasSize(2).allSatisfy(passage -> assertThat(passage.legs()).hasSize(1));
  }

  @Test
  void anIdThatTheOtherServerGaveToSomebodyElseProvesNothing() {
    arrived(mail1, "BBBB01", "unknown[198.51.100.7]", "a@web1", 2);
    local(web1, "AAAA01", "a@web1");
    sent(web1, "AAAA01", "mail1[192.0.2.20]:25", "250 2.0.0 Ok: queued as BBBB01");

    assertThat(all()).hasSize(2);
  }

  @Test
  void aFilterThatHandsItBackIsTheSameMessage() {
    arrived(
        mail1,
        "CCCC01",
        "client.example[198.51.100.7], sasl_method=PLAIN, sasl_username=anna",
        "a@x",
        2);
    sent(
        mail1,
        "CCCC01",
        "127.0.0.1[127.0.0.1]:10024",
        "250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as CCCC02");
    arrived(mail1, "CCCC02", "localhost[127.0.0.1]", "a@x", 2);

    assertThat(all())
        .singleElement()
        .satisfies(passage ->
            assertThat(passage.legs())
                .extracting(leg -> leg.key().id())
                .containsExactly("CCCC01", "CCCC02"));
  }

  @Test
  void withoutAnIdTheMessageIdTellsWhereOneOnlyFits() {
    local(web1, "AAAA01", "a@web1");
    sent(web1, "AAAA01", "mail1[192.0.2.20]:25", "250 accepted");
    arrived(mail1, "BBBB01", "web1[192.0.2.10]", "a@web1", 2);
    assertThat(all())
        .singleElement()
        .satisfies(
            passage -> assertThat(passage.legs().getLast().link()).isEqualTo(Link.MESSAGE_ID));

    local(web1, "AAAA02", "same@web1");
    local(web1, "AAAA03", "same@web1");
    arrived(mail1, "BBBB02", "web1[192.0.2.10]", "same@web1", 2);
    assertThat(all()).as("a script's one Message-ID for all").hasSize(3);
  }

  @Test
  void hostile_100_anothersMessageIdJoinsNeitherALoginNorMoreRecipients() {
    local(web1, "AAAA01", "victim@web1");
    arrived(
        mail1,
        "BBBB01",
        "web1[192.0.2.10], sasl_method=PLAIN, sasl_username=bob",
        "victim@web1",
        2);
    arrived(mail1, "BBBB02", "web1[192.0.2.10]", "victim@web1", 500);
    assertThat(all()).hasSize(3);
  }

  @Test
  void oneMessageIdForAllOverTheLoopbackHidesNone() {
    for (int i = 10; i < 40; i++) {
      arrived(web1, "AAAA" + i, "localhost[127.0.0.1]", "same@web1", 100);
    }
    assertThat(all()).hasSize(30);
  }

  @Test
  void aBounceIsAPassageOfItsOwnAndKnowsWhatItIsAbout() {
    local(web1, "AAAA01", "a@web1");
    postfix(web1, "bounce[40]: AAAA01: sender non-delivery notification: AAAA02");
    postfix(
        web1,
        "cleanup[41]: AAAA02: message-id=<b@web1>",
        "qmgr[42]: AAAA02: from=<>, size=2000, nrcpt=1 (queue active)");

    List<Passage> all = all();
    assertThat(all)
        .extracting(Passage::origin)
        .containsExactlyInAnyOrder(Origin.AUTHORED, Origin.BOUNCE);
    Passage bounce =
        all.stream().filter(it -> it.origin() == Origin.BOUNCE).findAny().orElseThrow();
    assertThat(bounce.parent()).hasValue(all.getFirst().id());
  }

  @Test
  void aNumberThatIsUsedAgainAtOnceIsAnotherMessage() {
    LogFraming multilog = new MultilogFraming("qmail-send");
    String[] lines = {
      "@4000000069299a2a00000000 new msg 17",
      "@4000000069299a2a00000010 info msg 17: bytes 500 from <u@web1> qp 900 uid 2001",
      "@4000000069299a2a00000020 end msg 17",
      "@4000000069299a2a00000030 new msg 17",
      "@4000000069299a2a00000040 info msg 17: bytes 600 from <v@web1> qp 901 uid 2002"
    };
    for (String line : lines) {
      read(web1, multilog, new QmailLog(), line);
    }

    assertThat(all())
        .extracting(passage -> passage.first().sender().orElseThrow())
        .containsExactly("u@web1", "v@web1");
  }

  private static final String TAKEN =
      "192.0.2.20_accepted_message./Remote_host_said:_250_2.0.0_Taken,_queued_as_B7_[id1]/";

  /// A message of qmail's on web1, which says so after it was delivered.
  private void qmail(String kind, String recipient, String said) {
    for (String line :
        List.of(
            "@4000000065a0b000000000aa info msg 77: bytes 900 from <u2001@web1> qp 4711 uid 2001",
            "@4000000065a0b000000000ab starting delivery 5: msg 77 to " + kind + " " + recipient,
            "@4000000065a0b001000000aa delivery 5: success: " + said)) {
      read(web1, new MultilogFraming("qmail"), new QmailLog(), line);
    }
  }

  /// Our gateway on mail1, which took a message as `id1` from web1 and handed it on as `B7`.
  private void gateway() {
    Instant at =
        new MultilogFraming("qmail")
            .read("@4000000065a0b0000f0000aa end msg 1", LATEST)
            .orElseThrow()
            .time();
    passages.take(
        Arrival.at("mail1", "id1", at)
            .toldBy(new Witness("gateway", "mail1", at, Writer.SERVER))
            .by(Arrival.client("192.0.2.10"))
            .from("u2001@web1")
            .messageId("a@web1")
            .entered());
  }

  @Test
  void aMessageOfQmailsThroughOurGatewayIsOne() {
    qmail("remote", "x@far.example", TAKEN);
    gateway();
    assertThat(all())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.legs()).extracting(leg -> leg.key().id()).containsExactly("77", "id1");
          assertThat(passage.legs().getLast().link()).isEqualTo(Link.QUEUED_AS);
        });
  }

  /// Else a customer's program could say that another's message was its own.
  @Test
  void hostile_096_whatALocalProgramSaysJoinsNothing() {
    gateway();
    qmail("local", "anna@web1", TAKEN);
    assertThat(all()).hasSize(2).allSatisfy(passage -> assertThat(passage.legs()).hasSize(1));
  }

  @Test
  void beyondTheBoundTheOldestIsLetGoAndCounted() {
    Passages few = new Passages((address, at) -> Optional.empty(), _ -> Origin.AUTHORED, 2, 1);
    for (String id : List.of("A1", "A2", "A3")) {
      few.take(new Observation.Held(Arrival.log("web1", LATEST), new QueueKey("web1", id, LATEST)));
    }
    assertThat(few.size()).isEqualTo(2);
    assertThat(few.letGo()).isEqualTo(1);
  }

  @Test
  void whatIsOverIsForgottenAndWhatMayStillComeIsKept() {
    local(web1, "AAAA01", "a@web1");
    local(web1, "AAAA02", "b@web1");
    postfix(web1, "qmgr[12]: AAAA02: removed");
    all();

    passages.expire(LATEST.plus(Duration.ofHours(1)), Duration.ofMinutes(30), SIX_DAYS);
    assertThat(passages.size()).isEqualTo(1);
    passages.expire(LATEST.plus(Duration.ofDays(7)), Duration.ofMinutes(30), SIX_DAYS);
    assertThat(passages.size()).isZero();
  }
}
