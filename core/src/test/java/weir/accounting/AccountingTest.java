package weir.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Tenure;
import weir.attribution.Attributor;
import weir.attribution.DoorOrigins;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.maillog.LogEvent.Kinship;
import weir.maillog.LogEvent.Result;
import weir.meter.Kind;
import weir.meter.Measure;
import weir.meter.MeterKey;
import weir.meter.Metered;
import weir.meter.Meters;
import weir.meter.Nest;
import weir.meter.Window;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.observation.Arrival;
import weir.observation.Handling;
import weir.observation.HostAddresses;
import weir.observation.Observation;
import weir.observation.Observation.Around;
import weir.observation.Passages;
import weir.observation.QueueKey;
import weir.observation.Witness;

class AccountingTest {
  private static final Instant T = Instant.parse("2026-11-30T12:00:00Z");
  private static final String WEB1 = "192.0.2.10";
  private static final String MAIL1 = "192.0.2.20";
  private static final MeterKey SHOP = new MeterKey(Kind.ACCOUNT, "shop");

  private final AccountBook book =
      AccountBook.of(
          List.of(
              new Account(
                  "shop",
                  "shop",
                  Optional.of("dealer"),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  false)),
          List.of(
              Tenure.always(Identity.Login.of("ann@shop.example"), "shop"),
              Tenure.always(new Identity.LocalUser("web1", 2001), "shop"),
              Tenure.always(new Identity.Script("web1", "/home/shop"), "shop"),
              Tenure.always(new Identity.LocalName("web1", "shop"), "shop"),
              Tenure.always(new Identity.Container("web1", "c1"), "shop")),
          Map.of(),
          List.of(host("web1", WEB1), host("mail1", MAIL1)));
  private final HostAddresses hosts = (address, at) -> book.hostAt(address, at).map(Host::name);
  private final Attributor attributor = new Attributor(book, hosts);
  private final Passages passages =
      new Passages(hosts, DoorOrigins.by(book, Set.of("list")), 1_000, 1);
  private final Accounting accounting = new Accounting(hosts, _ -> Optional.of("DE"), 1);
  private final Meters meters = new Meters(100);
  private final List<Metered> all = new ArrayList<>();

  private static Host host(String name, String address) {
    IpPrefix own = IpPrefix.of(IpAddress.parse(address).orElseThrow());
    return new Host(name, List.of(Host.Address.always(own)), Set.of(), Set.of());
  }

  /// One batch of a source.
  private void take(Instant now, Observation... seen) {
    for (Observation each : seen) {
      passages.take(each);
    }
    accounting.take(passages.changes(), attributor::attribute, now);
    pass(now);
  }

  private void pass(Instant now) {
    List<Metered> counted = accounting.counted(now);
    counted.forEach(each -> meters.take(each, now));
    all.addAll(counted);
  }

  private long value(MeterKey key, Measure measure) {
    return meters.read(key, T.plus(Duration.ofMinutes(5))).value(measure, Window.HOUR);
  }

  private static QueueKey key(String host, String id) {
    return new QueueKey(host, id, T);
  }

  private static Observation script(String host, String id, int recipients) {
    return Arrival.of(key(host, id))
        .by(Arrival.program(2001))
        .directory("/home/shop/www")
        .to(recipients)
        .entered();
  }

  private static Witness log(String host) {
    return Arrival.log(host, T.plusSeconds(1));
  }

  @Test
  void aMessageCountsOnceForScriptAccountResellerAndHost() {
    take(T, script("web1", "A1", 3));
    take(T, new Observation.Ended(log("web1"), key("web1", "A1")));
    for (MeterKey each :
        List.of(
            new MeterKey(Kind.SCRIPT, "web1:/home/shop/www"),
            SHOP,
            new MeterKey(Kind.RESELLER, "dealer"),
            new MeterKey(Kind.HOST, "web1"))) {
      assertThat(value(each, Measure.MESSAGES)).isEqualTo(1);
      assertThat(value(each, Measure.RECIPIENTS)).isEqualTo(3);
    }
    assertThat(all).hasSize(1);
  }

  @Test
  void aLoginCountsWithItsDomainAndWhereItCameFrom() {
    take(
        T,
        Arrival.of(key("mail1", "B1"))
            .by(Arrival.client("198.51.100.7", "ann@shop.example"))
            .from("ann@shop.example")
            .to(2)
            .entered());
    MeterKey login = new MeterKey(Kind.LOGIN, "ann@shop.example");
    assertThat(value(login, Measure.RECIPIENTS)).isEqualTo(2);
    assertThat(value(login, Measure.NETWORKS)).isEqualTo(1);
    assertThat(value(login, Measure.COUNTRIES)).isEqualTo(1);
    assertThat(value(new MeterKey(Kind.DOMAIN, "shop.example"), Measure.MESSAGES)).isEqualTo(1);
  }

  /// The log of the server behind is read first: the message waits for what web1 says of it.
  @Test
  void whatComesFromAHostOfOursWaitsForThatHostsWord() {
    Observation behind =
        Arrival.of(key("mail1", "B1")).by(Arrival.client(WEB1)).from("a@web1").to(3).entered();
    take(T, behind, Handling.last(log("mail1"), key("mail1", "B1"), Result.FAILED));
    assertThat(all).isEmpty();
    take(T.plusSeconds(3), script("web1", "A1", 3), handedOver());
    pass(T.plusSeconds(60));
    assertThat(value(SHOP, Measure.MESSAGES)).isEqualTo(1);
    assertThat(value(SHOP, Measure.FAILED)).isEqualTo(1);
    assertThat(value(SHOP, Measure.TAKEN)).as("handing it on delivers nothing").isZero();
    assertThat(value(new MeterKey(Kind.HOST, "mail1"), Measure.MESSAGES)).isZero();
  }

  private static Observation handedOver() {
    return Handling.givenTo(log("web1"), key("web1", "A1"), "mail1", MAIL1, "B1");
  }

  @Test
  void whereThatHostSaysNothingItCountsAllTheSame() {
    take(T, Arrival.of(key("mail1", "B1")).by(Arrival.client(WEB1)).to(3).entered());
    pass(T.plus(Accounting.SETTLING));
    assertThat(value(new MeterKey(Kind.HOST, "mail1"), Measure.RECIPIENTS)).isEqualTo(3);
  }

  @Test
  void whatTurnsOutToBeAForwardIsTakenBack() {
    take(T, script("web1", "A1", 3));
    take(T, new Observation.Begot(log("web1"), key("web1", "P1"), "A1", Kinship.FORWARD));
    assertThat(value(SHOP, Measure.MESSAGES)).isZero();
    assertThat(value(SHOP, Measure.RECIPIENTS)).isZero();
    assertThat(value(SHOP, Measure.OCTETS)).isZero();
  }

  @Test
  void whatWasHandledBeforeItWasSeenToComeCountsOnceItIs() {
    take(T, Handling.last(log("web1"), key("web1", "A1"), Result.DELIVERED));
    assertThat(all).isEmpty();
    take(T, script("web1", "A1", 3));
    assertThat(value(SHOP, Measure.MESSAGES)).isEqualTo(1);
  }

  @Test
  void whatNobodyHereAuthoredDoesNotCount() {
    take(T, Arrival.of(key("web1", "A1")).by(Arrival.program(0)).entered());
    take(T, Arrival.of(key("web1", "A2")).by(null).from("").entered());
    pass(T.plusSeconds(60));
    assertThat(all).isEmpty();
  }

  /// A sender's word fills nobody's meters.
  @Test
  void whatIsClaimedCountsForItsHostOnly() {
    take(
        T,
        Arrival.of(key("web1", "A1")).by(Arrival.program(4711)).from("ann@shop.example").entered());
    assertThat(value(SHOP, Measure.MESSAGES)).isZero();
    assertThat(value(new MeterKey(Kind.HOST, "web1"), Measure.MESSAGES)).isEqualTo(1);
  }

  @Test
  void whatWasToldBeforeARestartIsNotCountedAgain() {
    passages.take(script("web1", "A1", 3));
    Passages.Changes changes = passages.changes();
    Accounting next = new Accounting(hosts, _ -> Optional.empty(), 2);
    changes.updated().forEach(it -> next.resume(it, attributor.attribute(it)));
    passages.take(Handling.last(log("web1"), key("web1", "A1"), Result.FAILED));
    next.take(passages.changes(), attributor::attribute, T);
    assertThat(next.counted(T)).hasSize(1).allMatch(Metered.Answered.class::isInstance);
    // Nor is one of which nothing is remembered.
    Accounting forgetful = new Accounting(hosts, _ -> Optional.empty(), 2);
    forgetful.take(changes, attributor::attribute, T);
    assertThat(forgetful.counted(T)).isEmpty();
  }

  @Test
  void loginsOfAccountsCountAndNoOthers() {
    loggedIn("ann@shop.example", true);
    loggedIn("Ann+shop.example", false);
    loggedIn("nobody@else.example", false);
    MeterKey login = new MeterKey(Kind.LOGIN, "ann@shop.example");
    assertThat(value(login, Measure.LOGINS)).isEqualTo(2);
    assertThat(value(login, Measure.WRONG_LOGINS)).isEqualTo(2);
    assertThat(meters.size(Kind.LOGIN)).isEqualTo(1);
  }

  @Test
  void aConnectionPastTheMailServersIsOfTheUserWhomAnAccountHas() {
    accounting.did(tried(2001, "/home/shop/www/x.pl", 3), book);
    pass(T);

    assertThat(value(SHOP, Measure.CONNECTIONS)).isEqualTo(3);
    assertThat(value(new MeterKey(Kind.SCRIPT, "web1:uid 2001"), Measure.CONNECTIONS)).isEqualTo(3);
    assertThat(value(new MeterKey(Kind.HOST, "web1"), Measure.CONNECTIONS)).isEqualTo(3);
  }

  @Test
  void ofAUserWhomNoAccountHasItIsTheProgramsAsFarAsKnown() {
    accounting.did(tried(33, "/srv/nobody/x.php", 2), book);
    pass(T);

    assertThat(value(new MeterKey(Kind.SCRIPT, "web1:/srv/nobody/x.php"), Measure.CONNECTIONS))
        .isEqualTo(2);
    assertThat(value(SHOP, Measure.CONNECTIONS)).isZero();
  }

  @Test
  void whatIsLetThroughCountsAtPort25Only() {
    accounting.did(tried(2001, "/x", 2, 587, true), book);
    accounting.did(tried(2001, "/x", 3, 25, true), book);
    accounting.did(tried(2001, "/x", 4, 587, false), book);
    pass(T);

    assertThat(value(SHOP, Measure.CONNECTIONS)).isEqualTo(7);
  }

  private Observation.Tried tried(long uid, String script, long times) {
    return tried(uid, script, times, 25, false);
  }

  @Test
  void ofAUserWhomManyShareItIsByTheProgramTheContainerTheGroupOrThePool() {
    OptionalLong shop = OptionalLong.of(2001);
    String home = "/home/shop/www/x.php";
    accounting.did(around("/home/shop/www/x.php", Around.NONE), book);
    accounting.did(around("/", new Around(none(), none(), shop)), book);
    accounting.did(
        around("/", new Around(Optional.of("shop"), none(), OptionalLong.empty())), book);
    accounting.did(around(home, new Around(none(), Optional.of("c1"), OptionalLong.empty())), book);
    pass(T);
    assertThat(value(SHOP, Measure.CONNECTIONS)).isEqualTo(4);

    Around others = new Around(Optional.of("shop"), Optional.of("c2"), shop);
    accounting.did(around(home, others), book);
    pass(T);
    assertThat(value(SHOP, Measure.CONNECTIONS)).as("a path in a container").isEqualTo(4);
    assertThat(value(new MeterKey(Kind.SCRIPT, "web1:container c2"), Measure.CONNECTIONS))
        .isEqualTo(1);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Observation.Tried around(String script, Around around) {
    return new Observation.Tried(
        log("web1"),
        OptionalLong.of(33),
        Optional.of(script),
        IpAddress.parse("203.0.113.9"),
        25,
        false,
        1,
        around);
  }

  private Observation.Tried tried(long uid, String script, long times, int port, boolean isLet) {
    return new Observation.Tried(
        log("web1"),
        OptionalLong.of(uid),
        Optional.of(script),
        IpAddress.parse("203.0.113.9"),
        port,
        isLet,
        times,
        Around.NONE);
  }

  private void loggedIn(String login, boolean succeeded) {
    accounting.did(
        new Observation.LoggedIn(
            log("mail1"),
            "imap",
            Optional.of(login),
            IpAddress.parse("198.51.100.7"),
            succeeded,
            2),
        book);
    pass(T);
  }

  private static Likeness text(long template) {
    return new Likeness(Optional.of(new Template(template)), List.of());
  }

  @Test
  void aTextThatIsSeenLaterCountsOnceAsOfWhenTheMessageCame() {
    take(T, script("web1", "A1", 1));
    pass(T.plusSeconds(20));
    assertThat(value(SHOP, Measure.SAME_TEMPLATE)).isZero();
    Observation lying =
        Arrival.of(key("web1", "A1")).by(Arrival.program(2001)).likeness(text(5)).lying();
    take(T.plusSeconds(90), lying);
    take(
        T.plusSeconds(95),
        lying,
        Handling.givenTo(log("web1"), key("web1", "A1"), "far", "203.0.113.9", "X"));
    assertThat(value(SHOP, Measure.SAME_TEMPLATE)).isEqualTo(1);
    assertThat(value(SHOP, Measure.MESSAGES)).isEqualTo(1);
    assertThat(all)
        .filteredOn(Metered.Seen.class::isInstance)
        .singleElement()
        .satisfies(it -> assertThat(it.at()).isEqualTo(T));
  }

  @Test
  void theTextOfWhatIsTakenBackIsTakenBackToo() {
    Nest ann = Nest.ofLogin("ann@shop.example", "shop.example", "shop", "mail1");
    Template one = new Template(5);
    meters.take(new Metered.Seen(T, ann, one), T);
    meters.take(new Metered.Seen(T, ann, one), T);
    meters.take(new Metered.TakenBack(T, ann, 1, OptionalLong.empty(), Optional.of(one)), T);
    assertThat(value(SHOP, Measure.SAME_TEMPLATE)).isEqualTo(1);
    meters.take(new Metered.TakenBack(T, ann, 1, OptionalLong.empty(), Optional.of(one)), T);
    meters.take(new Metered.TakenBack(T, ann, 1, OptionalLong.empty(), Optional.of(one)), T);
    assertThat(value(SHOP, Measure.SAME_TEMPLATE)).isZero();
  }

  @Test
  void whatAServerFurtherOnSawOfTheTextCountsForWhoHandedItInFirst() {
    take(
        T,
        script("web1", "A1", 1),
        Handling.givenTo(log("web1"), key("web1", "A1"), "mail1", MAIL1, "B1"));
    take(
        T.plusSeconds(2),
        Arrival.of(new QueueKey("mail1", "B1", T.plusSeconds(1)))
            .by(Arrival.client(WEB1))
            .likeness(text(5))
            .entered());
    pass(T.plusSeconds(30));
    assertThat(value(SHOP, Measure.MESSAGES)).isEqualTo(1);
    assertThat(value(SHOP, Measure.SAME_TEMPLATE)).isEqualTo(1);
  }
}
