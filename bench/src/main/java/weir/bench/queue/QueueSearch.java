package weir.bench.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import weir.agent.queue.QueueScan;
import weir.agent.queue.Wanted;
import weir.queue.PostfixQueue;

/// Makes a queue of Postfix's format, where there is none yet, and searches it a few times.
///
/// Every other message is in base64, every thousandth has the text that is looked for.
public final class QueueSearch {
  private static final int TIMES = 5;
  private static final int RARE = 1_000;
  private static final int PADDING = 60;
  private static final String TEXT = "needle in the hay";

  private QueueSearch() {}

  /// @param arguments folder, number of messages, threads
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path queue = Path.of(arguments[0]);
    int messages = Integer.parseInt(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    if (Files.notExists(queue)) {
      make(queue, messages);
    }
    for (int i = 0; i < TIMES; i++) {
      measure("envelopes", queue, List.of(), true, threads);
      measure("raw text", queue, List.of(TEXT), true, threads);
      measure("decoded text", queue, List.of(TEXT), false, threads);
    }
  }

  private static void measure(String what, Path queue, List<String> texts, boolean raw, int threads)
      throws IOException, InterruptedException {
    Wanted all = Wanted.ALL;
    Wanted wanted =
        new Wanted(
            all.ids(),
            texts,
            raw,
            all.states(),
            all.sender(),
            all.recipient(),
            all.login(),
            all.uid(),
            all.script(),
            all.client(),
            all.notAfter(),
            all.notBefore(),
            all.owned());
    long start = System.nanoTime();
    QueueScan.Progress progress =
        new QueueScan(new PostfixQueue(queue), wanted, 1_000_000).run(threads, _ -> {}).progress();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-14s %6.2f s  %,d read, %,d found%n",
        what,
        seconds,
        progress.read(),
        progress.matched());
  }

  private static void make(Path queue, int messages) throws IOException {
    for (int i = 0; i < messages; i++) {
      String id = "%08X".formatted(0x10000000L + i);
      Path folder = Files.createDirectories(queue.resolve("deferred/" + id.charAt(7)));
      Files.write(folder.resolve(id), message(i, id));
    }
  }

  private static byte[] message(int i, String id) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    record(out, 'C', "%15d %15d %15d %15d".formatted(4_000, 500, 1, 0));
    record(out, 'T', "1764060000 0");
    record(out, 'S', "user%d@shop.example".formatted(i % 500));
    record(out, 'R', "rcpt%d@example.net".formatted(i));
    record(out, 'M', "");
    record(out, 'N', "Received: by mail.example (Postfix, from userid " + (2_000 + i % 500) + ")");
    record(out, 'N', "\tid " + id + "; Sun, 29 Nov 2026 02:03:20 +0000 (UTC)");
    record(out, 'N', "Subject: message " + i);
    boolean encoded = i % 2 == 0;
    if (encoded) {
      record(out, 'N', "Content-Transfer-Encoding: base64");
    }
    record(out, 'N', "");
    String body =
        "The quick brown fox jumps over the lazy dog.\n".repeat(PADDING)
            + (i % RARE < 2 ? TEXT : "nothing");
    String text =
        encoded
            ? Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(body.getBytes(UTF_8))
            : body;
    text.lines().forEach(line -> record(out, 'N', line));
    record(out, 'X', "");
    record(out, 'E', "");
    return out.toByteArray();
  }

  private static void record(ByteArrayOutputStream out, char type, String text) {
    byte[] octets = text.getBytes(UTF_8);
    out.write(type);
    out.write(octets.length);
    out.writeBytes(octets);
  }
}
