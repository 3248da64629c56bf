package weir.resolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.Resolver;

/// Answers from memory, or asks name servers: each question once however many ask it at the same
/// moment, so many at a time and no more, and none longer than the deadline.
public final class DnsResolver implements Resolver, AutoCloseable {

  /// Only so that no deadline overflows: every question ends long before.
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Tallies tallies = new Tallies();
  private final ConcurrentHashMap<Question, Asked> underWay = new ConcurrentHashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final InstantSource clock;
  private final AnswerMemory memory;
  private final Courier courier;
  private final int maxInFlight;
  private final long deadline;

  /// @param clock says how long remembered answers still hold; waits are real time
  /// @param chance for ids: unpredictable, or forgers have it easy
  /// @throws UncheckedIOException when the system gives us no selector
  public DnsResolver(ResolverSettings settings, InstantSource clock, RandomGenerator chance) {
    this.clock = clock;
    this.memory = new AnswerMemory(settings, clock);
    this.maxInFlight = settings.inFlight();
    this.deadline = settings.deadline().toNanos();
    try {
      this.courier = new Courier(settings, chance, tallies, this::finish);
    } catch (IOException e) {
      throw new UncheckedIOException("no resolver", e);
    }
    courier.start();
  }

  /// As it runs in production.
  public static DnsResolver start(ResolverSettings settings) {
    return new DnsResolver(settings, InstantSource.system(), new SecureRandom());
  }

  @Override
  public CompletableFuture<Answer> ask(Question question) {
    tallies.questions.increment();
    Asked remembered = memory.find(question);
    if (remembered != null) {
      tallies.remembered.increment();
      return remembered;
    }
    Asked ours = new Asked();
    Asked theirs = underWay.putIfAbsent(question, ours);
    if (theirs != null) {
      tallies.joined.increment();
      return theirs;
    }
    begin(question, ours);
    return ours;
  }

  private void begin(Question question, Asked ours) {
    // An equal question may have ended between our look into the memory and our entry: its answer
    // was kept before its entry went, so we find it now.
    Asked meanwhile = memory.find(question);
    if (meanwhile != null) {
      tallies.remembered.increment();
      underWay.remove(question, ours);
      var _ = meanwhile.thenAccept(ours::settle);
    } else if (inFlight.incrementAndGet() > maxInFlight) {
      tallies.turnedAway.increment();
      settle(ours, new Answer.Failed("too many questions in flight", Answer.Failure.OURS));
      underWay.remove(question, ours);
    } else {
      courier.send(Exchange.of(question, ours, System.nanoTime() + deadline));
    }
  }

  private void finish(Exchange exchange, Answer answer, boolean remember) {
    if (remember) {
      memory.keep(exchange.question, exchange.asked, answer);
    } else {
      tallies.turnedAway.increment();
    }
    // Before anybody hears of it: who asks after the answer must not be given this flight again,
    // whose answer may have run out by then.
    underWay.remove(exchange.question, exchange.asked);
    settle(exchange.asked, answer);
  }

  private void settle(Asked asked, Answer answer) {
    if (answer instanceof Answer.Failed) {
      tallies.failures.increment();
    }
    inFlight.decrementAndGet();
    asked.settle(answer);
  }

  @Override
  public Answer await(CompletableFuture<Answer> asked, Instant until) {
    if (asked.isDone()) {
      return asked.join();
    }
    try {
      Duration left = Duration.between(clock.instant(), until);
      long wait = left.compareTo(LONGEST_WAIT) < 0 ? left.toNanos() : LONGEST_WAIT.toNanos();
      return asked.get(wait, TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return Answer.NOT_IN_TIME;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Answer.Failed("interrupted while waiting", Answer.Failure.OURS);
    } catch (ExecutionException e) {
      return new Answer.Failed("defect: " + e.getCause(), Answer.Failure.OURS);
    }
  }

  /// What happened so far.
  public ResolverCounts counts() {
    return new ResolverCounts(
        tallies.questions.sum(),
        tallies.remembered.sum(),
        tallies.joined.sum(),
        tallies.sent.sum(),
        tallies.overTcp.sum(),
        tallies.timeouts.sum(),
        tallies.failures.sum(),
        tallies.turnedAway.sum(),
        tallies.strays.sum(),
        tallies.defects.count(),
        inFlight.get(),
        memory.size());
  }

  /// The defect of ours that befell the last answer, as it says of itself; empty when none did.
  public Optional<String> trouble() {
    return tallies.defects.last();
  }

  /// Ends what is under way as failed and asks no more.
  @Override
  public void close() {
    courier.close();
  }
}
