package weir.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import weir.mail.PathParser;

/// What stands between the brackets of MAIL FROM and RCPT TO.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Paths {
  @Param({
    "ann@example.com",
    "bounces+1234567-ab12-ann=example.com@em1234.news.example.net",
    "\"Ann \\\"A\\\" Example\"@example.com",
    "@relay.example,@other.example:ann@example.com",
    "ann@[IPv6:2001:db8::7]",
    "\u00e4nn@b\u00fccher.example",
    "ann@example..com"
  })
  public String inside;

  @Benchmark
  public Object forwardPath() {
    return PathParser.forwardPath(inside, true);
  }
}
