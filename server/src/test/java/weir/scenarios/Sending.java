package weir.scenarios;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import weir.likeness.Template;
import weir.maillog.LogEvent;
import weir.meter.Answer;
import weir.meter.Metered;
import weir.meter.Nest;
import weir.net.IpPrefix;
import weir.rehearsal.Words;

/// What senders of a scenario do.
final class Sending {
  private static final Answer FAILED = new Answer(LogEvent.Result.FAILED, false, false);
  private static final Answer INVALID = new Answer(LogEvent.Result.FAILED, true, false);
  private static final Answer BLOCKED = new Answer(LogEvent.Result.FAILED, false, true);

  private final ScenarioWorld world;
  private int recipients;

  Sending(ScenarioWorld world) {
    this.world = world;
  }

  /// `sent anna@shop.example 8 to 1 networks 4 from 1 countries DE,FR senders 3 each 5s sure
  /// likely`.
  void sent(Scenario.Line line) {
    Nest nest = nest(line);
    int messages = Integer.parseInt(line.at(1));
    Duration each = time(line.after("each"));
    List<String> countries = List.of(line.after("countries").split(","));
    int networks = line.number("networks", 1);
    int first = line.number("from", 0);
    int senders = line.number("senders", 1);
    int sender = line.number("sender", 0);
    for (int i = 0; i < messages; i++) {
      String country = countries.get(i % countries.size());
      world.count(
          new Metered.Sent(
              world.clock().instant(),
              nest,
              line.number("to", 1),
              OptionalLong.of(2_000),
              Optional.of("sender" + (sender + i % senders) + "@shop.example"),
              Optional.of("subject"),
              Optional.of(network(first + i % networks)),
              country.isEmpty() ? Optional.empty() : Optional.of(country),
              template(line.after("text"), i)));
      world.clock().later(each);
    }
  }

  /// Texts of one name are alike; none is the same as the one before.
  private static Optional<Template> template(String text, int number) {
    long bits = new Random(text.hashCode()).nextLong();
    return text.isEmpty() ? Optional.empty() : Optional.of(new Template(bits ^ 1L << number % 6));
  }

  /// `answered anna@shop.example 7 invalid`: recipients of whom nothing was heard before.
  void answered(Scenario.Line line) {
    Answer answer =
        switch (line.at(2)) {
          case "invalid" -> INVALID;
          case "blocked" -> BLOCKED;
          case "failed" -> FAILED;
          case "taken" -> Answer.TAKEN;
          default -> throw new IllegalArgumentException("no answer: " + line.at(2));
        };
    for (int i = Integer.parseInt(line.at(1)); i > 0; i--) {
      String recipient = "r" + recipients++ + "@example.net";
      world.count(new Metered.Answered(world.clock().instant(), nest(line), recipient, answer));
    }
  }

  /// `logged-in anna@shop.example 3 from 1`, or `… 20 wrong`.
  void loggedIn(Scenario.Line line) {
    world.count(
        new Metered.LoggedIn(
            world.clock().instant(),
            nest(line),
            Optional.of(network(line.number("from", 0))),
            Optional.empty(),
            !line.words().contains("wrong"),
            Integer.parseInt(line.at(1))));
  }

  /// `tried web1:2001 5`: connections past the permitted mail servers.
  void tried(Scenario.Line line) {
    world.count(new Metered.Tried(world.clock().instant(), nest(line), Long.parseLong(line.at(1))));
  }

  /// `habit anna@shop.example 20 for 21d country DE`: so many recipients in each hour of so many
  /// days, from one network.
  void habit(Scenario.Line line) {
    Nest nest = nest(line);
    String country = line.after("country");
    long hours = Words.time(line.after("for")).toHours();
    for (long i = 0; i < hours; i++) {
      world.count(
          new Metered.Sent(
              world.clock().instant(),
              nest,
              Integer.parseInt(line.at(1)),
              OptionalLong.of(2_000),
              Optional.of("sender0@shop.example"),
              Optional.of("subject"),
              Optional.of(network(0)),
              country.isEmpty() ? Optional.empty() : Optional.of(country)));
      world.clock().later(Duration.ofHours(1));
    }
  }

  private Nest nest(Scenario.Line line) {
    return world.setup().nest(line.at(0), line.after("sure"));
  }

  private static Duration time(String text) {
    return text.isEmpty() ? Duration.ZERO : Words.time(text);
  }

  private static IpPrefix network(int number) {
    return IpPrefix.parse("198.18." + number + ".0/24").orElseThrow();
  }
}
