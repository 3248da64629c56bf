package weir.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import weir.smtp.BufferPool;
import weir.smtp.LineReader;

/// One command line out of a client's octets, whether they come one at a time or as a pipelined
/// group.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Lines {
  private static final int LINES = 4;
  private static final byte[] GROUP =
      """
      MAIL FROM:<carol@example.net> SIZE=12345 BODY=8BITMIME
      RCPT TO:<ann@example.com>
      RCPT TO:<bob@example.com>
      DATA
      """
          .replace("\n", "\r\n")
          .getBytes(StandardCharsets.US_ASCII);

  /// Octets that a read of the socket brings: all of the group, or a little.
  @Param({"1000", "16"})
  public int chunk;

  private int position;
  private final LineReader reader =
      new LineReader(this::read, new BufferPool(BufferPool.SMALLEST, 4));

  private int read(byte[] buffer, int offset, int length) {
    int count = Math.min(Math.min(length, chunk), GROUP.length - position);
    System.arraycopy(GROUP, position, buffer, offset, count);
    position = (position + count) % GROUP.length;
    return count;
  }

  @Benchmark
  @OperationsPerInvocation(LINES)
  public void group(Blackhole seen) throws IOException {
    for (int line = 0; line < LINES; line++) {
      seen.consume(reader.next(LineReader.COMMAND_LINE));
    }
  }
}
