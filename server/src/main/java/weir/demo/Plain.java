package weir.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Plain messages from several clients at once, as a server sees them all day.
public final class Plain {
  private static final int CLIENTS = 4;
  private static final int MESSAGES_A_CONNECTION = 4;
  private static final String TEXT =
      "From: <me@example.net>\r\nTo: <ann@example.com>\r\nSubject: plain\r\n\r\n"
          + "Nothing to see here.\r\n".repeat(100)
          + ".\r\n";

  private final Place place;

  public Plain(Place place) {
    this.place = place;
  }

  /// Sends so many messages, or as many as can be sent in the time.
  ///
  /// @return how many were taken
  public int send(int wanted, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    AtomicInteger taken = new AtomicInteger();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(Thread.ofVirtual().start(() -> client(wanted, end, taken)));
    }
    for (Thread client : clients) {
      client.join();
    }
    return taken.get();
  }

  private void client(int wanted, long end, AtomicInteger taken) {
    try {
      while (taken.get() < wanted && System.nanoTime() < end) {
        connection(wanted, end, taken);
      }
    } catch (IOException _) {
      // The server had enough of it.
    }
  }

  private void connection(int wanted, long end, AtomicInteger taken) throws IOException {
    try (Conversation talk = new Conversation(place.mx(), "127.0.0.1")) {
      talk.hear();
      talk.say("EHLO mail.example.net");
      for (int i = 0; i < MESSAGES_A_CONNECTION; i++) {
        if (taken.get() >= wanted || System.nanoTime() >= end) {
          break;
        }
        talk.say("MAIL FROM:<me@example.net>");
        talk.say("RCPT TO:<ann@example.com>");
        talk.say("DATA");
        if (talk.send(TEXT, "").startsWith("2")) {
          taken.incrementAndGet();
        }
      }
      talk.say("QUIT");
    }
  }
}
