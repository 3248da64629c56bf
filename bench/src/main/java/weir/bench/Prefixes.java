package weir.bench;

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
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.net.PrefixTable;

/// Clients looked up in a table of networks, and how long building one takes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Prefixes {
  private static final int SOUGHT = 4096;
  private static final int SEED = 20261128;
  private static final int SLASH_24 = 96 + 24;

  /// Of the networks one in four is a /24, the others are single addresses: what a published list
  /// looks like.
  @Param({"100", "1000000"})
  public int networks;

  private PrefixTable.Builder<Integer> builder;
  private PrefixTable<Integer> table;
  private final IpAddress[] listed = new IpAddress[SOUGHT];
  private final IpAddress[] any = new IpAddress[SOUGHT];
  private int next;

  @Setup
  public void fill() {
    Random random = new Random(SEED);
    builder = PrefixTable.builder();
    IpPrefix[] all = new IpPrefix[networks];
    for (int i = 0; i < networks; i++) {
      int bits = random.nextInt();
      all[i] =
          i % 4 == 0
              ? new IpPrefix(IpAddress.ofV4(bits & ~0xff), SLASH_24)
              : IpPrefix.of(IpAddress.ofV4(bits));
      builder.add(all[i], i);
    }
    table = builder.build();
    for (int i = 0; i < SOUGHT; i++) {
      listed[i] = all[random.nextInt(networks)].first();
      any[i] = IpAddress.ofV4(random.nextInt());
    }
  }

  @Benchmark
  public Object whoIsInTheTable() {
    return table.find(listed[next++ & (SOUGHT - 1)]);
  }

  @Benchmark
  public Object anybody() {
    return table.find(any[next++ & (SOUGHT - 1)]);
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 0)
  @Measurement(iterations = 3)
  public Object building() {
    return builder.build();
  }
}
