package weir.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import weir.tls.AnyCertificate;

/// What a server meets all day: mail, mail that it refuses, strangers, customers under TLS; from
/// several clients at once.
public final class Everyday {
  private static final int CLIENTS = 16;
  private static final String KNOWN = "127.0.0.1";
  private static final String LISTED = "127.0.0.2";

  /// Remembers tickets, so that most handshakes with it are resumed.
  private static final SSLContext RETURNING = AnyCertificate.context();

  private static final String SHORT = message(60);
  private static final String LONG = message(800);

  /// One connection of each kind. What is most frequent in life comes several times.
  private static final List<Visit> VISITS =
      List.of(
          mx -> mail(mx, SHORT, 1),
          Everyday::relaying,
          mx -> mail(mx, SHORT, 4),
          Everyday::listed,
          Everyday::stranger,
          mx -> mail(mx, LONG, 1),
          Everyday::relaying,
          Everyday::listed,
          Everyday::stranger,
          mx -> underTls(mx, AnyCertificate.context()),
          mx -> underTls(mx, RETURNING),
          mx -> underTls(mx, RETURNING));

  private final InetSocketAddress mx;
  private final AtomicInteger visits = new AtomicInteger();
  private final AtomicInteger played = new AtomicInteger();

  /// @param mx a server with the example's domain and name server
  public Everyday(InetSocketAddress mx) {
    this.mx = mx;
  }

  /// Comes so many times, or as often as the time allows, all kinds of visits in turn.
  ///
  /// @return how many visits went as they should
  public int visit(int times, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(Thread.ofVirtual().start(() -> client(times, end)));
    }
    for (Thread client : clients) {
      client.join();
    }
    return played.get();
  }

  private void client(int times, long end) {
    for (int n = visits.getAndIncrement(); n < times; n = visits.getAndIncrement()) {
      if (System.nanoTime() > end) {
        return;
      }
      try {
        if (VISITS.get(n % VISITS.size()).pay(mx)) {
          played.incrementAndGet();
        }
      } catch (IOException _) {
        // The server had enough of this one, the next one may be welcome.
      }
    }
  }

  /// A conversation after EHLO.
  private static Conversation greeted(InetSocketAddress mx, String from) throws IOException {
    Conversation talk = new Conversation(mx, from);
    talk.hear();
    talk.say("EHLO mail.example.net");
    return talk;
  }

  private static boolean mail(InetSocketAddress mx, String message, int messages)
      throws IOException {
    boolean taken = true;
    try (Conversation talk = greeted(mx, KNOWN)) {
      for (int i = 0; i < messages; i++) {
        taken &= hand(talk, message);
      }
      talk.say("QUIT");
    }
    return taken;
  }

  private static boolean hand(Conversation talk, String message) throws IOException {
    talk.say("MAIL FROM:<me@example.net>");
    return talk.say("RCPT TO:<ann@example.com>").startsWith("2")
        && talk.say("DATA").startsWith("3")
        && talk.send(message, "").startsWith("2");
  }

  private static boolean relaying(InetSocketAddress mx) throws IOException {
    return refused(mx, KNOWN, "someone@elsewhere.example");
  }

  private static boolean listed(InetSocketAddress mx) throws IOException {
    return refused(mx, LISTED, "ann@example.com");
  }

  private static boolean refused(InetSocketAddress mx, String from, String recipient)
      throws IOException {
    try (Conversation talk = greeted(mx, from)) {
      talk.say("MAIL FROM:<me@example.net>");
      boolean refused = talk.say("RCPT TO:<" + recipient + ">").startsWith("5");
      talk.say("QUIT");
      return refused;
    }
  }

  /// From an address that was hardly ever seen, so that all must be asked anew.
  private static boolean stranger(InetSocketAddress mx) throws IOException {
    long many = System.nanoTime();
    String from =
        "127.%d.%d.%d".formatted(64 + (many >> 16 & 63), many >> 8 & 0xff, 1 + (many & 127));
    try (Conversation talk = greeted(mx, from)) {
      hand(talk, SHORT);
      return talk.say("QUIT").startsWith("2");
    }
  }

  private static boolean underTls(InetSocketAddress mx, SSLContext client) throws IOException {
    try (Conversation talk = greeted(mx, KNOWN)) {
      talk.say("STARTTLS");
      talk.secure(client);
      talk.say("EHLO mail.example.net");
      boolean taken = hand(talk, SHORT);
      talk.say("QUIT");
      return taken;
    }
  }

  private static String message(int lines) {
    return "From: <me@example.net>\r\nTo: <ann@example.com>\r\nSubject: plain\r\n\r\n"
        + "Nothing to see here, and in the next line neither: it goes on.\r\n".repeat(lines)
        + ".\r\n";
  }

  /// One connection, from the greeting to the goodbye.
  private interface Visit {
    /// @return whether it went as it should
    boolean pay(InetSocketAddress mx) throws IOException;
  }
}
