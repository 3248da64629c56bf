package weir.traceback;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import weir.account.Host;
import weir.attribution.Attributor;
import weir.mail.MailDate;
import weir.passages.Laid;
import weir.passages.Match;
import weir.received.Received;
import weir.tracing.Suspect;
import weir.tracing.Traced;
import weir.tracing.Tracer;

/// Traces messages by all that an installation knows.
public final class Traceback {
  private final Tracer tracer;
  private final Attributor attributor;
  private final TraceLookups lookups;
  private final InstantSource clock;
  private final boolean knowsHosts;

  /// @param folder of the server
  /// @param journal the journal's files
  public Traceback(TraceGrounds grounds, Path folder, Path journal, InstantSource clock) {
    this.lookups = new TraceLookups(folder, journal, grounds.host());
    this.tracer = new Tracer(grounds.directory(), grounds.believed(), grounds.keys(), lookups);
    this.attributor =
        new Attributor(
            grounds.directory(),
            (address, at) -> grounds.directory().hostAt(address, at).map(Host::name));
    this.clock = clock;
    this.knowsHosts = grounds.knowsHosts();
  }

  /// What was found of a message.
  ///
  /// @param settled whose it is by both together
  public record Found(Traced traced, Match match, Settled settled) {}

  /// By its token, its Received fields, and what our mail servers wrote down.
  public Found find(Suspect suspect) throws IOException {
    Traced traced = tracer.trace(suspect, clock.instant());
    Match match = lookups.passage(traced.trail(), suspect, when(suspect));
    Settled settled =
        match instanceof Match.One one
            ? Settled.of(traced, one, attributor.attribute(one.laid().passage()))
            : Settled.of(traced);
    return new Found(traced, match, settled);
  }

  /// What keeps a message of ours from being proved to be that one, for people; empty where nothing
  /// does.
  Optional<String> lacks(Laid laid, Found found, Suspect suspect) throws IOException {
    return lookups.lacks(laid, found.traced().trail(), suspect, when(suspect));
  }

  boolean knowsHosts() {
    return knowsHosts;
  }

  /// What else is written down here.
  public TraceLookups lookups() {
    return lookups;
  }

  /// When it left us: the topmost fields are the latest.
  private static Optional<Instant> when(Suspect suspect) {
    return suspect.reported().received().stream()
        .flatMap(value -> Received.read(value).date().stream())
        .findFirst()
        .or(() -> suspect.reported().at())
        .or(() -> suspect.date().flatMap(MailDate::read));
  }
}
