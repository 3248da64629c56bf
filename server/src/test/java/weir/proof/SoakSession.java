package weir.proof;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// One session of a [SoakClient].
///
/// @param heard how often each reply to a message or a recipient came
/// @param transactions that began
record SoakSession(
    Talker client,
    Ledger ledger,
    Random chance,
    Map<String, Integer> heard,
    AtomicLong transactions) {
  private static final String CARL = "MAIL FROM:<carl@example.net>";
  private static final int SMALL = 200;

  void greet() {
    client.hear();
    ask("EHLO mail.example.net");
  }

  Said ask(String command) {
    Said said = client.ask(command);
    if (command.startsWith("MAIL")) {
      transactions.incrementAndGet();
    }
    if (!said.isPositive()) {
      heard.merge(said.kind(), 1, Integer::sum);
    }
    return said;
  }

  void secure() {
    client.secure();
  }

  boolean deliver() {
    String name = ledger.next();
    return deliver(name, Ledger.message(name, chance), client::send);
  }

  void deliver(int size) {
    String name = ledger.next();
    deliver(name, Ledger.message(name, size, chance), client::send);
  }

  /// @param between two octets
  void deliverSlowly(Duration between) {
    String name = ledger.next();
    deliver(name, Ledger.message(name, SMALL, chance), text -> sendSlowly(text, between));
  }

  private void sendSlowly(String text, Duration between) {
    for (int n = 0; n < text.length(); n++) {
      client.send(text.substring(n, n + 1));
      LockSupport.parkNanos(between.toNanos());
    }
  }

  /// One message, to a mailbox behind the other server or one of ours.
  ///
  /// @return whether it was acknowledged
  private boolean deliver(String name, String message, Consumer<String> sending) {
    boolean dotSent = false;
    Said said = Said.CLOSED;
    try {
      said = begin();
      if (said.code() == 354) {
        said = Said.CLOSED;
        sending.accept(message);
        dotSent = true;
        said = client.ask(".");
      }
    } catch (UncheckedIOException gone) {
      // What is known of this message is recorded below.
    }
    heard.merge(said.kind(), 1, Integer::sum);
    if (said.code() == 250) {
      ledger.acknowledged(name);
    } else if (!said.equals(Said.CLOSED)) {
      ledger.refused(name, said);
    } else if (dotSent) {
      ledger.unanswered(name);
    } else {
      ledger.unfinished(name);
    }
    return said.code() == 250;
  }

  /// 354, or what came in its place.
  private Said begin() {
    Said mail = ask(CARL);
    if (!mail.isPositive()) {
      return mail;
    }
    Said rcpt = client.ask("RCPT TO:<ann@example." + (chance.nextBoolean() ? "com>" : "org>"));
    return rcpt.isPositive() ? client.ask("DATA") : rcpt;
  }

  /// Cuts the connection after so many octets of a message.
  void leaveWithin(int octets) {
    greet();
    begin();
    client.send("Subject: x\r\n\r\n" + "x".repeat(70).concat("\r\n").repeat(octets / 72));
    client.reset();
  }

  void sendBareLineFeeds() {
    greet();
    begin();
    ask("Subject: x\r\n\r\nwrong\n.\nwrong\r\n.");
  }

  /// Random octets in place of commands, and then a close without a word.
  void sendGarbage() {
    client.hear();
    byte[] garbage = new byte[2_000];
    chance.nextBytes(garbage);
    client.send(garbage);
    ask("");
  }
}
