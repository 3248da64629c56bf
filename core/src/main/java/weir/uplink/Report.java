package weir.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.net.IpAddress;
import weir.observation.Observation;
import weir.response.Found;

/// What an agent tells the server, in the order in which it saw it. The host is the one whose key
/// signed it, and nothing in a report says otherwise.
///
/// A server that does not know a kind passes over it and counts it; what an older agent does not
/// tell is empty.
public sealed interface Report {
  /// By the agent's clock.
  Instant at();

  /// A connection to a mail port met the fence.
  ///
  /// @param uid whose socket it was, as the kernel says; empty of what only passed through
  /// @param user his name on that host
  /// @param by how the process was looked for
  /// @param program who it was; empty where he was gone or not looked at
  /// @param took for how long it was held at least
  record Connection(
      Instant at,
      Fate fate,
      OptionalLong uid,
      Optional<String> user,
      IpAddress from,
      int fromPort,
      IpAddress to,
      int toPort,
      String by,
      Optional<Program> program,
      Duration took)
      implements Report {}

  /// What became of a connection.
  enum Fate {
    /// It was held, looked at and ended.
    HELD,
    /// Its port is only observed: it went on.
    OBSERVED
  }

  /// A process when it was looked at.
  ///
  /// @param command without passwords
  /// @param script the file that it runs
  /// @param scriptBy how that was found
  /// @param group its control group
  /// @param parents who started it, nearest first
  /// @param digest of the script, by which [Script] has it
  /// @param request what the web server was asked, where PHP-FPM or CGI tells
  /// @param pool of PHP-FPM
  /// @param container its id, where it runs in one
  /// @param slice user to whose control group it belongs
  /// @param site by the client's word; where he says none, the one in whose folder the script lies
  /// @param cause why a program of the system connects, in words
  record Program(
      long pid,
      String command,
      Optional<String> executable,
      Optional<String> folder,
      Optional<String> script,
      Optional<String> scriptBy,
      Optional<String> group,
      List<String> parents,
      Optional<String> digest,
      Optional<String> request,
      Optional<String> pool,
      Optional<String> container,
      OptionalLong slice,
      Optional<String> site,
      Optional<String> cause) {
    public Program {
      parents = List.copyOf(parents);
    }
  }

  /// First packets that the fence counted of a user and that no [Connection] tells of: he was loud,
  /// or they were lost. With them what is told adds up to what the kernel counted.
  ///
  /// @param isLost whether they should have been told one by one
  record Counted(Instant at, long uid, int port, boolean isHeld, boolean isLost, long packets)
      implements Report {}

  /// A script that made connections.
  ///
  /// @param digest SHA-256 in hexadecimal, of all of it
  /// @param size in octets
  /// @param mode as `rw-r--r--`
  /// @param copy the beginning of it, [#LONGEST_COPY] octets at most
  record Script(
      Instant at,
      String path,
      String digest,
      long size,
      Instant modified,
      long uid,
      String mode,
      byte[] copy)
      implements Report {
    /// Octets of a script that are kept.
    public static final int LONGEST_COPY = 64 * 1024;
  }

  /// How the fence stands; told when that changes, and once a day.
  ///
  /// @param state of it
  /// @param words for people: what is odd about it
  record Fence(Instant at, FenceState state, Optional<String> words) implements Report {}

  /// What a fence does.
  enum FenceState {
    /// There is none.
    NONE,
    /// It counts and tells, and holds nothing.
    OBSERVING,
    /// It holds, and lets go soon unless it is confirmed.
    UNCONFIRMED,
    /// It holds.
    ENFORCING,
    /// It is not as it was put up: somebody changed, emptied or removed it.
    CHANGED
  }

  /// What tries of the fence came to.
  ///
  /// @param isAsWanted whether nothing that is to be shut is open, and nothing that is to be open
  ///   is shut
  /// @param tries one sentence each
  record Verified(Instant at, boolean isAsWanted, List<String> tries) implements Report {
    public Verified {
      tries = List.copyOf(tries);
    }
  }

  /// What a log or a queue of that host told, or the agent itself saw of mail.
  ///
  /// @param source its name on that host
  /// @param mark its number there; empty where it is that of the report
  record Seen(Instant at, String source, OptionalLong mark, List<Observation> observations)
      implements Report {
    public Seen {
      observations = List.copyOf(observations);
    }
  }

  /// What became of an order.
  ///
  /// @param order its id
  /// @param failure why it was not done; empty where it was
  /// @param found what is there for its target, where it asked that
  record Carried(Instant at, String order, Optional<String> failure, Optional<Found> found)
      implements Report {}

  /// Reports that are missing here because there was no room for them while the server was away, or
  /// because it did not take them.
  record Dropped(Instant at, long reports) implements Report {}

  /// How the agent is; told at its start, when that changes, and every so often.
  ///
  /// @param version of its program
  /// @param powers what it may be ordered to do, in words of [Power]
  /// @param degraded what it cannot do here, one sentence each
  record Alive(Instant at, String version, List<String> powers, List<String> degraded)
      implements Report {
    public Alive {
      powers = List.copyOf(powers);
      degraded = List.copyOf(degraded);
    }
  }
}
