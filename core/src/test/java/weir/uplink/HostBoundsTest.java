package weir.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.response.Response;
import weir.response.Target;

class HostBoundsTest {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final Instant GOOD = NOW.plus(Order.GOOD);
  private static final Target SHOP = new Target.LocalUser("web1", "2001");

  private final HostBounds bounds =
      new HostBounds(
          Set.of(Power.LOOK, Power.FENCE, Power.DISABLE_SCRIPT),
          1_000,
          60_000,
          Duration.ofHours(3),
          5);

  private static Order.Put fence(Target target, Duration life) {
    return new Order.Put("LEASE", target, new Response.Fence(), NOW.plus(life), "why");
  }

  private String forbids(Order order, int lately) {
    return bounds.forbids(order, "web1", 10, lately, NOW).orElse("");
  }

  private String forbids(Order.Verb verb) {
    return forbids(new Order("ID", "web1", 11, GOOD, verb), 0);
  }

  @Test
  void whatItsOwnFileAllowsIsAllowed() {
    assertThat(forbids(fence(SHOP, Duration.ofHours(2)))).isEmpty();
    assertThat(forbids(new Order.Look(SHOP, new Response.Suspend()))).isEmpty();
    assertThat(forbids(new Order.Verify())).isEmpty();
  }

  @Test
  void anotherHostsOrderAndOneThatCameBeforeAreRefused() {
    Order.Verb verb = fence(SHOP, Duration.ofHours(1));
    assertThat(forbids(new Order("ID", "web2", 11, GOOD, verb), 0)).contains("for web2");
    assertThat(forbids(new Order("ID", "web1", 10, GOOD, verb), 0)).contains("10 came before");
    assertThat(forbids(new Order("ID", "web1", 9, GOOD, verb), 0)).contains("10 came before");
  }

  @Test
  void anOrderIsGoodForAMinuteAsFarAsClocksAgree() {
    Order.Verb verb = new Order.Verify();
    Instant late = NOW.minus(Order.SKEW).minusSeconds(1);
    Instant early = NOW.plus(Order.SKEW).plus(Order.GOOD).plusSeconds(1);
    assertThat(forbids(new Order("ID", "web1", 11, late, verb), 0)).contains("was good until");
    assertThat(forbids(new Order("ID", "web1", 11, late.plusSeconds(2), verb), 0)).isEmpty();
    assertThat(forbids(new Order("ID", "web1", 11, early, verb), 0)).contains("too long");
  }

  @Test
  void powersThatTheFileDoesNotNameAreRefused() {
    assertThat(forbids(new Order.Stage(true))).contains("no \"roll-out\"");
    assertThat(forbids(new Order.Put("L", SHOP, new Response.Suspend(), NOW, "why")))
        .contains("no \"suspend\"");
    assertThat(
            forbids(
                new Order.Put(
                    "L", new Target.Login("anna@shop.example"), new Response.Hold(), NOW, "why")))
        .contains("no \"mail\"");
  }

  @Test
  void aGatewayIsOrderedAboutLoginsAndNothingElse() {
    HostBounds gateway =
        new HostBounds(Set.of(Power.LOOK, Power.MAIL), 1_000, 60_000, Duration.ofHours(3), 5);
    Instant until = NOW.plus(Duration.ofHours(1));
    for (Response each : new Response[] {new Response.Hold(), new Response.DenyLogin()}) {
      for (Target who :
          new Target[] {new Target.Login("a@b.example"), new Target.OfDomain("b.example")}) {
        Order order =
            new Order("ID", "web1", 11, GOOD, new Order.Put("L", who, each, until, "why"));
        assertThat(gateway.forbids(order, "web1", 10, 0, NOW)).as("%s %s", who, each).isEmpty();
      }
    }
    Order fence = new Order("ID", "web1", 11, GOOD, fence(SHOP, Duration.ofHours(1)));
    assertThat(gateway.forbids(fence, "web1", 10, 0, NOW).orElse("")).contains("no \"fence\"");
    Order roll = new Order("ID", "web1", 11, GOOD, new Order.Stage(true));
    assertThat(gateway.forbids(roll, "web1", 10, 0, NOW).orElse("")).contains("no \"roll-out\"");
  }

  @Test
  void whatIsTakenBackNeedsNoPower() {
    HostBounds few = new HostBounds(Set.of(Power.FENCE), 1_000, 60_000, Duration.ofHours(3), 0);
    Order take = new Order("ID", "web1", 11, GOOD, new Order.Take("L", SHOP));
    assertThat(few.forbids(take, "web1", 10, 0, NOW)).isEmpty();
  }

  @Test
  void aFenceThatLetsGoWaitsForNoHourToPass() {
    HostBounds none = new HostBounds(Set.of(Power.ROLL_OUT), 1_000, 60_000, Duration.ofHours(3), 0);
    Order go = new Order("ID", "web1", 11, GOOD, new Order.Stage(false));
    assertThat(none.forbids(go, "web1", 10, 0, NOW)).isEmpty();
    Order hold = new Order("ID", "web1", 11, GOOD, new Order.Stage(true));
    assertThat(none.forbids(hold, "web1", 10, 0, NOW).orElse("")).contains("0 changes");
  }

  @Test
  void usersOutsideOfItsRangeAndUsersByNameAreRefused() {
    for (String user : new String[] {"0", "999", "60001", "root", "-1"}) {
      assertThat(forbids(fence(new Target.LocalUser("web1", user), Duration.ofHours(1))))
          .as(user)
          .isNotEmpty();
    }
    assertThat(forbids(fence(new Target.LocalUser("web2", "2001"), Duration.ofHours(1))))
        .contains("of web2");
  }

  @Test
  void nothingLastsLongerThanTheFileSays() {
    assertThat(forbids(fence(SHOP, Duration.ofHours(4)))).contains("PT3H is the longest");
  }

  @Test
  void afterSoManyChangesWithinAnHourOnlyLooksAndUndoGoOn() {
    Order put = new Order("ID", "web1", 11, GOOD, fence(SHOP, Duration.ofHours(1)));
    assertThat(forbids(put, 4)).isEmpty();
    assertThat(forbids(put, 5)).contains("5 changes within an hour");
    assertThat(forbids(new Order("ID", "web1", 11, GOOD, new Order.Take("L", SHOP)), 5)).isEmpty();
  }

  @Test
  void anInvitationIsReadAsItWasWritten() {
    Invitation invitation = new Invitation("mx.example.net:4465", "web1", "s3cret", "ab12");
    assertThat(Invitation.read(" " + invitation.text() + "\n")).contains(invitation);
    for (String none : new String[] {"", "weir-1-", "weir-1-!!", "weir-2-YQ", "weir-1-YQ"}) {
      assertThat(Invitation.read(none)).as(none).isEmpty();
    }
  }
}
