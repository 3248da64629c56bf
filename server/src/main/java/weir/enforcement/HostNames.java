package weir.enforcement;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import weir.agent.queue.Programs;
import weir.response.Target;

/// What a user of this host is called besides: some mail servers write down its number, some its
/// name, and a response may be aimed at either.
///
/// @param programs of the host
record HostNames(Programs programs) {
  /// What getent ends with where there is nobody of that name.
  private static final int UNKNOWN = 2;

  private static final int NAME = 0;
  private static final int UID = 2;

  /// The target itself, and what else the host calls it.
  ///
  /// @throws IOException when that cannot be told
  Set<Target> of(Target target) throws IOException, InterruptedException {
    Set<Target> all = new LinkedHashSet<>();
    all.add(target);
    if (target instanceof Target.LocalUser(var host, var user)
        && user.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      Programs.Ran ran = programs.run(List.of("getent", "passwd", user), "");
      if (ran.exit() != 0 && ran.exit() != UNKNOWN) {
        throw new IOException("getent passwd %s ended with %d".formatted(user, ran.exit()));
      }
      String[] fields = ran.output().lines().findFirst().orElse("").split(":", -1);
      if (ran.exit() == 0 && fields.length > UID) {
        all.add(new Target.LocalUser(host, fields[NAME]));
        all.add(new Target.LocalUser(host, fields[UID]));
      }
    }
    return all;
  }
}
