package weir.scenarios;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import weir.incident.Cause;
import weir.incident.Rung;
import weir.rehearsal.Glob;
import weir.rehearsal.HandClock;
import weir.rehearsal.Words;
import weir.response.Response;
import weir.response.Target;

/// Plays a scenario from its first line to its last.
final class ScenarioPlayer implements AutoCloseable {
  private final Scenario scenario;
  private final ScenarioWorld world;
  private final Sending sending;
  private final Map<String, String> known = new HashMap<>();
  private final Set<String> asserted;

  private ScenarioPlayer(Scenario scenario, ScenarioWorld world, Set<String> asserted) {
    this.scenario = scenario;
    this.world = world;
    this.sending = new Sending(world);
    this.asserted = asserted;
  }

  /// @param folder that is empty
  /// @param asserted takes `RULE NUMBER` for each `alarms` that held
  /// @throws AssertionError when something is not as the scenario says
  static void play(Scenario scenario, Path folder, Set<String> asserted)
      throws IOException, SQLException, InterruptedException {
    HandClock clock = new HandClock();
    ScenarioSetup setup = new ScenarioSetup();
    List<Scenario.Line> rest =
        scenario.lines().stream().dropWhile(line -> setup.take(line, clock.instant())).toList();
    try (ScenarioPlayer player =
        new ScenarioPlayer(scenario, new ScenarioWorld(folder, setup, clock), asserted)) {
      if (rest.isEmpty()) {
        throw new IllegalArgumentException(scenario.file() + ": nothing happens");
      }
      for (Scenario.Line line : rest) {
        player.take(line);
      }
    }
  }

  private void take(Scenario.Line line) throws IOException, SQLException, InterruptedException {
    try {
      if (!happens(line) && !isAsExpected(line)) {
        throw new IllegalArgumentException(
            "\"" + line.word() + "\" is no word of scenarios, scenarios/README.md lists them");
      }
    } catch (IllegalArgumentException | AssertionError e) {
      throw new AssertionError(
          "%s:%d: %s%nincidents %s%nleases %s%ntrouble %s%nalarms %s"
              .formatted(
                  scenario.file().getFileName(),
                  line.number(),
                  e.getMessage(),
                  world.incidentWords(),
                  world.leaseWords(),
                  world.troubleWords(),
                  world.alarms()),
          e);
    }
  }

  /// @return whether the line is something that happens
  private boolean happens(Scenario.Line line)
      throws IOException, SQLException, InterruptedException {
    switch (line.word()) {
      case "sent" -> sending.sent(line);
      case "answered" -> sending.answered(line);
      case "logged-in" -> sending.loggedIn(line);
      case "tried" -> sending.tried(line);
      case "habit" -> sending.habit(line);
      case "later" -> world.clock().later(Words.time(line.at(0)));
      case "person" -> person(line);
      case "at" -> at(line);
      case "restart" -> world.close();
      default -> {
        return false;
      }
    }
    world.settle();
    return true;
  }

  private void person(Scenario.Line line) throws IOException, SQLException {
    switch (line.at(0)) {
      case "does" ->
          world.respond(
              target(line.at(2)),
              response(line.at(1)),
              Words.time(orElse(line.after("for"), "2h")));
      case "undoes" -> world.undo(named(line.at(1)));
      case "resolves" ->
          world.resolve(
              named(line.at(1)),
              Cause.valueOf(line.at(2).toUpperCase(Locale.ROOT).replace('-', '_')));
      case "enables" -> world.enable(line.at(1), rung(line.after("up-to")));
      case "disables" -> world.disable(line.at(1));
      case "pauses" -> world.pauseAll(line.at(1));
      case "resumes" -> world.resume();
      default -> throw new IllegalArgumentException("a person does nothing like " + line.at(0));
    }
  }

  private void at(Scenario.Line line) {
    FakePlace place = world.place(line.at(0));
    switch (line.at(1)) {
      case "down" -> place.down(true);
      case "up" -> place.down(false);
      case "killed" -> place.killAfter(Integer.parseInt(line.after("after")));
      case "somebody" -> {
        if (line.at(2).equals("lifts")) {
          place.lift(target(line.at(3)));
        } else {
          place.other(target(line.at(3)), line.at(4));
        }
      }
      default -> throw new IllegalArgumentException("nothing like " + line.at(1) + " is there");
    }
  }

  /// @return whether the line is something that is expected
  private boolean isAsExpected(Scenario.Line line) throws IOException, SQLException {
    switch (line.word()) {
      case "incident" -> some("incident", line, world.incidentWords());
      case "incidents" -> number("incidents", line.at(0), world.incidents().size());
      case "lease" -> some("lease", line, world.leaseWords());
      case "leases" -> number("leases", line.at(0), world.leaseWords().size());
      case "trouble" -> some("trouble", line, world.troubleWords());
      case "no-trouble" -> number("troubles", "0", world.troubleWords().size());
      case "journal" -> some("entry of the journal", line, world.journal().entries());
      case "alarms" -> {
        String rule = line.at(0);
        number("alarms of " + rule, line.at(1), world.alarms().getOrDefault(rule, 0));
        asserted.add(rule + " " + line.at(1));
      }
      case "in-force" -> inForce(line);
      case "paused" -> {
        String reason = world.pause().orElse("");
        expect(new Glob(line.at(0)).matches(reason, known), "the pause says: " + reason);
      }
      case "not-paused" ->
          expect(world.pause().isEmpty(), "all are paused: " + world.pause().orElse(""));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void inForce(Scenario.Line line) {
    Map<Target, Response> effects = world.place(line.at(0)).effects();
    if (line.at(1).equals("nothing")) {
      expect(effects.isEmpty(), "in force is " + effects);
    } else {
      Response found = effects.get(target(line.at(1)));
      boolean isThere =
          found != null
              && (found
                      .text()
                      .equals(String.join(" ", line.words().subList(2, line.words().size())))
                  || found.word().equals(line.at(2)));
      expect(isThere, "in force is " + effects);
    }
  }

  private void some(String what, Scenario.Line line, List<List<String>> all) {
    List<Glob> wanted = line.words().stream().map(Glob::new).toList();
    expect(
        all.stream().anyMatch(each -> holds(each, wanted)),
        "no %s has all of %s".formatted(what, line.words()));
  }

  private boolean holds(List<String> words, List<Glob> wanted) {
    Map<String, String> trial = new HashMap<>(known);
    boolean all =
        wanted.stream()
            .allMatch(glob -> words.stream().anyMatch(word -> glob.matches(word, trial)));
    if (all) {
      known.putAll(trial);
    }
    return all;
  }

  private static void number(String what, String wanted, int found) {
    expect(Integer.parseInt(wanted) == found, "%d %s".formatted(found, what));
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /// `{id}` is the text that it stood for before.
  private String named(String word) {
    return word.startsWith("{")
        ? known.getOrDefault(word.substring(1, word.length() - 1), word)
        : word;
  }

  private static Target target(String text) {
    return Target.read(text).orElseThrow(() -> new IllegalArgumentException("no target: " + text));
  }

  private static Response response(String text) {
    return Response.read(text)
        .orElseThrow(() -> new IllegalArgumentException("no response: " + text));
  }

  private static Rung rung(String text) {
    return response(text).rung();
  }

  private static String orElse(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  @Override
  public void close() {
    world.close();
  }
}
