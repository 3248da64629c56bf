package weir.proof;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// A client that sends one message after the other until its server is gone, or it has enough: by
/// DATA, or in chunks.
final class Load implements Runnable {
  static final String RECIPIENT = "ann@example.com";

  private static final int CHUNKED_ONE_IN = 3;
  private static final int MOST_CHUNKS = 3;

  private final int port;
  private final Ledger ledger;
  private final Random chance;
  private final Function<Random, List<String>> recipients;
  private final BooleanSupplier goesOn;

  /// Goes on until the server is gone.
  ///
  /// @param recipients of the next message
  Load(int port, Ledger ledger, Random chance, Function<Random, List<String>> recipients) {
    this(port, ledger, chance, recipients, () -> true);
  }

  /// Everything is for ann.
  Load(int port, Ledger ledger, Random chance, BooleanSupplier goesOn) {
    this(port, ledger, chance, _ -> List.of(RECIPIENT), goesOn);
  }

  private Load(
      int port,
      Ledger ledger,
      Random chance,
      Function<Random, List<String>> recipients,
      BooleanSupplier goesOn) {
    this.recipients = recipients;
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
    Attempt attempt = new Attempt(client, Ledger.message(name, chance));
    Said said = Said.CLOSED;
    try {
      said = attempt.make();
    } catch (UncheckedIOException gone) {
      // What is known of this message is recorded below.
    }
    if (said.code() == 250) {
      ledger.acknowledged(name);
    } else if (!said.equals(Said.CLOSED)) {
      ledger.refused(name, said);
      attempt.giveUp();
    } else if (attempt.endSent) {
      ledger.unanswered(name);
    } else {
      ledger.unfinished(name);
    }
    return !said.equals(Said.CLOSED);
  }

  /// One transaction.
  private final class Attempt {
    private final Talker client;
    private final String message;
    private final List<String> envelope = new ArrayList<>();
    private boolean begun;
    private boolean endSent;

    Attempt(Talker client, String message) {
      this.client = client;
      this.message = message;
      envelope.add("MAIL FROM:<carl@example.net>");
      recipients.apply(chance).forEach(each -> envelope.add("RCPT TO:<" + each + ">"));
    }

    /// @return 250 for the message, or the first reply that is no yes
    Said make() {
      return chance.nextInt(CHUNKED_ONE_IN) == 0 ? inChunks() : byData();
    }

    private Said byData() {
      List<String> commands = new ArrayList<>(envelope);
      commands.add("DATA");
      Said said = chance.nextBoolean() ? pipelined(commands) : inTurn(commands);
      if (said.code() != 354) {
        return said;
      }
      client.send(message);
      endSent = true;
      return client.ask(".");
    }

    private Said inChunks() {
      Said said = inTurn(envelope);
      String octets = Ledger.unstuffed(message);
      int chunk = octets.length() / (1 + chance.nextInt(MOST_CHUNKS)) + 1;
      for (int from = 0; said.code() == 250 && from < octets.length(); from += chunk) {
        int to = Math.min(octets.length(), from + chunk);
        boolean last = to == octets.length();
        client.send("BDAT " + (to - from) + (last ? " LAST" : "") + "\r\n");
        client.send(octets.substring(from, to - 1));
        endSent = last;
        client.send(octets.substring(to - 1, to));
        said = client.hear();
      }
      return said;
    }

    /// A transaction that has begun would be in the way of the next one.
    void giveUp() {
      if (begun) {
        client.ask("RSET");
      }
    }

    private Said inTurn(List<String> commands) {
      Said said = Said.CLOSED;
      for (String command : commands) {
        said = client.ask(command);
        if (!said.isPositive()) {
          return said;
        }
        begun = true;
      }
      return said;
    }

    private Said pipelined(List<String> commands) {
      client.send(String.join("\r\n", commands) + "\r\n");
      List<Said> replies = commands.stream().map(_ -> client.hear()).toList();
      begun = replies.getFirst().isPositive();
      return replies.stream()
          .filter(said -> !said.isPositive())
          .findFirst()
          .orElseGet(replies::getLast);
    }
  }
}
