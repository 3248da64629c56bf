package weir.agent.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.maillog.LogEvent;
import weir.maillog.LogLine;
import weir.maillog.LogRead;

/// Keeps the lines of one message, as the grammar joins them: by the id where the server writes it,
/// qmail's deliveries by their number, the line of Exim's start by its process. That an id stands
/// somewhere in a client's words makes no line the message's. Not thread-safe.
final class LineSieve {
  /// Lines of a message that are given; of one with many recipients the first.
  static final int MOST_LINES = 200;

  /// Deliveries of one message at the same time, of which further ones have no lines here; and
  /// programs that were started and handed nothing in yet, of which the oldest is forgotten.
  private static final int MOST_OPEN = 1_000;

  /// How syslog daemons say that they threw lines away.
  private static final List<String> LOSSES = List.of("rate-limiting", "Suppressed ");

  private final LogForm form;
  private final Sought sought;
  private final IdKind kind;
  private final Set<Long> attempts = new HashSet<>();
  private final Map<Long, String> programs = new LinkedHashMap<>();
  private final List<String> doubted = new ArrayList<>();
  private @Nullable Stay nearest;
  private @Nullable Stay last;
  private boolean isKindSeen;
  private boolean isLossy;
  private @Nullable Instant elsewhere;

  LineSieve(LogForm form, Sought sought) {
    this.form = form;
    this.sought = sought;
    this.kind = IdKind.of(sought.id());
  }

  /// A message under the id, from its coming to its removal.
  private static final class Stay {
    private final Instant since;
    private final List<String> lines = new ArrayList<>();
    private int all;
    private boolean hasArrived;
    private boolean isOver;

    Stay(Instant since) {
      this.since = since;
    }

    void add(String line) {
      all++;
      if (lines.size() < MOST_LINES) {
        lines.add(line);
      }
    }

    Duration from(Instant time) {
      return Duration.between(since, time).abs();
    }
  }

  /// Takes a line of a file. Most are none of the message's, which is seen before they are read.
  ///
  /// @param latest when it was written at the latest
  void take(String raw, Instant latest) {
    if (!isKindSeen || mayBear(raw)) {
      form.framing().read(raw, latest).ifPresent(line -> take(line, raw));
    }
  }

  private boolean mayBear(String raw) {
    return raw.contains(sought.id())
        || (!attempts.isEmpty() && raw.contains("delivery "))
        || raw.contains("cwd=")
        || LOSSES.stream().anyMatch(raw::contains);
  }

  /// Takes a line whose framing is off.
  ///
  /// @param raw as it is given
  void take(LogLine line, String raw) {
    isLossy |= isLoss(line);
    if (form.hostsInLines() && line.host().filter(sought.isHost()).isEmpty()) {
      return;
    }
    List<LogEvent> events =
        form.grammar().read(line) instanceof LogRead.Told(List<LogEvent> told) ? told : List.of();
    isKindSeen = isKindSeen || events.stream().anyMatch(this::isOfKind);
    if (sought.isIn(line.time())) {
      keep(line, events, raw);
    } else if (isAt(line.text())) {
      elsewhere = line.time();
    }
  }

  /// Takes a line in a server's name that somebody else has written: it is shown, and says nothing.
  void doubt(LogLine line, String raw) {
    if (sought.isIn(line.time()) && isAt(line.text()) && doubted.size() < MOST_LINES) {
      doubted.add(raw);
    }
  }

  private boolean isLoss(LogLine line) {
    return (line.program().equals("rsyslogd") && line.text().contains(LOSSES.getFirst()))
        || (line.program().equals("systemd-journald") && line.text().startsWith(LOSSES.getLast()));
  }

  private boolean isOfKind(LogEvent event) {
    return event instanceof LogEvent.OfMessage it && IdKind.of(it.id()) == kind;
  }

  /// Servers and their filters begin a line with the id that it is about.
  private boolean isAt(String text) {
    int end = sought.id().length();
    return text.length() > end
        && text.startsWith(sought.id())
        && (text.charAt(end) == ':' || text.charAt(end) == ' ');
  }

  private void keep(LogLine line, List<LogEvent> events, String raw) {
    boolean isIts = isAt(line.text()) || line.text().endsWith("new msg " + sought.id());
    boolean arrives = false;
    boolean ends = false;
    for (LogEvent event : events) {
      isIts |= bears(event, raw);
      arrives |= event instanceof LogEvent.Arrival;
      ends |= event instanceof LogEvent.Removal;
    }
    if (!isIts) {
      return;
    }
    Stay stay = stay(line.time(), arrives);
    if (arrives && line.pid().isPresent()) {
      String start = programs.remove(line.pid().getAsLong());
      if (start != null) {
        stay.add(start);
      }
    }
    stay.add(raw);
    stay.hasArrived |= arrives;
    stay.isOver = ends;
  }

  private boolean bears(LogEvent event, String raw) {
    String id = sought.id();
    return switch (event) {
      case LogEvent.Invocation it -> {
        it.pid().ifPresent(pid -> started(pid, raw));
        yield false;
      }
      case LogEvent.AttemptEnd it -> attempts.remove(it.number());
      case LogEvent.Attempt it -> {
        boolean isIts = it.id().equals(id);
        if (isIts && attempts.size() < MOST_OPEN) {
          attempts.add(it.number());
        }
        yield isIts;
      }
      case LogEvent.Alias it -> it.id().equals(id) || it.other().equals(id);
      case LogEvent.Offspring it -> it.id().equals(id) || it.child().equals(id);
      case LogEvent.Refusal it -> it.id().filter(id::equals).isPresent();
      case LogEvent.OfMessage it -> it.id().equals(id);
      case LogEvent.LoginAttempt _, LogEvent.ScriptMail _ -> false;
    };
  }

  private void started(long pid, String raw) {
    programs.put(pid, raw);
    if (programs.size() > MOST_OPEN) {
      programs.remove(programs.keySet().iterator().next());
    }
  }

  /// An id that comes again while it is in use has lost the line that ended it.
  private Stay stay(Instant time, boolean arrives) {
    Stay now = last;
    if (now != null && !now.isOver && !(arrives && now.hasArrived)) {
      return now;
    }
    nearest = nearest();
    last = new Stay(time);
    return last;
  }

  private @Nullable Stay nearest() {
    if (nearest == null || last == null) {
      return nearest == null ? last : nearest;
    }
    return last.from(sought.since()).compareTo(nearest.from(sought.since())) < 0 ? last : nearest;
  }

  /// Lines of the message that is meant.
  List<String> lines() {
    Stay meant = nearest();
    return meant == null ? List.of() : List.copyOf(meant.lines);
  }

  /// Lines that others wrote in the server's name.
  List<String> doubted() {
    return List.copyOf(doubted);
  }

  /// Lines of it that are not given.
  int more() {
    Stay meant = nearest();
    return meant == null ? 0 : meant.all - meant.lines.size();
  }

  /// Whether ids of the same kind stand in the log, so that the server that gives them writes
  /// there.
  boolean isKindSeen() {
    return isKindSeen;
  }

  /// When a line of before or after the time has the id, if any has: a clock or a time zone may be
  /// wrong, or the time that somebody tells.
  Optional<Instant> elsewhere() {
    return Optional.ofNullable(elsewhere);
  }

  /// Whether the logging system has thrown lines away.
  boolean isLossy() {
    return isLossy;
  }
}
