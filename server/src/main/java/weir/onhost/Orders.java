package weir.onhost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.files.Durable;
import weir.link.Calls;
import weir.link.KnownKey;
import weir.link.Messages;
import weir.link.NotUnderstood;
import weir.response.Found;
import weir.uplink.HostBounds;
import weir.uplink.Order;
import weir.uplink.Report;

/// Carries orders out, one after another: each is looked at first by whom it is from, whether it
/// came before, and whether this host's own file allows it. That an order was taken is on the disk
/// before it is carried out, so that after a crash none is carried out twice; whoever gave it hears
/// nothing then, and looks.
final class Orders {
  private static final Logger log = LoggerFactory.getLogger(Orders.class);
  private static final Duration HOUR = Duration.ofHours(1);

  /// Orders that take a while and wait for the one that is carried out.
  static final int MOST_LONG_WAITING = 4;

  private static final Duration IDLE = Duration.ofSeconds(10);

  /// What does the work.
  interface Hands {
    /// @return what is there, where that was asked
    /// @throws IOException with a sentence for people where it could not be done
    Optional<Found> carry(Order.Verb verb) throws IOException, InterruptedException;

    /// Whether what is ordered is in force, so that it only gets a later end.
    default boolean isInForce(Order.Put put) throws IOException {
      return false;
    }
  }

  /// What is known of orders after a restart.
  ///
  /// @param last number of the last one
  /// @param changes when this host was changed, within the last hour
  record Taken(long last, List<Instant> changes) {
    Taken {
      changes = List.copyOf(changes);
    }

    Taken and(Order order, boolean isChange, Instant now) {
      List<Instant> lately = new ArrayList<>(changes);
      lately.removeIf(at -> at.plus(HOUR).isBefore(now));
      if (isChange) {
        lately.add(now);
      }
      return new Taken(order.number(), lately);
    }

    int lately(Instant now) {
      return (int) changes.stream().filter(at -> at.plus(HOUR).isAfter(now)).count();
    }
  }

  private final Path file;
  private final String host;
  private final KnownKey server;
  private final HostBounds bounds;
  private final Hands hands;
  private final Answers answers;
  private final InstantSource clock;
  private final ThreadPoolExecutor longOnes = oneAfterAnother();
  private volatile Taken taken;

  /// Hears what became of each order.
  @FunctionalInterface
  interface Answers {
    void tell(Report.Carried carried) throws InterruptedException;
  }

  private Orders(
      Path file,
      Taken taken,
      KnownServer server,
      HostBounds bounds,
      Hands hands,
      Answers answers,
      InstantSource clock) {
    this.file = file;
    this.taken = taken;
    this.host = server.host();
    this.server = server.orders();
    this.bounds = bounds;
    this.hands = hands;
    this.answers = answers;
    this.clock = clock;
  }

  /// @param folder of the agent
  static Orders in(
      Path folder,
      KnownServer server,
      HostBounds bounds,
      Hands hands,
      Answers answers,
      InstantSource clock)
      throws IOException {
    Path file = folder.resolve("orders.json");
    Taken taken =
        Files.exists(file)
            ? Messages.read(Files.readString(file), Taken.class)
            : new Taken(0, List.of());
    return new Orders(file, taken, server, bounds, hands, answers, clock);
  }

  /// Number of the last order that was taken.
  long last() {
    return taken.last();
  }

  /// Looks at an order that came, and carries it out where it may be.
  ///
  /// @throws IOException when it is no order of the server's, or what was taken cannot be written
  void take(Calls.Signed signed) throws IOException, InterruptedException {
    if (!server.signed(signed.order(), signed.signature())) {
      throw new IOException("an order came that the server did not sign; it is not carried out");
    }
    Order order;
    try {
      order = Messages.order(signed.order());
    } catch (NotUnderstood e) {
      passOver(signed.order(), e);
      return;
    }
    Instant now = clock.instant();
    boolean isChange = isChange(order.verb());
    int lately = isChange ? taken.lately(now) : 0;
    Optional<String> forbidden = bounds.forbids(order, host, taken.last(), lately, now);
    if (forbidden.isPresent()) {
      log.warn("order {} is refused: {}", order.id(), forbidden.get());
      if (order.number() > taken.last() && order.host().equals(host)) {
        write(taken.and(order, false, now));
      }
      answers.tell(new Report.Carried(now, order.id(), forbidden, Optional.empty()));
      return;
    }
    write(taken.and(order, isChange, now));
    if (isLong(order.verb())) {
      begin(order);
    } else {
      answers.tell(carried(order));
    }
  }

  private static ThreadPoolExecutor oneAfterAnother() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_LONG_WAITING),
            Thread.ofPlatform().daemon().name("weir-order").factory());
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  /// What takes a while holds up no other order; such ones go one after another, as they came.
  private static boolean isLong(Order.Verb verb) {
    return verb instanceof Order.Verify || verb instanceof Order.Stage;
  }

  private void begin(Order order) throws InterruptedException {
    try {
      longOnes.execute(() -> carryLong(order));
    } catch (RejectedExecutionException _) {
      answers.tell(
          failed(
              order,
              "%d orders about the fence wait already; give it again once they are done"
                  .formatted(MOST_LONG_WAITING)));
    }
  }

  private void carryLong(Order order) {
    try {
      answers.tell(
          order.isOver(clock.instant())
              ? failed(
                  order,
                  "the order was good until %s, and those before it took longer"
                      .formatted(order.expires()))
              : carried(order));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Report.Carried failed(Order order, String why) {
    log.warn("order {} is not carried out: {}", order.id(), why);
    return new Report.Carried(clock.instant(), order.id(), Optional.of(why), Optional.empty());
  }

  /// What is known of an order of a later version.
  ///
  /// @param host whom it is for
  private record Head(String id, String host, long number) {}

  private void passOver(String line, NotUnderstood why) throws IOException, InterruptedException {
    Head head = Messages.read(line, Head.class);
    log.warn(
        "order {} is of a later version, and not carried out: {}", head.id(), why.getMessage());
    if (head.host().equals(host) && head.number() > taken.last()) {
      write(new Taken(head.number(), taken.changes()));
    }
    answers.tell(
        new Report.Carried(
            clock.instant(),
            head.id(),
            Optional.of("it is of a later version than the agent's"),
            Optional.empty()));
  }

  /// What is in force already is no change of the host.
  private boolean isChange(Order.Verb verb) {
    return switch (verb) {
      case Order.Put put -> !isInForce(put);
      case Order.Stage(var isEnforcing) -> isEnforcing;
      case Order.Look _, Order.Take _, Order.Verify _ -> false;
    };
  }

  private boolean isInForce(Order.Put put) {
    try {
      return hands.isInForce(put);
    } catch (IOException _) {
      return false; // whoever carries it out says why
    }
  }

  private Report.Carried carried(Order order) throws InterruptedException {
    if (!(order.verb() instanceof Order.Look)) {
      log.info("order {}: {}", order.id(), order.verb());
    }
    try {
      Optional<Found> found = hands.carry(order.verb());
      return new Report.Carried(clock.instant(), order.id(), Optional.empty(), found);
    } catch (IOException | RuntimeException e) {
      log.warn("order {} could not be carried out: {}", order.id(), e.toString());
      String why =
          e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
      return new Report.Carried(clock.instant(), order.id(), Optional.of(why), Optional.empty());
    }
  }

  private void write(Taken now) throws IOException {
    byte[] text = Messages.value(now).getBytes(StandardCharsets.US_ASCII);
    Durable.replace(file, out -> out.write(text));
    taken = now;
  }
}
