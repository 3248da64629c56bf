package weir.main;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import weir.app.App;
import weir.app.StartFailure;
import weir.app.Surroundings;
import weir.check.ResponsesInForce;
import weir.check.Tables;
import weir.checks.Lease;
import weir.dns.Zone;
import weir.held.HeldMessage;
import weir.held.HeldQuery;
import weir.held.Key;
import weir.journal.Id;
import weir.net.IpAddress;
import weir.rehearsal.FailingState;
import weir.rehearsal.HandClock;
import weir.rehearsal.HeldMessageWords;
import weir.rehearsal.MemoryJournal;
import weir.rehearsal.Partner;
import weir.rehearsal.ZoneResolver;
import weir.response.Response;
import weir.response.Target;
import weir.settings.Configuration;

/// A whole gateway in this process, with names, clock, chance, state and journal of the
/// rehearsal's.
public final class LocalGateway implements Partner {
  private static final long SEED = 20260301;

  /// The id of every lease of a dialog.
  private static final String LEASE = "1ease0fad1a10";

  /// A sound sender: `mail.example.net`, at the address that clients have unless they say.
  private static final String USUAL_NAMES =
      """
      example.net       MX   10 mail.example.net
      mail.example.net  A    192.0.2.10
      192.0.2.10        PTR  mail.example.net
      """;

  private final App app;
  private final UnaryOperator<String> listeners;
  private final HandClock clock;
  private final FailingState state;
  private final MemoryJournal journal;

  private LocalGateway(
      App app,
      UnaryOperator<String> listeners,
      HandClock clock,
      FailingState state,
      MemoryJournal journal) {
    this.app = app;
    this.listeners = listeners;
    this.clock = clock;
    this.state = state;
    this.journal = journal;
  }

  /// @param names more lines for [Zone]
  public static LocalGateway start(Configuration configuration, String names) throws IOException {
    return start(configuration, names, UnaryOperator.identity());
  }

  /// @param listeners what a listener that a dialog names is called here
  static LocalGateway start(
      Configuration configuration, String names, UnaryOperator<String> listeners)
      throws IOException {
    HandClock clock = new HandClock();
    FailingState state = new FailingState();
    MemoryJournal journal = new MemoryJournal();
    Surroundings around =
        new Surroundings(
            clock,
            clock::nanos,
            new Random(SEED),
            Optional.of(new ZoneResolver(Zone.parse(USUAL_NAMES + names), clock)),
            Optional.of(journal),
            Optional.of(state));
    try {
      App app = new App(configuration, around);
      app.start();
      app.awaitHops();
      return new LocalGateway(app, listeners, clock, state, journal);
    } catch (StartFailure e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public Door door(String listener, Optional<IpAddress> peer) {
    try {
      InetSocketAddress address =
          app.address(listeners.apply(listener))
              .orElseThrow(() -> new IllegalArgumentException("no listener " + listener));
      return new Door(address, peer.map(LocalGateway::introduction).orElse(new byte[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// PROXY protocol, version 1, as a load balancer before us would say it.
  private static byte[] introduction(IpAddress peer) {
    String header =
        peer.isV4()
            ? "PROXY TCP4 " + peer + " 203.0.113.25 40001 25\r\n"
            : "PROXY TCP6 " + peer + " 2001:db8:25::25 40001 25\r\n";
    return header.getBytes(US_ASCII);
  }

  /// `allow TARGET for TIME` and `block TARGET for TIME`, as the command line writes them, and
  /// `respond TARGET RESPONSE` and `undo TARGET`, as the gateway has them once they are carried
  /// out.
  @Override
  public void operator(List<String> words) throws IOException {
    if (words.getFirst().equals("release") || words.getFirst().equals("delete")) {
      held(words.getFirst(), words.getLast());
      return;
    }
    if (words.getFirst().equals("respond") || words.getFirst().equals("undo")) {
      respond(words);
      return;
    }
    if (words.size() != 4 || !words.get(2).equals("for")) {
      throw new IOException("\"operator allow TARGET for 7d\" or \"block\" is expected: " + words);
    }
    Lease.Word word = Lease.Word.valueOf(words.get(0).toUpperCase(Locale.ROOT));
    Lease lease = Lease.of(word, words.get(1), "as the dialog says");
    Instant now = clock.instant();
    Duration life = Duration.parse("P" + words.get(3).toUpperCase(Locale.ROOT));
    state.put(lease.table(), lease.key(), lease.value(), now, now.plus(life));
  }

  private void respond(List<String> words) throws IOException {
    Target target =
        Target.read(words.get(1)).orElseThrow(() -> new IOException("no target: " + words.get(1)));
    if (words.getFirst().equals("undo")) {
      state.remove(Tables.RESPONSES, target.text());
      return;
    }
    String said = String.join(" ", words.subList(2, words.size()));
    Response response =
        Response.read(said).orElseThrow(() -> new IOException("no response: " + said));
    Instant now = clock.instant();
    String value = new ResponsesInForce.InForce(target, LEASE, response).value();
    state.put(Tables.RESPONSES, target.text(), value, now, now.plus(Duration.ofDays(1)));
  }

  /// `release ID` and `delete ID`.
  private void held(String word, String id) throws IOException {
    List<HeldMessage> named = app.held().named(Key.Named.parse(id));
    for (HeldMessage message : named) {
      boolean done =
          word.equals("release")
              ? app.held().release(message, "operator")
              : app.held().end(message, "deleted by operator");
      if (!done) {
        throw new IOException(message.key() + " is " + message.state().word());
      }
    }
    if (named.isEmpty()) {
      throw new IOException("nothing is held as " + id);
    }
  }

  @Override
  public List<List<String>> held() throws IOException {
    List<List<String>> all = new ArrayList<>();
    for (HeldMessage message : app.held().find(HeldQuery.ALL)) {
      all.add(HeldMessageWords.words(message, app.held()));
    }
    return all;
  }

  @Override
  public void later(Duration time) {
    clock.later(time);
  }

  @Override
  public Duration waited() {
    return clock.waited().plus(app.delays());
  }

  @Override
  public void stateFails(boolean fails) {
    state.fail(fails);
  }

  @Override
  public List<List<String>> journal() {
    return journal.entries();
  }

  @Override
  public boolean awaitJournal(Predicate<List<String>> entry) throws InterruptedException {
    return journal.await(entry);
  }

  /// Whether all sessions are over: then what is to be said of them stands in the journal.
  public boolean isIdle() {
    return app.sessions() == 0;
  }

  /// Invariant 2: every refusal has an enhanced code of its class, a sentence, and an id.
  @Override
  public Optional<String> objection(List<String> lines) {
    if (lines.getFirst().charAt(0) < '4') {
      return Optional.empty();
    }
    String enhanced = "[45]\\d\\d[- ]" + lines.getFirst().charAt(0) + "\\.\\d+\\.\\d+ \\S.*";
    for (String line : lines) {
      if (!line.matches(enhanced)) {
        return Optional.of("a refusal without an enhanced code of its class: " + line);
      }
    }
    return lines.stream().anyMatch(LocalGateway::hasId)
        ? Optional.empty()
        : Optional.of("a refusal without an id: " + lines);
  }

  private static boolean hasId(String line) {
    int bracket = line.lastIndexOf(" [");
    return bracket > 0
        && line.endsWith("]")
        && Id.looksLikeOne(line.substring(bracket + 2, line.length() - 1));
  }

  @Override
  public void close() {
    app.close();
  }
}
