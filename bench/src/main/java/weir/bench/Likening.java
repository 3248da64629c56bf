package weir.bench;

import java.nio.charset.StandardCharsets;
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
import weir.likeness.Likeness;

/// What a message of ours is known again by: what that costs the gateway once for each message that
/// a customer hands in.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Likening {
  /// A letter, a newsletter with as much mark-up as text, and more than is looked at.
  @Param({"letter", "newsletter", "huge"})
  public String what = "letter";

  private byte[] message = {};

  @Setup
  public void begin() {
    Random random = new Random(1);
    message =
        switch (what) {
          case "letter" -> octets("text/plain", text(random, 300));
          case "newsletter" -> octets("text/html", html(random, 60, 8));
          default -> octets("text/html", html(random, 4_000, 8));
        };
  }

  private static byte[] octets(String type, String body) {
    return ("Subject: news\r\nContent-Type: " + type + "; charset=utf-8\r\n\r\n" + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Random random, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(
          Integer.toString(random.nextInt(5_000) + 1_000, Character.MAX_RADIX)
              .replaceAll("[0-9]", "e"));
      text.append(i % 12 == 11 ? "\r\n" : " ");
    }
    return text.toString();
  }

  private static String html(Random random, int cells, int words) {
    StringBuilder html = new StringBuilder("<html><body><table>");
    for (int i = 0; i < cells; i++) {
      html.append("<tr><td style=\"font-family: sans-serif; padding: 4px\">")
          .append("<a href=\"https://www.shop" + i % 5 + ".example/?c=" + i + "\">")
          .append(text(random, words))
          .append("</a></td></tr>\r\n");
    }
    return html.append("</table></body></html>").toString();
  }

  @Benchmark
  public Likeness likeness() {
    return Likeness.of(message);
  }
}
