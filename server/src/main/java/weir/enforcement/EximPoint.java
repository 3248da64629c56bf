package weir.enforcement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// An Exim of this host: lines in files that its ACLs look up at each message, so that nothing has
/// to be reloaded. What is held lies in the named queue `weir-held`.
public final class EximPoint implements EnforcementPoint {
  private static final String LOGINS = "logins";
  private static final String DOMAINS = "domains";
  private static final String USERS = "users";

  private final String name;
  private final Path folder;
  private final String host;
  private final Optional<QueueSweep> sweep;

  /// @param folder of the files
  /// @param host on which this Exim runs, as the directory calls it
  /// @param sweep of its queue; without one only what comes from now on is held
  public EximPoint(String name, Path folder, String host, Optional<QueueSweep> sweep) {
    this.name = name;
    this.folder = folder;
    this.host = host;
    this.sweep = sweep;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    return switch (response) {
      case Response.Throttle _, Response.Hold _ -> cannotSee(target);
      case Response.DenyLogin _ ->
          target instanceof Target.LocalUser
              ? Optional.of("a program on the host hands in mail without a login")
              : cannotSee(target);
      case Response.Notify _, Response.Fence _, Response.Suspend _ ->
          Optional.of("nothing that a mail server does");
    };
  }

  private Optional<String> cannotSee(Target target) {
    if (target.name().chars().anyMatch(c -> c < ' ' || c == 127)) {
      return Optional.of("its name has characters that no file of Exim's can hold");
    }
    return switch (target) {
      case Target.Login _, Target.OfDomain _ -> Optional.empty();
      case Target.LocalUser(var where, _) ->
          where.equals(host)
              ? Optional.empty()
              : Optional.of("this Exim runs on " + host + ", and the user is of " + where);
      case Target.Program _ -> Optional.of("Exim knows of a program only its user");
      case Target.Sender _ -> Optional.of("anybody can write a sender's address");
      case Target.Customer _ -> Optional.of("Exim knows logins and users, and no accounts");
    };
  }

  @Override
  public boolean isOursAlone() {
    return true;
  }

  private Path file(Target target) {
    return folder.resolve(
        switch (target) {
          case Target.Login _ -> LOGINS;
          case Target.OfDomain _ -> DOMAINS;
          case Target.LocalUser _ -> USERS;
          case Target.Program _, Target.Sender _, Target.Customer _ ->
              throw new IllegalArgumentException(target.kind());
        });
  }

  private static String key(Target target) {
    return target instanceof Target.LocalUser(_, var user) ? user : target.name();
  }

  /// In quotes, as Exim reads keys that may hold anything.
  private static String line(Target target, Response response) {
    String quoted = key(target).replace("\\", "\\\\").replace("\"", "\\\"");
    return MarkedLines.octets("\"" + quoted + "\": " + response.text());
  }

  @Override
  public Found look(Target target, Optional<Holding> held) throws IOException {
    MarkedLines lines = MarkedLines.read(file(target));
    Optional<Found> ours =
        new MarkedSteps(lines, _ -> List.of())
            .find(
                target,
                entry -> entry.lines().equals(List.of(line(target, entry.mark().response()))));
    if (ours.isPresent()) {
      return ours.get();
    }
    String key = MarkedLines.octets(key(target)).toLowerCase(Locale.ROOT);
    return lines.others().stream().anyMatch(line -> isAbout(line.toLowerCase(Locale.ROOT), key))
        ? new Found.Foreign("somebody's own line in " + file(target))
        : Found.Nothing.PLAIN;
  }

  private static boolean isAbout(String line, String key) {
    return line.startsWith("\"" + key + "\"")
        || line.equals(key)
        || line.startsWith(key + ":")
        || line.startsWith(key + " ");
  }

  /// Whether what lies in the queue is held, too.
  private static boolean sweeps(Response response) {
    return switch (response) {
      case Response.Hold _, Response.DenyLogin _ -> true;
      case Response.Notify _, Response.Throttle _, Response.Fence _, Response.Suspend _ -> false;
    };
  }

  private List<Target> swept() throws IOException {
    List<Target> all = new ArrayList<>();
    for (String file : List.of(LOGINS, DOMAINS, USERS)) {
      all.addAll(MarkedLines.read(folder.resolve(file)).targets(EximPoint::sweeps));
    }
    return all;
  }

  @Override
  public List<Step> put(Lease lease, Found found) throws IOException {
    Target target = lease.target();
    Response response = lease.response();
    Optional<Step> queue =
        sweep.flatMap(it ->
            sweeps(response)
                ? Optional.of(it.hold(lease.id(), target))
                : Optional.of(it.letGo(target, this::swept))
                    .filter(_ -> found instanceof Found.Ours));
    return new MarkedSteps(MarkedLines.read(file(target)), _ -> queue.stream().toList())
        .put(
            lease,
            List.of(line(target, response)),
            "%s: %s".formatted(key(target), response.text()));
  }

  /// The line goes first, so that mail goes on whatever becomes of the queue. What came while it
  /// was held stays until somebody looks at it.
  @Override
  public List<Step> take(Target target, Holding held) throws IOException {
    return new MarkedSteps(
            MarkedLines.read(file(target)),
            _ -> sweep.map(it -> it.letGo(target, this::swept)).stream().toList())
        .take(target, held, key(target) + ": as before");
  }
}
