package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.link.Calls;
import weir.link.Messages;
import weir.link.SigningKey;
import weir.response.Found;
import weir.response.Response;
import weir.response.Target;
import weir.testkit.Until;
import weir.uplink.HostBounds;
import weir.uplink.Order;
import weir.uplink.Power;
import weir.uplink.Report;

class OrdersTest {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final Target SHOP = new Target.LocalUser("web1", "2001");

  @TempDir Path folder;

  private final List<Order.Verb> done = new CopyOnWriteArrayList<>();
  private final List<Report.Carried> answers = new CopyOnWriteArrayList<>();
  private final Semaphore longOnes = new Semaphore(0);
  private volatile Instant now = NOW;
  private final HostBounds bounds =
      new HostBounds(Set.of(Power.LOOK, Power.FENCE), 1_000, 60_000, Duration.ofDays(1), 2);
  private Optional<IOException> failure = Optional.empty();
  private SigningKey server;
  private Orders orders;

  @BeforeEach
  void begin() throws IOException {
    server = SigningKey.in(folder.resolve("orders.key"));
    orders = open();
  }

  private Orders open() throws IOException {
    KnownServer known = new KnownServer("127.0.0.1:1", "web1", "", server.known().text());
    return Orders.in(folder, known, bounds, new Host(), answers::add, () -> now);
  }

  /// Where what was put stays.
  private final class Host implements Orders.Hands {
    @Override
    public Optional<Found> carry(Order.Verb verb) throws IOException {
      return OrdersTest.this.carry(verb);
    }

    @Override
    public boolean isInForce(Order.Put put) {
      return done.stream()
          .anyMatch(it -> it instanceof Order.Put before && before.lease().equals(put.lease()));
    }
  }

  private Optional<Found> carry(Order.Verb verb) throws IOException {
    done.add(verb);
    if (verb instanceof Order.Verify) {
      longOnes.acquireUninterruptibly();
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return Optional.of(Found.Nothing.PLAIN);
  }

  private Calls.Signed signed(long number, Order.Verb verb, SigningKey by) {
    String line = Messages.line(new Order("O" + number, "web1", number, NOW.plusSeconds(60), verb));
    return new Calls.Signed(line, by.sign(line));
  }

  private static Order.Verb fence(String lease) {
    return new Order.Put(lease, SHOP, new Response.Fence(), NOW.plusSeconds(3_600), "why");
  }

  private String lastFailure() {
    return answers.getLast().failure().orElse("");
  }

  @Test
  void anOrderIsCarriedOutOnceAndNeverAgainNotEvenAfterARestart() throws Exception {
    orders.take(signed(1, fence("A"), server));
    assertThat(done).hasSize(1);
    assertThat(lastFailure()).isEmpty();

    orders.take(signed(1, fence("A"), server));
    open().take(signed(1, fence("A"), server));

    assertThat(done).hasSize(1);
    assertThat(lastFailure()).contains("1 came before");
    assertThat(open().last()).isEqualTo(1);
  }

  @Test
  void whatTheServerDidNotSignIsNoOrder() throws IOException {
    SigningKey other = SigningKey.in(folder.resolve("other.key"));
    assertThatThrownBy(() -> orders.take(signed(1, fence("A"), other)))
        .hasMessageContaining("did not sign");
    Calls.Signed good = signed(1, fence("A"), server);
    String changed = good.order().replace("2001", "2002");
    assertThatThrownBy(() -> orders.take(new Calls.Signed(changed, good.signature())))
        .hasMessageContaining("did not sign");
    assertThat(done).isEmpty();
    assertThat(orders.last()).isZero();
  }

  @Test
  void changesAreCountedOverRestartsAndUndoIsFree() throws Exception {
    orders.take(signed(1, fence("A"), server));
    orders.take(signed(2, fence("B"), server));
    Orders again = open();
    again.take(signed(3, fence("C"), server));
    assertThat(lastFailure()).contains("2 changes within an hour");
    again.take(signed(4, new Order.Take("A", SHOP), server));
    assertThat(lastFailure()).isEmpty();
    assertThat(done).hasSize(3);
  }

  @Test
  void whatOnlyGetsALaterEndIsNoChangeOfTheHost() throws Exception {
    for (int number = 1; number <= 5; number++) {
      orders.take(signed(number, fence("A"), server));
    }
    orders.take(signed(6, fence("B"), server));
    orders.take(signed(7, fence("B"), server));
    assertThat(lastFailure()).isEmpty();
    assertThat(done).hasSize(7);
  }

  @Test
  void ordersThatTakeAWhileGoAsTheyCameAndNoMoreThanAFewWait() throws Exception {
    int most = Orders.MOST_LONG_WAITING;
    orders.take(signed(1, new Order.Verify(), server));
    Until.holds(() -> done.size() == 1);
    for (int number = 2; number <= most + 2; number++) {
      orders.take(signed(number, new Order.Verify(), server));
    }
    assertThat(lastFailure()).contains("4 orders about the fence wait already");
    assertThat(answers).extracting(Report.Carried::order).containsExactly("O6");

    longOnes.release(2);
    Until.holds(() -> done.size() == 3);
    now = NOW.plus(Duration.ofMinutes(10));
    longOnes.release();
    Until.holds(() -> answers.size() == most + 2);
    assertThat(answers)
        .extracting(Report.Carried::order)
        .containsExactly("O6", "O1", "O2", "O3", "O4", "O5");
    assertThat(lastFailure()).contains("was good until");
    assertThat(done).hasSize(3);
  }

  @Test
  void whyItWasNotDoneIsTold() throws Exception {
    failure = Optional.of(new IOException("there is no fence on this host: weir fence apply"));
    orders.take(signed(1, fence("A"), server));
    assertThat(lastFailure()).isEqualTo("there is no fence on this host: weir fence apply");
  }
}
