package weir.proof;

import java.io.UncheckedIOException;
import java.util.Random;

/// A client that sends one message after the other until its server is gone.
final class Load implements Runnable {
  private final int port;
  private final Ledger ledger;
  private final Random chance;

  Load(int port, Ledger ledger, Random chance) {
    this.port = port;
    this.ledger = ledger;
    this.chance = chance;
  }

  @Override
  public void run() {
    try (Talker client = Talker.connect(port)) {
      if (!client.hear().isPositive() || !client.ask("EHLO [127.0.0.1]").isPositive()) {
        return;
      }
      while (send(client, ledger.next())) {
        // On to the next.
      }
    } catch (UncheckedIOException gone) {
      // That is how every round ends.
    }
  }

  /// @return whether the server is still there
  private boolean send(Talker client, String name) {
    boolean dotSent = false;
    Said said = Said.CLOSED;
    try {
      boolean piped = chance.nextBoolean();
      if ((piped ? pipelined(client) : client.begin()).code() == 354) {
        client.send(Ledger.message(name, chance));
        dotSent = true;
        said = client.ask(".");
      }
    } catch (UncheckedIOException gone) {
      // What is known of this message is recorded below.
    }
    if (said.code() == 250) {
      ledger.acknowledged(name);
    } else if (!said.equals(Said.CLOSED)) {
      ledger.refused(name);
    } else if (dotSent) {
      ledger.unanswered(name);
    } else {
      ledger.unfinished(name);
    }
    return !said.equals(Said.CLOSED);
  }

  private static Said pipelined(Talker client) {
    client.send("MAIL FROM:<carl@example.net>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\n");
    client.hear();
    client.hear();
    return client.hear();
  }
}
