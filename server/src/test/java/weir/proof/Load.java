package weir.proof;

import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.BooleanSupplier;

/// A client that sends one message after the other until its server is gone, or it has enough.
final class Load implements Runnable {
  private final int port;
  private final Ledger ledger;
  private final Random chance;
  private final BooleanSupplier goesOn;

  Load(int port, Ledger ledger, Random chance) {
    this(port, ledger, chance, () -> true);
  }

  Load(int port, Ledger ledger, Random chance, BooleanSupplier goesOn) {
    this.goesOn = goesOn;
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
      while (goesOn.getAsBoolean() && send(client, ledger.next())) {
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
      said = piped ? pipelined(client) : client.begin();
      if (said.code() == 354) {
        said = Said.CLOSED;
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
      ledger.refused(name, said);
    } else if (dotSent) {
      ledger.unanswered(name);
    } else {
      ledger.unfinished(name);
    }
    return !said.equals(Said.CLOSED);
  }

  /// 354, or the first reply that came in its place.
  private static Said pipelined(Talker client) {
    client.send("MAIL FROM:<carl@example.net>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\n");
    Said mail = client.hear();
    Said rcpt = client.hear();
    Said data = client.hear();
    return !mail.isPositive() ? mail : rcpt.isPositive() ? data : rcpt;
  }
}
