package weir.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.net.IpAddress;
import weir.observation.Arrival;
import weir.observation.Observation;
import weir.observation.Origin;
import weir.observation.Passage;
import weir.observation.Passages;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;

/// Whose a message is by the program that was seen to hand it in.
class MadeByTest {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final IpAddress WEB1 = IpAddress.parse("192.0.2.10").orElseThrow();
  private static final String FORM = "/home/shop/public_html/form.php";

  private static final AccountBook BOOK =
      AccountBook.of(
          List.of(Account.of("shop"), Account.of("club")),
          List.of(
              Tenure.always(new Identity.LocalUser("web1", 2001), "shop"),
              Tenure.always(new Identity.LocalUser("web1", 2002), "club"),
              Tenure.always(new Identity.Script("web1", "/home/shop"), "shop")),
          Map.of(new Identity.LocalUser("web1", 33), "the web server's user"));

  private final Attributor attributor =
      new Attributor(
          BOOK, (address, at) -> address.equals(WEB1) ? Optional.of("web1") : Optional.empty());

  private static Passage passage(Observation... seen) {
    Passages passages =
        new Passages((address, at) -> Optional.empty(), _ -> Origin.AUTHORED, 10, 1);
    for (Observation each : seen) {
      passages.take(each);
    }
    return passages.changes().updated().getFirst();
  }

  private static Observation connected(long uid, Optional<String> script) {
    return new Observation.Connected(
        new Witness("agent", "web1", NOW, Writer.SERVER),
        WEB1,
        40_001,
        OptionalLong.of(uid),
        script,
        false);
  }

  private static Observation relayed(Duration later, Writer writer, String script) {
    return Arrival.at("mail1", "B1", NOW.plus(later))
        .toldBy(new Witness("log", "mail1", NOW.plus(later), writer))
        .by(
            new Entrance.Client(
                Optional.of(WEB1),
                OptionalInt.of(40_001),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .script(script.isEmpty() ? null : script)
        .entered();
  }

  private static Observation local(long uid) {
    return Arrival.at("web1", "A1", NOW).by(Arrival.program(uid)).entered();
  }

  private static Observation mailed() {
    return new Observation.Mailed(
        new Witness("php", "web1", NOW, Writer.ANY_USER),
        FORM,
        12,
        List.of("x@far.example"),
        Optional.empty(),
        Optional.empty());
  }

  private static Observation handled() {
    return new Observation.Handled(
        Arrival.log("web1", NOW),
        new QueueKey("web1", "A1", NOW),
        "x@far.example",
        Optional.empty(),
        LogEvent.Result.DELIVERED,
        Optional.empty(),
        Optional.empty(),
        "ok",
        Optional.empty());
  }

  private void assertLaid(Passage passage, String account, Method method, Confidence sure) {
    Attribution found = attributor.attribute(passage);
    assertThat(found.account()).as("%s", found.steps()).map(Account::id).contains(account);
    assertThat(found.method()).isEqualTo(method);
    assertThat(found.confidence()).isEqualTo(sure);
  }

  @Test
  void theOwnerOfTheConnectionSentWhatCameByItsPort() {
    assertLaid(
        passage(connected(2001, Optional.of(FORM)), relayed(Duration.ZERO, Writer.SERVER, "")),
        "shop",
        Method.SOCKET_OWNER,
        Confidence.STRONG);
    assertLaid(
        passage(
            connected(2001, Optional.empty()), relayed(Duration.ofSeconds(3), Writer.SERVER, "")),
        "shop",
        Method.SOCKET_OWNER,
        Confidence.LIKELY);
    assertLaid(
        passage(connected(2001, Optional.empty()), relayed(Duration.ZERO, Writer.ANY_USER, "")),
        "shop",
        Method.SOCKET_OWNER,
        Confidence.LIKELY);
  }

  @Test
  void whereTheUserIsOneForAllItsScriptTells() {
    assertLaid(
        passage(connected(33, Optional.of(FORM)), relayed(Duration.ZERO, Writer.SERVER, "")),
        "shop",
        Method.SCRIPT,
        Confidence.LIKELY);
    assertLaid(passage(mailed(), local(33), handled()), "shop", Method.SCRIPT, Confidence.LIKELY);
    Observation executed =
        new Observation.Submitted(
            new Witness("agent", "web1", NOW, Writer.SERVER),
            Optional.empty(),
            33,
            Optional.of(FORM));
    assertLaid(passage(executed, local(33)), "shop", Method.SCRIPT, Confidence.LIKELY);
  }

  @Test
  void aScriptMakesNoDifferenceToAUidThatSomebodyHas() {
    assertLaid(
        passage(mailed(), local(2002), handled()), "club", Method.LOCAL_USER, Confidence.STRONG);
  }

  @Test
  void whatTheFieldOfTheMessageSaysIsAClaimOfTheHostThatHandedItOver() {
    assertLaid(
        passage(relayed(Duration.ZERO, Writer.SERVER, "2001:form.php")),
        "shop",
        Method.SCRIPT_FIELD,
        Confidence.CLAIMED);
    for (String field : List.of("33:form.php", "form.php", FORM, "-1:x", "99999999999:x", ":")) {
      assertThat(
              attributor.attribute(passage(relayed(Duration.ZERO, Writer.SERVER, field))).account())
          .as(field)
          .isEmpty();
    }
  }

  @Test
  void aTokenOfTheAgentIsCertainAndOfWhoCopiesItNothing() {
    Observation gave =
        new Observation.Submitted(
            new Witness("agent", "web1", NOW, Writer.SERVER),
            Optional.of("t1"),
            2001,
            Optional.of(FORM));
    Observation came = relayed(Duration.ofMinutes(1), Writer.SERVER, "");
    QueueKey key = new QueueKey("mail1", "B1", NOW.plus(Duration.ofMinutes(1)));
    Observation vouched = new Observation.Vouched(Arrival.log("mail1", NOW), key, "t1");

    assertLaid(passage(gave, came, vouched), "shop", Method.ORIGIN_TOKEN, Confidence.CERTAIN);
    assertLaid(passage(came, vouched, gave), "shop", Method.ORIGIN_TOKEN, Confidence.CERTAIN);

    QueueKey other = new QueueKey("mail1", "B0", NOW);
    Observation before = new Observation.Vouched(Arrival.log("mail1", NOW), other, "t1");
    assertThat(attributor.attribute(passage(gave, before, came, vouched)).account()).isEmpty();
  }

  @Test
  void aStrangersFieldSaysNothing() {
    Passage passage =
        passage(
            Arrival.at("mail1", "B1", NOW)
                .by(Arrival.client("203.0.113.9"))
                .script("2001:form.php")
                .entered());
    assertThat(attributor.attribute(passage).account()).isEmpty();
  }
}
