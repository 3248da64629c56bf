package weir.enforcement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// The programs by which users of this host hand mail in (`weir submissions`, `weir guard`): a
/// suspended one hands in nothing. They read a file of user numbers, in which lines of ours stand
/// between two remarks; lines of others stay.
public final class SendmailPoint implements EnforcementPoint {
  private final String name;
  private final String host;
  private final Path blocked;
  private final long firstUid;

  /// @param host as the directory calls it
  /// @param blocked the file that they read
  /// @param firstUid users below it are the system's own
  public SendmailPoint(String name, String host, Path blocked, long firstUid) {
    this.name = name;
    this.host = host;
    this.blocked = blocked;
    this.firstUid = firstUid;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isOursAlone() {
    return false;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    if (!(target instanceof Target.LocalUser(var where, var user))) {
      return Optional.of("users only are kept from sendmail");
    }
    if (!where.equals(host)) {
      return Optional.of("this is " + host + ", and the user is of " + where);
    }
    if (!(response instanceof Response.Suspend)) {
      return Optional.of("a user can only be kept from sendmail, nothing is held here");
    }
    if (!user.matches("\\d{1,10}")) {
      return Optional.of("a user is known by his number here");
    }
    return Long.parseLong(user) < firstUid
        ? Optional.of("users below %,d are the system's own".formatted(firstUid))
        : Optional.empty();
  }

  private static String number(Target target) {
    if (target instanceof Target.LocalUser(_, var user)) {
      return user;
    }
    throw new IllegalArgumentException(target.kind());
  }

  private MarkedLines lines() throws IOException {
    return MarkedLines.read(blocked);
  }

  private static MarkedSteps steps(MarkedLines lines) {
    return new MarkedSteps(lines, _ -> List.of());
  }

  @Override
  public Found look(Target target, Optional<Holding> held) throws IOException {
    MarkedLines lines = lines();
    Optional<Found> ours =
        steps(lines).find(target, entry -> entry.lines().equals(List.of(number(target))));
    if (ours.isPresent()) {
      return ours.get();
    }
    return lines.others().stream().map(String::strip).anyMatch(number(target)::equals)
        ? new Found.Foreign("somebody's own line in " + blocked)
        : Found.Nothing.PLAIN;
  }

  @Override
  public List<Step> put(Lease lease, Found found) throws IOException {
    String number = number(lease.target());
    return steps(lines()).put(lease, List.of(number), "+ " + number);
  }

  @Override
  public List<Step> take(Target target, Holding held) throws IOException {
    return steps(lines()).take(target, held, "- " + number(target));
  }
}
