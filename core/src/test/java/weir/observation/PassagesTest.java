package weir.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.maillog.LogFraming;
import weir.maillog.LogGrammar;
import weir.maillog.LogLine;
import weir.maillog.LogRead;
import weir.maillog.MultilogFraming;
import weir.maillog.PostfixLog;
import weir.maillog.QmailLog;
import weir.maillog.SyslogFraming;
import weir.net.IpAddress;
import weir.observation.Observation.Entered;

class PassagesTest {
  private static final Instant LATEST = Instant.parse("2026-11-28T22:00:00Z");
  private static final Duration SIX_DAYS = Duration.ofDays(6);
  private static final Map<String, String> HOSTS =
      Map.of("192.0.2.10", "web1", "192.0.2.20", "mail1");

  private final Passages passages =
      new Passages(
          (address, at) -> Optional.ofNullable(HOSTS.get(address.toString())),
          _ -> Origin.AUTHORED,
          1_000,
          1);
  private final LogJoin web1 = new LogJoin("log", "web1", 1_000, SIX_DAYS);
  private final LogJoin mail1 = new LogJoin("log", "mail1", 1_000, SIX_DAYS);
  private int second;

  private void read(LogJoin join, LogFraming framing, LogGrammar grammar, String line) {
    LogLine read = framing.read(line, LATEST).orElseThrow();
    if (grammar.read(read) instanceof LogRead.Told told) {
      join.read(read, told, Writer.SERVER).forEach(passages::take);
    }
  }

  private void postfix(LogJoin join, String... lines) {
    for (String line : lines) {
      String framed = "Nov 28 21:54:%02d host postfix/%s".formatted(second, line);
      read(join, new SyslogFraming(ZoneOffset.UTC), new PostfixLog(), framed);
    }
    second++;
  }

  private List<Passage> all() {
    return passages.changes().updated();
  }

  private void local(LogJoin join, String id, String messageId) {
    postfix(
        join,
        "pickup[10]: " + id + ": uid=2001 from=<u2001>",
        "cleanup[11]: " + id + ": message-id=<" + messageId + ">",
        "qmgr[12]: " + id + ": from=<u2001@web1>, size=900, nrcpt=2 (queue active)");
  }

  private void relayed(LogJoin join, String id, String client, String messageId, int size) {
    postfix(
        join,
        "smtpd[20]: " + id + ": client=" + client,
        "cleanup[21]: " + id + ": message-id=<" + messageId + ">",
        "qmgr[22]: " + id + ": from=<u2001@web1>, size=" + size + ", nrcpt=2 (queue active)");
  }

  private void sent(LogJoin join, String id, String relay, String answer) {
    postfix(
        join,
        ("smtp[30]: %s: to=<x@far.example>, relay=%s, delay=1, delays=0/0/0/1, dsn=2.0.0,"
                + " status=sent (%s)")
            .formatted(id, relay, answer));
  }

  @Test
  void whatTwoServersAgreeOnIsOneMessageWhicheverLogComesFirst() {
    local(web1, "AAAA01", "a@web1");
    sent(web1, "AAAA01", "mail1[192.0.2.20]:25", "250 2.0.0 Ok: queued as BBBB01");
    relayed(mail1, "BBBB01", "web1[192.0.2.10]", "a@web1", 1_200);

    relayed(mail1, "BBBB02", "web1[192.0.2.10]", "b@web1", 1_200);
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
    relayed(mail1, "BBBB01", "web1[192.0.2.10]", "a@web1", 1_200);
    local(web1, "AAAA01", "z@web1");
    sent(web1, "AAAA01", "far.example[203.0.113.5]:25", "250 2.0.0 Ok: queued as BBBB01");

    assertThat(all()).hasSize(2).allSatisfy(passage -> assertThat(passage.legs()).hasSize(1));
  }

  @Test
  void anIdThatTheOtherServerGaveToSomebodyElseProvesNothing() {
    relayed(mail1, "BBBB01", "unknown[198.51.100.7]", "a@web1", 1_200);
    local(web1, "AAAA01", "a@web1");
    sent(web1, "AAAA01", "mail1[192.0.2.20]:25", "250 2.0.0 Ok: queued as BBBB01");

    assertThat(all()).hasSize(2);
  }

  @Test
  void aFilterThatHandsItBackIsTheSameMessage() {
    relayed(
        mail1,
        "CCCC01",
        "client.example[198.51.100.7], sasl_method=PLAIN, sasl_username=anna",
        "a@x",
        900);
    sent(
        mail1,
        "CCCC01",
        "127.0.0.1[127.0.0.1]:10024",
        "250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as CCCC02");
    relayed(mail1, "CCCC02", "localhost[127.0.0.1]", "a@x", 1_300);

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
    relayed(mail1, "BBBB01", "web1[192.0.2.10]", "a@web1", 1_200);
    assertThat(all())
        .singleElement()
        .satisfies(
            passage -> assertThat(passage.legs().getLast().link()).isEqualTo(Link.MESSAGE_ID));

    local(web1, "AAAA02", "same@web1");
    local(web1, "AAAA03", "same@web1");
    relayed(mail1, "BBBB02", "web1[192.0.2.10]", "same@web1", 1_200);
    assertThat(all()).as("a script's one Message-ID for all").hasSize(3);
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

  @Test
  void whatIsSeenTwiceCountsOnce() {
    local(web1, "AAAA01", "a@web1");
    Leg leg = all().getFirst().first();
    passages.take(
        new Observation.Entered(
            new Witness("queue", "web1", leg.key().since().plusSeconds(40), Writer.SERVER),
            new QueueKey("web1", "AAAA01", leg.key().since().minusSeconds(1)),
            Optional.empty(),
            "u2001@web1",
            leg.octets(),
            leg.announced(),
            Optional.empty(),
            Optional.of("Hello"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));

    assertThat(all())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.legs()).hasSize(1);
          assertThat(passage.first().subject()).contains("Hello");
          assertThat(passage.first().by()).isEqualTo(leg.by());
        });
  }

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
        new Observation.Entered(
            new Witness("gateway", "mail1", at, Writer.SERVER),
            new QueueKey("mail1", "id1", at),
            Optional.of(
                new Entrance.Client(
                    IpAddress.parse("192.0.2.10"),
                    OptionalInt.of(40_001),
                    Optional.empty(),
                    Optional.of("web1"),
                    Optional.empty())),
            "u2001@web1",
            OptionalLong.of(1_200),
            OptionalInt.of(1),
            Optional.of("a@web1"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static final String TAKEN =
      "192.0.2.20_accepted_message./Remote_host_said:_250_2.0.0_Taken,_queued_as_B7_[id1]/";

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
      few.take(
          new Observation.Held(
              new Witness("log", "web1", LATEST, Writer.SERVER), new QueueKey("web1", id, LATEST)));
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

  @Test
  void whatNobodyHasSeenComeIsNoMessageThatCountsUntilSomebodyTells() {
    sent(web1, "AAAA01", "far.example[203.0.113.5]:25", "250 ok");
    assertThat(all()).singleElement().extracting(Passage::origin).isEqualTo(Origin.UNSEEN);

    Witness queue = new Witness("queue", "web1", LATEST, Writer.SERVER);
    Instant since = LATEST.minusSeconds(340);
    passages.take(
        new Observation.Entered(
            queue,
            new QueueKey("web1", "AAAA01", since),
            Optional.empty(),
            "a@web1",
            OptionalLong.of(900),
            OptionalInt.of(1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    assertThat(all()).singleElement().extracting(Passage::origin).isEqualTo(Origin.AUTHORED);
  }

  private void arrived(LogJoin join, String id, String client, String messageId, int recipients) {
    postfix(
        join,
        "smtpd[20]: " + id + ": client=" + client,
        "cleanup[21]: " + id + ": message-id=<" + messageId + ">",
        "qmgr[22]: " + id + ": from=<x@web1>, size=1200, nrcpt=" + recipients + " (queue active)");
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
  void deliveriesThatTwoSourcesTellCountOnce() {
    LogJoin journal = new LogJoin("journal", "web1", 1_000, SIX_DAYS);
    for (LogJoin source : List.of(web1, journal)) {
      second = 1;
      local(source, "AAAA01", "a@web1");
      sent(source, "AAAA01", "far.example[203.0.113.5]:25", "250 ok");
    }
    assertThat(all())
        .singleElement()
        .satisfies(passage -> assertThat(passage.first().tally().delivered()).isEqualTo(1));
  }

  @Test
  void anIdThatIsUsedAgainMeansTheNewerMessageWhileTheOlderOneChanges() {
    QueueKey old = new QueueKey("web1", "A1", LATEST.minus(Duration.ofHours(5)));
    QueueKey young = new QueueKey("web1", "A1", LATEST);
    Witness then = new Witness("log", "web1", old.since(), Writer.SERVER);
    Witness now = new Witness("log", "web1", LATEST, Writer.SERVER);
    passages.take(entered(then, old, "older"));
    passages.take(new Observation.Ended(then, old));
    passages.take(entered(now, young, "newer"));
    passages.take(new Observation.Begot(then, old, "A0", LogEvent.Kinship.BOUNCE));
    passages.take(new Observation.Held(now, young));

    assertThat(all())
        .filteredOn(passage -> passage.first().messageId().filter("newer"::equals).isPresent())
        .singleElement()
        .extracting(passage -> passage.first().stay())
        .isEqualTo(Leg.Stay.HELD);
  }

  private static final Instant CAME = Instant.parse("2026-11-27T06:00:00Z");

  private static Observation.Lying lying(String id, Instant since, Instant look) {
    return new Observation.Lying(
        new Observation.Entered(
            new Witness("spool", "web1", look, Writer.SERVER),
            new QueueKey("web1", id, since),
            Optional.of(new Entrance.Program(OptionalLong.of(2001), Optional.empty())),
            "a@web1",
            OptionalLong.of(900),
            OptionalInt.of(3),
            Optional.empty(),
            Optional.of("Hello"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static Observation logged(String id, Instant since, Instant at, Optional<Entrance> by) {
    return new Observation.Entered(
        new Witness("log", "web1", at, Writer.SERVER),
        new QueueKey("web1", id, since),
        by,
        "a@web1",
        OptionalLong.of(900),
        OptionalInt.of(3),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<Entrance> uid(long uid) {
    return Optional.of(new Entrance.Program(OptionalLong.of(uid), Optional.empty()));
  }

  @Test
  void whatLiesInAQueueCountsWithoutAnyLog() {
    passages.take(lying("17", CAME, CAME.plusSeconds(3_600)));
    assertThat(all())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.origin()).isEqualTo(Origin.AUTHORED);
          assertThat(passage.since()).isEqualTo(CAME);
          assertThat(passage.first().by()).isEqualTo(uid(2001));
          assertThat(passage.first().waiting()).isEqualTo(3);
        });
  }

  @Test
  void aLookThatFindsWhatALogHasToldIsNoNews() {
    // Exim logs an arrival when all of it is there, and writes down when it began.
    Instant end = CAME.plusSeconds(900);
    passages.take(logged("17", end, end, uid(2001)));
    passages.changes();
    passages.take(lying("17", CAME, end.plusSeconds(60)));
    assertThat(passages.changes().updated())
        .singleElement()
        .extracting(passage -> passage.first().subject().orElseThrow())
        .isEqualTo("Hello");
    passages.take(lying("17", CAME, end.plusSeconds(120)));
    assertThat(passages.changes().updated()).isEmpty();
    assertThat(passages.size()).isEqualTo(1);
  }

  @Test
  void aLogThatTellsOfAnArrivalAfterALookCompletesTheLeg() {
    passages.take(lying("17", CAME, CAME.plusSeconds(60)));
    // qmail-send stood still, and takes it up an hour later.
    Instant taken = CAME.plusSeconds(3_600);
    passages.take(logged("17", taken, taken, uid(2001)));
    passages.take(
        new Observation.Ended(
            new Witness("log", "web1", taken.plusSeconds(1), Writer.SERVER),
            new QueueKey("web1", "17", taken)));
    assertThat(all()).singleElement().satisfies(passage -> assertThat(passage.isOpen()).isFalse());
  }

  @Test
  void aLogThatBeginsInTheMiddleTellsOfWhatALookHasFound() {
    passages.take(lying("AAAA01", CAME, CAME.plusSeconds(60)));
    sent(web1, "AAAA01", "far.example[203.0.113.5]:25", "250 ok");
    postfix(web1, "qmgr[12]: AAAA01: removed");
    assertThat(all())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.origin()).isEqualTo(Origin.AUTHORED);
          assertThat(passage.first().tally().delivered()).isEqualTo(1);
          assertThat(passage.isOpen()).isFalse();
        });
  }

  @Test
  void aNumberThatIsUsedAgainIsAnotherMessageWhicheverIsToldFirst() {
    Instant second = CAME.plusSeconds(30);
    Instant look = CAME.plusSeconds(120);
    passages.take(logged("17", CAME, CAME, uid(2001)));
    passages.take(
        new Observation.Ended(
            new Witness("log", "web1", CAME.plusSeconds(20), Writer.SERVER),
            new QueueKey("web1", "17", CAME)));
    passages.take(lying("17", second, look));
    assertThat(all()).hasSize(2);
    // The log of the second one comes late, and that of an earlier one even later.
    passages.take(logged("17", second, second, uid(2001)));
    Instant earlier = CAME.minusSeconds(7_200);
    passages.take(logged("17", earlier, earlier, uid(2002)));
    passages.take(
        new Observation.Ended(
            new Witness("log", "web1", earlier.plusSeconds(5), Writer.SERVER),
            new QueueKey("web1", "17", earlier)));
    assertThat(passages.size()).isEqualTo(3);
    // A new one under a number that the log has not told to be free.
    Instant third = look.plusSeconds(7_200);
    passages.take(logged("17", third, third, uid(2002)));
    assertThat(passages.size()).isEqualTo(4);
  }

  @Test
  void whatWasLetGoAndStillLiesThereIsTheSamePassage() {
    List<Passage> kept = new ArrayList<>();
    LetGo before = key -> kept.stream().filter(it -> it.first().key().equals(key)).findFirst();
    Passages few = new Passages((_, _) -> Optional.empty(), _ -> Origin.AUTHORED, 1, 1, before);
    few.take(lying("17", CAME, CAME.plusSeconds(60)));
    kept.addAll(few.changes().updated());
    few.take(lying("18", CAME, CAME.plusSeconds(60)));
    few.changes();
    few.take(
        new Observation.Ended(
            new Witness("spool", "web1", CAME.plusSeconds(60), Writer.SERVER),
            new QueueKey("web1", "17", CAME)));
    assertThat(few.changes().updated())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.id()).isEqualTo(kept.getFirst().id());
          assertThat(passage.isOpen()).isFalse();
        });
  }

  private static Observation entered(Witness witness, QueueKey key, String messageId) {
    return entered(witness, key, Optional.empty(), messageId);
  }

  private static Observation entered(
      Witness witness, QueueKey key, Optional<Entrance> by, String messageId) {
    return new Observation.Entered(
        witness,
        key,
        by,
        "a@web1",
        OptionalLong.of(900),
        OptionalInt.of(1),
        Optional.of(messageId),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void saw(Writer writer, long uid, String messageId) {
    Witness witness = new Witness("log", "web1", LATEST, writer);
    passages.take(
        new Entered(
            witness,
            new QueueKey("web1", "A1", LATEST),
            Optional.of(new Entrance.Program(OptionalLong.of(uid), Optional.empty())),
            "a@web1",
            OptionalLong.of(900),
            OptionalInt.of(1),
            Optional.of(messageId),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void hostile_theQueuesWordTakesThePlaceOfSyslogsAndStaysWhenSyslogTellsAgain() {
    QueueKey key = new QueueKey("web1", "17", CAME);
    Observation forged =
        entered(new Witness("log", "web1", CAME, Writer.ANY_USER), key, uid(2002), "forged");
    passages.take(forged);
    passages.take(lying("17", CAME, CAME.plusSeconds(60)));
    passages.take(forged);
    assertThat(all())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.first().by()).isEqualTo(uid(2001));
          assertThat(passage.first().writer()).isEqualTo(Writer.SERVER);
          assertThat(passage.first().unheard()).isFalse();
        });
  }

  @Test
  void anOlderMessageToldAfterANewerOneOfTheSameIdIsItsOwn() {
    QueueKey young = new QueueKey("web1", "17", CAME);
    QueueKey old = new QueueKey("web1", "17", CAME.minus(Duration.ofHours(5)));
    Witness log = new Witness("log", "web1", old.since(), Writer.SERVER);
    passages.take(logged("17", young.since(), young.since(), uid(2001)));
    passages.take(entered(log, old, uid(2002), "older"));
    assertThat(all())
        .extracting(passage -> passage.first().by())
        .containsExactly(uid(2001), uid(2002));
  }

  @Test
  void whatIsGoneBeforeItsKeySaysThatItCameIsCompletedAllTheSame() {
    QueueKey key = new QueueKey("web1", "17", CAME);
    passages.take(
        new Observation.Ended(
            new Witness("log", "web1", CAME.minusSeconds(10), Writer.SERVER), key));
    passages.take(logged("17", CAME.minusSeconds(10), CAME.minusSeconds(10), uid(2001)));
    assertThat(all())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.isOpen()).isFalse();
          assertThat(passage.first().by()).isEqualTo(uid(2001));
        });
  }

  private void assertSeen(long uid, Writer writer, String messageId) {
    Leg leg = all().getFirst().first();
    assertThat(leg.by()).hasValue(new Entrance.Program(OptionalLong.of(uid), Optional.empty()));
    assertThat(leg.writer()).isEqualTo(writer);
    assertThat(leg.messageId()).hasValue(messageId);
  }

  @Test
  void hostile_whatOnlyTheServerCanHaveWrittenTakesThePlaceOfSyslogs() {
    saw(Writer.ANY_USER, 2002, "forged");
    assertSeen(2002, Writer.ANY_USER, "forged");
    saw(Writer.SERVER, 2001, "true");
    assertSeen(2001, Writer.SERVER, "true");
    saw(Writer.ANY_USER, 2002, "forged");
    assertSeen(2001, Writer.SERVER, "true");
  }
}
