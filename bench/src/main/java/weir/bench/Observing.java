package weir.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Tenure;
import weir.accounting.Accounting;
import weir.attribution.Attributor;
import weir.attribution.DoorOrigins;
import weir.incident.Detector;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.limits.ReadySet;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.meter.Metered;
import weir.meter.Meters;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.observation.Observation;
import weir.observation.Passages;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;

/// An observation on its way: joined to its message, attributed, counted, and the default rules
/// asked about whoever sent it. A message is three of them: it came, it was delivered, it is gone.
/// The disk has no part in it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "-Xmx2g")
public class Observing {
  private static final int OBSERVATIONS = 3;
  private static final int ACCOUNTS = 10_000;
  private static final int RECIPIENTS = 100_000;
  private static final int ON_THE_WAY = 10_000;
  private static final int SEED = 20261130;

  /// Of all accounts together: a provider of so many has some messages a second.
  private static final Duration APART = Duration.ofMillis(100);

  private static final String HOST = "mail1";

  private final Random random = new Random(SEED);
  private Passages passages;
  private Accounting accounting;
  private Attributor attributor;
  private Meters meters;
  private Detector detector;
  private Instant now = Instant.parse("2026-11-30T00:00:00Z");
  private long number;
  private long alarms;

  @Setup
  public void begin() {
    List<Account> accounts = new ArrayList<>();
    List<Tenure> tenures = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.add(Account.of(Integer.toString(i)));
      tenures.add(Tenure.always(Identity.Login.of(login(i)), Integer.toString(i)));
    }
    IpPrefix own = IpPrefix.of(IpAddress.ofV4(0xc0000214));
    Host host = new Host(HOST, List.of(Host.Address.always(own)), Set.of(), Set.of());
    AccountBook book = AccountBook.of(accounts, tenures, Map.of(), List.of(host));
    attributor = new Attributor(book, (address, at) -> book.hostAt(address, at).map(Host::name));
    passages =
        new Passages(
            (address, at) -> book.hostAt(address, at).map(Host::name),
            DoorOrigins.by(book, Set.of()),
            ON_THE_WAY,
            1);
    accounting =
        new Accounting(
            (address, at) -> book.hostAt(address, at).map(Host::name), _ -> Optional.of("DE"), 1);
    meters = new Meters(ACCOUNTS * 10);
    detector = new Detector(ReadySet.DEFAULT.limits().rules(), meters, book::account);
  }

  private static String login(int i) {
    return "box@shop" + i + ".example";
  }

  @Benchmark
  @OperationsPerInvocation(OBSERVATIONS)
  public long observation() {
    now = now.plus(APART);
    QueueKey key = new QueueKey(HOST, Long.toString(number++, Character.MAX_RADIX), now);
    int account = random.nextInt(ACCOUNTS);
    Witness log = new Witness("log", HOST, now, Writer.SERVER);
    take(entered(log, key, account, random.nextLong()));
    take(
        new Observation.Handled(
            log,
            key,
            "someone" + random.nextInt(RECIPIENTS) + "@elsewhere.example",
            Optional.empty(),
            LogEvent.Result.DELIVERED,
            Optional.of("mx.elsewhere.example"),
            Optional.empty(),
            "250 ok",
            Optional.empty()));
    take(new Observation.Ended(log, key));
    return alarms;
  }

  private static Observation entered(Witness log, QueueKey key, int account, long template) {
    return new Observation.Entered(
        log,
        key,
        Optional.of(
            new Entrance.Client(
                Optional.of(IpAddress.ofV4(0x0b000000 + account)),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Entrance.Login("PLAIN", login(account))))),
        login(account),
        OptionalLong.of(4_000),
        OptionalInt.of(1),
        Optional.of(key.id() + "@shop.example"),
        Optional.of("Your order " + account),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Likeness(Optional.of(new Template(template)), List.of("shop.example")));
  }

  private void take(Observation seen) {
    passages.take(seen);
    accounting.take(passages.changes(), attributor::attribute, now);
    for (Metered counted : accounting.counted(now)) {
      meters.take(counted, now);
      alarms += detector.look(counted.nest(), now).size();
    }
  }
}
