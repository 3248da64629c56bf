package weir.procfs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The control group of a process (`/proc/PID/cgroup`, cgroups(7)), and whose it is by its path.
///
/// @param path such as `/user.slice/user-1001.slice/session-3.scope`
public record ControlGroup(String path) {
  private static final Pattern USER = Pattern.compile("/user-(\\d{1,10})\\.slice(/|$)");
  private static final Pattern LVE = Pattern.compile("/lve(\\d{1,10})(/|$)");
  private static final Pattern CONTAINER =
      Pattern.compile("(?:docker|libpod|crio|cri-containerd)[-/](?:conmon-)?([0-9a-f]{12,64})");
  private static final Pattern LXC =
      Pattern.compile("/lxc(?:\\.payload)?[./]([A-Za-z0-9_.-]{1,64})(/|$)");

  /// The one of the version 2 hierarchy (`0::`), or, where all are in its root, the first of
  /// version 1 that says more; empty for no such text.
  public static Optional<ControlGroup> read(String text) {
    List<String> paths =
        text.lines()
            .filter(line -> line.indexOf(':', line.indexOf(':') + 1) > 0)
            .sorted((a, b) -> Boolean.compare(b.startsWith("0::"), a.startsWith("0::")))
            .map(line -> line.substring(line.indexOf(':', line.indexOf(':') + 1) + 1))
            .toList();
    return paths.stream()
        .filter(path -> path.length() > 1)
        .findFirst()
        .or(() -> paths.stream().findFirst())
        .map(ControlGroup::new);
  }

  /// The user of a slice of systemd, or of an LVE of CloudLinux.
  public OptionalLong user() {
    var user = USER.matcher(path);
    if (user.find()) {
      return OptionalLong.of(Long.parseLong(user.group(1)));
    }
    var lve = LVE.matcher(path);
    return lve.find() ? OptionalLong.of(Long.parseLong(lve.group(1))) : OptionalLong.empty();
  }

  /// The id of a container, as docker, podman, CRI-O, containerd or LXC write it.
  public Optional<String> container() {
    var container = CONTAINER.matcher(path);
    if (container.find()) {
      return Optional.of(container.group(1));
    }
    var lxc = LXC.matcher(path);
    return lxc.find() ? Optional.of(lxc.group(1)) : Optional.empty();
  }
}
