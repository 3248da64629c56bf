package weir.enforcement.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.agent.queue.Programs;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.EnforcementSettings.Linux.Also;
import weir.enforcement.Step;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// The processes of this host's users. Those of a suspended one stand still, where they are, and go
/// on when it ends; the user himself is not touched.
///
/// There is no room for a mark: what stood still before is written down, and what stands still
/// besides is ours.
public final class FreezePoint implements EnforcementPoint {
  private final String name;
  private final String host;
  private final Users users;
  private final Freezer freezer;

  /// @param host as the directory calls it
  /// @param slices the folder of the users' slices
  /// @param proc where the kernel shows its processes
  public FreezePoint(
      String name, String host, Path slices, LinuxPoint.Guard guard, Programs programs, Path proc) {
    this.name = name;
    this.host = host;
    AsRoot root = new AsRoot(programs, List.of());
    this.users = new Users(root, guard.firstUid(), guard.own());
    this.freezer = new Freezer(root, new UserProcesses(proc), slices.toString());
  }

  @Override
  public String name() {
    return name;
  }

  /// Whoever lets them go on by hand wants that.
  @Override
  public boolean isOursAlone() {
    return false;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    if (!(target instanceof Target.LocalUser(var where, var user))) {
      return Optional.of("processes are a user's");
    }
    if (!where.equals(host)) {
      return Optional.of("this is " + host + ", and the user is of " + where);
    }
    if (!(response instanceof Response.Suspend)) {
      return Optional.of("processes can only stand still");
    }
    return user.matches("[0-9]{1,18}")
        ? Optional.of(users.guarded(Long.parseLong(user))).filter(why -> !why.isEmpty())
        : Optional.of("a user is known by his number here");
  }

  private LinuxUser user(Target target) throws IOException, InterruptedException {
    if (target instanceof Target.LocalUser(_, var user)) {
      return users.find(user);
    }
    throw new IllegalArgumentException(target.kind());
  }

  @Override
  public Found look(Target target, Optional<Holding> held)
      throws IOException, InterruptedException {
    LinuxUser user = user(target);
    if (held.isPresent() && freezer.isToUndo(user, former(held.get()))) {
      boolean isHalf = freezer.isToDo(user);
      return new Found.Ours(
          held.get().lease(), isHalf ? new Response.Notify() : held.get().response());
    }
    return new Found.Nothing(
        new Former(
                Former.Lock.OPEN,
                "",
                false,
                freezer.isFrozen(user),
                freezer.stopped(user),
                Set.of(Also.FREEZE))
            .text());
  }

  private static Former former(Holding held) {
    return Former.read(held.former(), List.of(Also.FREEZE));
  }

  @Override
  public List<Step> put(Lease lease, Found found) throws IOException, InterruptedException {
    return freezer.put(user(lease.target()));
  }

  @Override
  public List<Step> take(Target target, Holding held) throws IOException, InterruptedException {
    return freezer.take(user(target), former(held));
  }
}
