package weir.bench.logs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/// The log of a Postfix, as rsyslog writes it on Debian: customers who log in and scripts of 300
/// users, one to three recipients a message, one in sixteen bounced. The same one each time.
final class MadeLog {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

  private final Random random = new Random(20261129);
  private LocalDateTime now = LocalDateTime.of(2026, 11, 20, 0, 0);
  private long octets;

  private MadeLog() {}

  static void write(Path file, long octets) throws IOException {
    MadeLog log = new MadeLog();
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      for (int number = 1; log.octets < octets; number++) {
        log.message(out, number);
      }
    }
  }

  private void message(BufferedWriter out, int number) throws IOException {
    now = now.plusNanos(200_000_000L + random.nextInt(1_000_000_000));
    String id = "%X".formatted(0x4F000000000L + 37L * number);
    String user = "user%d@shop%d.example".formatted(random.nextInt(50), random.nextInt(2_000));
    int pid = 1_000 + random.nextInt(60_000);
    if (random.nextInt(10) < 6) {
      String client = "unknown[198.51.100.%d]".formatted(random.nextInt(256));
      line(out, "submission/smtpd", pid, "connect from " + client);
      line(
          out,
          "submission/smtpd",
          pid,
          "%s: client=%s, sasl_method=PLAIN, sasl_username=%s".formatted(id, client, user));
    } else {
      line(
          out,
          "pickup",
          pid,
          "%s: uid=%d from=<%s>".formatted(id, 2_000 + random.nextInt(300), user));
    }
    line(out, "cleanup", pid, "%s: message-id=<%d.%d@shop.example>".formatted(id, number, pid));
    int recipients = 1 + random.nextInt(3);
    line(
        out,
        "qmgr",
        901,
        "%s: from=<%s>, size=%d, nrcpt=%d (queue active)".formatted(id, user, pid, recipients));
    for (int i = 0; i < recipients; i++) {
      delivery(out, id, pid);
    }
    line(out, "qmgr", 901, id + ": removed");
  }

  private void delivery(BufferedWriter out, String id, int pid) throws IOException {
    String end =
        random.nextInt(16) == 0
            ? "dsn=5.1.1, status=bounced (host mx.example.net[203.0.113.9] said: 550 5.1.1 User"
                + " unknown (in reply to RCPT TO command))"
            : "dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as %X)".formatted(random.nextInt());
    line(
        out,
        "smtp",
        pid,
        ("%s: to=<rcpt%d@example.net>, relay=mx.example.net[203.0.113.9]:25, delay=1.2,"
                + " delays=0.05/0.01/0.6/0.54, %s")
            .formatted(id, random.nextInt(1_000_000), end));
  }

  private void line(BufferedWriter out, String daemon, int pid, String text) throws IOException {
    String line =
        "%s mail1 postfix/%s[%d]: %s\n"
            .formatted(now.atOffset(ZoneOffset.UTC).format(STAMP), daemon, pid, text);
    octets += line.length();
    out.write(line);
  }
}
