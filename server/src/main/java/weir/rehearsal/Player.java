package weir.rehearsal;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;

/// Plays one dialog: says what its client says and compares what comes back.
public final class Player implements AutoCloseable {
  /// Only a defect reaches it.
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private static final long BETWEEN_LOOKS_NANOS = 10_000_000;

  private final DialogFile dialog;
  private final HopStage hop = new HopStage();
  private final Transcript transcript = new Transcript();
  private final Map<String, Caller> callers = new LinkedHashMap<>();
  private final Map<String, String> known = new HashMap<>();
  private @Nullable Partner partner;
  private @Nullable Caller caller;

  private Player(DialogFile dialog) {
    this.dialog = dialog;
  }

  /// Plays a dialog from its first line to its last.
  ///
  /// @throws DialogFailed when the server does not do what the dialog says
  public static void play(DialogFile dialog, Partners partners)
      throws IOException, InterruptedException {
    try (Player player = new Player(dialog)) {
      player.playWith(partners);
    }
  }

  private void playWith(Partners partners) throws IOException, InterruptedException {
    List<Step> steps = dialog.steps();
    List<Step> before = steps.stream().takeWhile(Step::surrounds).toList();
    for (Step step : before) {
      if (step instanceof Step.HopActs(var _, var act)) {
        hop.act(act);
      }
    }
    Partner server = partners.start(dialog.setup(), hop.port());
    partner = server;
    for (Step step : before) {
      if (step instanceof Step.StateActs) {
        take(server, step);
      }
    }
    for (Step step : steps.subList(before.size(), steps.size())) {
      take(server, step);
    }
    for (Caller each : callers.values()) {
      at(steps.getLast(), each::expectNothingMore);
    }
  }

  /// A step that may find the connection broken.
  private interface Doing {
    void run() throws IOException;
  }

  private void take(Partner server, Step step) throws InterruptedException {
    switch (step) {
      case Step.Say(var _, var octets) -> caller(server).say(octets);
      case Step.Server expected -> at(step, () -> expect(server, expected));
      case Step.Without unwanted -> without(server, unwanted);
      case Step.Within bound -> within(server, bound);
      case Step.Closed _ -> at(step, caller(server)::expectEnd);
      case Step.HangUp _ -> at(step, caller(server)::hangUp);
      case Step.Secure _ -> at(step, caller(server)::secure);
      case Step.As(var _, var name, var peer) ->
          caller = callers.computeIfAbsent(name, n -> newCaller(server, n, peer));
      case Step.Later(var _, var time) -> {
        server.later(time);
        transcript.note("", time + " later");
      }
      case Step.Operator(var _, var words) -> at(step, () -> server.operator(named(words)));
      case Step.StateActs(var _, var fails) -> at(step, () -> server.stateFails(fails));
      case Step.HopActs(var _, var act) -> hop.act(act);
      case Step.HopGot(var line, var check) ->
          check.objection(hop.messages(), known).ifPresent(why -> fail(line, why));
      case Step.Held message -> at(step, () -> held(server, message));
      case Step.HeldNothing nothing -> at(step, () -> heldNothing(server, nothing));
      case Step.Journal entry -> journal(server, entry);
    }
  }

  private Caller caller(Partner server) {
    Caller now = caller;
    if (now == null) {
      now = callers.computeIfAbsent("", name -> newCaller(server, name, Optional.empty()));
      caller = now;
    }
    return now;
  }

  private Caller newCaller(Partner server, String name, Optional<IpAddress> peer) {
    Setup setup = dialog.setup();
    Partner.Door door = server.door(setup.listener(), peer.or(setup::peer));
    return new Caller(name, door, server::waited, transcript);
  }

  private void expect(Partner server, Step.Server expected) throws IOException {
    Caller from = caller(server);
    List<String> reply = from.openReply();
    server.objection(reply).ifPresent(why -> fail(expected.line(), why));
    Glob pattern = expected.pattern();
    boolean matches =
        expected.some()
            ? reply.stream().anyMatch(line -> pattern.matches(continued(line), known))
            : pattern.matches(reply.getLast(), known);
    if (!matches) {
      fail(expected.line(), "expected: " + pattern + "\nbut the server said: " + shown(reply));
    }
    if (!expected.some()) {
      from.closeReply();
    }
  }

  private void without(Partner server, Step.Without unwanted) {
    List<String> reply = caller(server).lastReply();
    boolean found =
        reply.stream().anyMatch(line -> unwanted.pattern().matches(continued(line), known));
    if (found) {
      fail(
          unwanted.line(),
          "not expected: " + unwanted.pattern() + "\nbut the server said: " + shown(reply));
    }
  }

  private void within(Partner server, Step.Within bound) {
    Duration kept = caller(server).keptWaiting();
    if (kept.compareTo(bound.time()) > 0) {
      fail(
          bound.line(),
          "the server let clients wait for " + kept + " before this reply, not " + bound.time());
    }
  }

  private static String shown(List<String> reply) {
    return String.join("\n                     ", reply);
  }

  /// A line as if others followed: which one is the last of a list means nothing.
  private static String continued(String line) {
    return line.length() > 3 ? line.substring(0, 3) + "-" + line.substring(4) : line;
  }

  private void journal(Partner server, Step.Journal expected) throws InterruptedException {
    boolean found = server.awaitJournal(entry -> holds(entry, expected.words()));
    if (!found) {
      fail(
          expected.line(),
          "no entry of the journal has all of: "
              + expected.words()
              + "\nThe journal:\n"
              + lines(server.journal()));
    }
  }

  /// Waits for it: what is released is handed on by another thread.
  private void held(Partner server, Step.Held expected) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    List<List<String>> there = server.held();
    while (there.stream().noneMatch(message -> holds(message, expected.words()))) {
      if (System.nanoTime() > end) {
        fail(
            expected.line(),
            "no held message has all of: " + expected.words() + "\nThe store:\n" + lines(there));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      there = server.held();
    }
  }

  private void heldNothing(Partner server, Step.HeldNothing expected) throws IOException {
    List<List<String>> there = server.held();
    if (!there.isEmpty()) {
      fail(expected.line(), "held messages are there:\n" + lines(there));
    }
  }

  private static String lines(List<List<String>> entries) {
    StringBuilder all = new StringBuilder();
    entries.forEach(entry -> all.append("  ").append(entry).append('\n'));
    return all.toString();
  }

  /// `{id}` in words of an operator is the text that it stood for before.
  private List<String> named(List<String> words) {
    return words.stream()
        .map(word ->
            word.startsWith("{") && word.endsWith("}")
                ? known.getOrDefault(word.substring(1, word.length() - 1), word)
                : word)
        .toList();
  }

  private boolean holds(List<String> entry, List<Glob> words) {
    Map<String, String> trial = new HashMap<>(known);
    boolean all =
        words.stream().allMatch(word -> entry.stream().anyMatch(part -> word.matches(part, trial)));
    if (all) {
      known.putAll(trial);
    }
    return all;
  }

  private void at(Step step, Doing doing) {
    try {
      doing.run();
    } catch (IOException e) {
      fail(step.line(), e instanceof Caller.Broken ? String.valueOf(e.getMessage()) : e.toString());
    }
  }

  private void fail(int line, String why) {
    throw new DialogFailed(dialog.file(), line, why, transcript.toString());
  }

  @Override
  public void close() throws IOException {
    for (Caller each : callers.values()) {
      each.close();
    }
    if (partner != null) {
      partner.close();
    }
    hop.close();
  }
}
