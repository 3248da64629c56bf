package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.check.ResponsesInForce.InForce;
import weir.enforcement.GatewayPoint;
import weir.response.Found;
import weir.response.Response;
import weir.response.Target;
import weir.state.MemoryState;
import weir.uplink.Order;

class OrderedMailTest {
  private static final Target ANN = new Target.Login("ann@shop.example");
  private static final Target BOB = new Target.Login("bob@shop.example");

  private static final Instant END = Instant.parse("2026-12-01T10:00:00Z");

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-12-01T09:00:00Z");
  private final InstantSource clock = () -> now;
  private final GatewayPoint gateway = new GatewayPoint("gateway", new MemoryState(), clock);

  private Order.Put put(String lease, Target target, Response response) {
    return new Order.Put(lease, target, response, END, "why");
  }

  private static Optional<Found> ours(String lease, Response response) {
    return Optional.of(new Found.Ours(lease, response).until(END));
  }

  private Optional<Found> there(OrderedMail mail, Target target) throws IOException {
    return mail.carry(new Order.Look(target, new Response.Hold()));
  }

  @Test
  void oneLeaseOfAnAccountHoldsForManyLoginsAndEndsForEach() throws IOException {
    OrderedMail mail = OrderedMail.in(folder, gateway, clock);
    mail.carry(put("A", ANN, new Response.DenyLogin()));
    mail.carry(put("A", BOB, new Response.DenyLogin()));
    mail.carry(new Order.Take("A", ANN));

    assertThat(there(mail, ANN)).contains(Found.Nothing.PLAIN);
    assertThat(there(mail, BOB)).isEqualTo(ours("A", new Response.DenyLogin()));
  }

  @Test
  void theLastOrderStandsAndWhatAnotherLeasePutIsNotTaken() throws IOException {
    OrderedMail mail = OrderedMail.in(folder, gateway, clock);
    mail.carry(put("A", ANN, new Response.DenyLogin()));
    mail.carry(put("B", ANN, new Response.Hold()));
    mail.carry(new Order.Take("A", ANN));

    assertThat(there(mail, ANN)).isEqualTo(ours("B", new Response.Hold()));
  }

  @Test
  void invariant_08_afterARestartWhatWasOrderedIsThereAndNothingElse() throws IOException {
    OrderedMail.in(folder, gateway, clock).carry(put("A", ANN, new Response.Hold()));
    GatewayPoint emptied = new GatewayPoint("gateway", new MemoryState(), clock);
    emptied.begin(new InForce(BOB, "old", new Response.Hold()));
    OrderedMail again = OrderedMail.in(folder, emptied, clock);

    assertThat(there(again, ANN)).isEqualTo(ours("A", new Response.Hold()));
    assertThat(there(again, BOB)).contains(Found.Nothing.PLAIN);
  }

  @Test
  void whatIsOverEndsADayLaterWhereControlIsAway() throws IOException {
    OrderedMail mail = OrderedMail.in(folder, gateway, clock);
    mail.carry(put("A", ANN, new Response.Hold()));
    Instant heard = now;
    now = now.plus(Duration.ofHours(24));
    mail.keep(heard);
    assertThat(there(mail, ANN)).isEqualTo(ours("A", new Response.Hold()));
    now = now.plus(Duration.ofMinutes(61));
    mail.keep(now);
    assertThat(there(mail, ANN)).isEqualTo(ours("A", new Response.Hold()));
    mail.keep(heard);
    assertThat(there(mail, ANN)).contains(Found.Nothing.PLAIN);
  }

  @Test
  void theSameWithALaterEndIsNoChangeAndLastsLonger() throws IOException {
    OrderedMail mail = OrderedMail.in(folder, gateway, clock);
    Order.Put put = put("A", ANN, new Response.Hold());
    assertThat(mail.isInForce(put)).isFalse();
    mail.carry(put);
    assertThat(mail.isInForce(put)).isTrue();
    assertThat(mail.isInForce(put("A", ANN, new Response.DenyLogin()))).isFalse();
    Instant later = END.plus(Duration.ofHours(3));
    mail.carry(new Order.Put("A", ANN, new Response.Hold(), later, "why"));

    assertThat(there(OrderedMail.in(folder, gateway, clock), ANN))
        .contains(new Found.Ours("A", new Response.Hold()).until(later));
  }

  @Test
  void aGatewayHasNoFence() throws IOException {
    OrderedMail mail = OrderedMail.in(folder, gateway, clock);
    assertThatThrownBy(() -> mail.carry(new Order.Stage(true))).hasMessageContaining("no fence");
  }
}
