package weir.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How an account is misused in a drill.
public enum DrillKind {
  STOLEN_PASSWORD(
      "stolen-password",
      "a botnet has a login's password: each message comes from another network",
      Duration.ofSeconds(2)) {
    @Override
    public List<Shot> shots() {
      List<Shot> shots = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        shots.add(new Shot(Optional.of(login(1)), network(i), login(1)));
      }
      return shots;
    }
  },
  SCRIPT(
      "script", "a script on a web server sends, in many senders' names", Duration.ofSeconds(1)) {
    @Override
    public List<Shot> shots() {
      List<Shot> shots = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        shots.add(new Shot(Optional.empty(), WEB_SERVER, "info" + i % 7 + "@drill.invalid"));
      }
      return shots;
    }
  },
  SLOW(
      "slow",
      "somebody careful has a password: a message every ten minutes, from one of two networks",
      Duration.ofMinutes(10)) {
    @Override
    public List<Shot> shots() {
      List<Shot> shots = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        shots.add(new Shot(Optional.of(login(1)), network(i % 2), login(1)));
      }
      return shots;
    }
  },
  SNOWSHOE(
      "snowshoe",
      "a few messages through each of a dozen accounts, from a botnet",
      Duration.ofSeconds(5)) {
    @Override
    public List<Shot> shots() {
      List<Shot> shots = new ArrayList<>();
      for (int i = 0; i < ACCOUNTS * 12; i++) {
        int account = 1 + i % ACCOUNTS;
        shots.add(new Shot(Optional.of(login(account)), network(i % 40), login(account)));
      }
      return shots;
    }
  };

  /// Accounts of the made-up provider, each with one login.
  public static final int ACCOUNTS = 12;

  /// The made-up web server's address (RFC 5737).
  public static final String WEB_SERVER = "198.51.100.10";

  private final String word;
  private final String story;
  private final Duration pace;

  DrillKind(String word, String story, Duration pace) {
    this.word = word;
    this.story = story;
    this.pace = pace;
  }

  /// The login of an account.
  ///
  /// @param account from 1 to [#ACCOUNTS]
  public static String login(int account) {
    return "login" + account + "@drill.invalid";
  }

  /// Addresses in as many networks, of the range for benchmarks (RFC 2544).
  private static String network(int number) {
    return "198.18." + number + ".7";
  }

  /// Its word on the command line.
  public String word() {
    return word;
  }

  /// What is played, for people.
  public String story() {
    return story;
  }

  /// Time between two messages, by the drill's own clock.
  public Duration pace() {
    return pace;
  }

  /// All its messages, in their order.
  public abstract List<Shot> shots();

  /// The one with this word.
  public static Optional<DrillKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
