package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import weir.listfile.EntryList;
import weir.listfile.Kind;
import weir.listfile.ListFile;
import weir.listfile.ReadAs;
import weir.listfile.Sought;
import weir.mail.Domain;

/// Senders looked up in lists of the operator, short and long, and how long reading one takes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Lists {
  private static final int SOUGHT = 1024;
  private static final int SEED = 20261128;

  /// What stands in the list, and how many of them.
  @Param({
    "addresses 100",
    "addresses 1000000",
    "globs 100",
    "globs 100000",
    "expressions 100",
    "expressions 100000"
  })
  public String lines;

  private Path file;
  private EntryList list;
  private final Sought[] listed = new Sought[SOUGHT];
  private final Sought[] others = new Sought[SOUGHT];
  private int next;

  @Setup(Level.Trial)
  public void write() throws IOException {
    int count = Integer.parseInt(lines.substring(lines.indexOf(' ') + 1));
    Random random = new Random(SEED);
    List<String> text = new ArrayList<>(count);
    List<String> matching = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String word = word(random);
      String domain = word(random) + "." + word(random).substring(0, 3) + ".example";
      matching.add(word + "-77@" + domain);
      text.add(
          switch (lines.charAt(0)) {
            case 'a' -> word + "-77@" + domain;
            case 'g' -> "glob:" + word + "-*@" + domain;
            default -> "regex:^" + word + "-[0-9]+@(.*\\.)?" + domain.replace(".", "\\.") + "$";
          });
    }
    file = Files.write(Files.createTempFile("lists", ".txt"), text);
    list = ListFile.read(file, Kind.SENDERS, ReadAs.PLAIN).list();
    for (int i = 0; i < SOUGHT; i++) {
      listed[i] = sought(matching.get(random.nextInt(count)));
      others[i] = sought(word(random) + "-77@" + word(random) + ".net");
    }
    System.out.println(
        lines + ": " + list.size() + " entries, octets of literals " + list.octets());
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(5) + 6; i > 0; i--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private static Sought sought(String address) {
    int at = address.indexOf('@');
    return Sought.address(
        new weir.mail.Path.Mailbox(
            address.substring(0, at), new Domain(address.substring(at + 1))));
  }

  @TearDown(Level.Trial)
  public void delete() throws IOException {
    Files.delete(file);
  }

  @Benchmark
  public Object whoIsOnTheList() {
    return list.find(listed[next++ & (SOUGHT - 1)]);
  }

  @Benchmark
  public Object whoIsNot() {
    return list.find(others[next++ & (SOUGHT - 1)]);
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 0)
  @Measurement(iterations = 3)
  public Object reading() {
    return ListFile.read(file, Kind.SENDERS, ReadAs.PLAIN);
  }
}
