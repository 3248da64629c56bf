package weir.agents;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import weir.journal.Id;
import weir.link.Calls;
import weir.link.Messages;
import weir.link.SigningKey;
import weir.response.Found;
import weir.uplink.Order;
import weir.uplink.Report;

/// Gives orders to agents, and waits for what becomes of them. An order that an agent has not
/// fetched in time is void, and whoever gave it is told. Safe for use by many threads.
public final class OrderDesk {
  /// Orders that wait for one agent; of more it is busy.
  static final int MOST_WAITING = 200;

  private final SigningKey key;
  private final Numbers numbers;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private final Map<String, List<Waiting>> waiting = new HashMap<>();

  /// Numbers the orders of each host.
  @FunctionalInterface
  interface Numbers {
    /// @throws IOException where there is no such agent, or it cannot be told
    long next(String host) throws IOException;
  }

  private record Waiting(
      Order order, Calls.Signed signed, CompletableFuture<Report.Carried> answer) {}

  OrderDesk(SigningKey key, Numbers numbers, InstantSource clock, RandomGenerator chance) {
    this.key = key;
    this.numbers = numbers;
    this.clock = clock;
    this.chance = chance;
  }

  /// Has an agent do something.
  ///
  /// @param patience how long it may take
  /// @return what is there, where that was asked
  /// @throws IOException with a sentence for people where it was not done, or that cannot be told
  public Optional<Found> give(String host, Order.Verb verb, Duration patience)
      throws IOException, InterruptedException {
    Waiting mine = add(host, verb);
    try {
      Report.Carried carried = mine.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (carried.failure().isPresent()) {
        throw new IOException("the agent of " + host + ": " + carried.failure().get());
      }
      return carried.found();
    } catch (TimeoutException e) {
      throw new IOException(
          "the agent of %s has not answered within %d s".formatted(host, patience.toSeconds()), e);
    } catch (ExecutionException e) {
      throw new IOException("the agent of " + host + ": " + e.getCause(), e);
    } finally {
      remove(host, mine);
    }
  }

  private Waiting add(String host, Order.Verb verb) throws IOException {
    lock.lock();
    try {
      List<Waiting> all = waiting.computeIfAbsent(host, _ -> new ArrayList<>());
      if (all.size() >= MOST_WAITING) {
        throw new IOException(
            "%,d orders wait for the agent of %s already".formatted(all.size(), host));
      }
      Order order =
          new Order(
              Id.next(chance), host, numbers.next(host), clock.instant().plus(Order.GOOD), verb);
      String line = Messages.line(order);
      Waiting mine =
          new Waiting(order, new Calls.Signed(line, key.sign(line)), new CompletableFuture<>());
      all.add(mine);
      came.signalAll();
      return mine;
    } finally {
      lock.unlock();
    }
  }

  private void remove(String host, Waiting mine) {
    lock.lock();
    try {
      List<Waiting> all = waiting.get(host);
      if (all != null) {
        all.remove(mine);
      }
    } finally {
      lock.unlock();
    }
  }

  /// What waits for an agent; where nothing does, it is waited for.
  ///
  /// @param after number of the last order that it took
  /// @param patience how long it is waited at most
  List<Calls.Signed> fetch(String host, long after, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      List<Calls.Signed> found = found(host, after);
      while (found.isEmpty() && left > 0) {
        left = came.awaitNanos(left);
        found = found(host, after);
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private List<Calls.Signed> found(String host, long after) {
    return waiting.getOrDefault(host, List.of()).stream()
        .filter(each -> each.order().number() > after)
        .map(Waiting::signed)
        .toList();
  }

  /// An agent tells what became of an order.
  void carried(String host, Report.Carried report) {
    lock.lock();
    try {
      waiting.getOrDefault(host, List.of()).stream()
          .filter(each -> each.order().id().equals(report.order()))
          .forEach(each -> each.answer().complete(report));
    } finally {
      lock.unlock();
    }
  }
}
