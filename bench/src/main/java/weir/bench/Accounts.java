package weir.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// Whose a login, a uid, an address or a program is, in a directory of so many identities.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "-Xmx1g")
public class Accounts {
  private static final int SOUGHT = 4096;
  private static final int SEED = 20261128;
  private static final int KINDS = 4;
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

  @Param({"1000", "1000000"})
  public int identities;

  private AccountBook book;
  private final int[] sought = new int[SOUGHT];
  private int next;

  @Setup
  public void fill() {
    int accounts = identities / KINDS;
    List<Account> all = new ArrayList<>();
    List<Tenure> tenures = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      String id = Integer.toString(i);
      all.add(Account.of(id));
      tenures.add(Tenure.always(Identity.Login.of(login(i)), id));
      tenures.add(Tenure.always(new Identity.LocalUser("web1", i), id));
      tenures.add(Tenure.always(new Identity.ClientNetwork(IpPrefix.of(address(i))), id));
      tenures.add(Tenure.always(new Identity.Script("web1", home(i)), id));
    }
    book = AccountBook.of(all, tenures, Map.of());
    Random random = new Random(SEED);
    for (int i = 0; i < SOUGHT; i++) {
      sought[i] = random.nextInt(accounts);
    }
  }

  private static String login(int i) {
    return "box@shop" + i + ".example";
  }

  private static IpAddress address(int i) {
    return IpAddress.ofV4(0x0b000000 + i);
  }

  private static String home(int i) {
    return "/home/u" + i;
  }

  private int any() {
    return sought[next++ & (SOUGHT - 1)];
  }

  @Benchmark
  public Object login() {
    return book.owner(Identity.Login.of("box+shop" + any() + ".example"), NOW);
  }

  @Benchmark
  public Object uid() {
    return book.owner(new Identity.LocalUser("web1", any()), NOW);
  }

  @Benchmark
  public Object address() {
    return book.ownerOfAddress(address(any()), NOW);
  }

  /// All 32 networks around it are asked for.
  @Benchmark
  public Object strangersAddress() {
    return book.ownerOfAddress(IpAddress.ofV4(0x50000000 + any()), NOW);
  }

  @Benchmark
  public Object path() {
    return book.ownerOfPath("web1", home(any()) + "/www/wp-content/plugins/mailer/send.php", NOW);
  }
}
