package weir.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import weir.smtp.BufferPool;
import weir.smtp.CommandParser;
import weir.smtp.Extensions;
import weir.smtp.Leniency;
import weir.smtp.LineRead;
import weir.smtp.LineReader;
import weir.smtp.Reply;

/// A command of a line that has been read.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Commands {
  private static final Extensions OFFERED =
      Extensions.parse(
          Reply.of(
              250,
              "",
              "mx.example",
              "SIZE 52428800",
              "8BITMIME",
              "PIPELINING",
              "ENHANCEDSTATUSCODES"));

  @Param({
    "EHLO mail.example.net",
    "MAIL FROM:<carol@example.net>",
    "MAIL FROM:<carol@example.net> SIZE=12345 BODY=8BITMIME",
    "RCPT TO:<ann@example.com>",
    "DATA",
    "RCPT TO:ann@example.com",
    "HELP ME"
  })
  public String line;

  private CommandParser parser;
  private LineRead.Line read;

  @Setup
  public void read() throws IOException {
    parser = new CommandParser(Leniency.STRICT, OFFERED);
    byte[] octets = (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
    LineReader reader =
        new LineReader(
            (buffer, offset, _) -> {
              System.arraycopy(octets, 0, buffer, offset, octets.length);
              return octets.length;
            },
            new BufferPool(BufferPool.SMALLEST, 4));
    read = (LineRead.Line) reader.next(LineReader.COMMAND_LINE);
  }

  @Benchmark
  public Object parsed() {
    return parser.parse(read, false);
  }
}
