package weir.agent.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Finds which process has a socket: the one among whose open files is its inode. Of several that
/// share it, such as a server and the child it forked, the newest: it is the one at work.
public final class SocketOwners {
  private static final String SOCKET = "socket:[";

  private final Processes processes;

  public SocketOwners(Processes processes) {
    this.processes = processes;
  }

  /// Process by inode; without those whose process ended, or is not ours to look at.
  public Map<Long, Long> of(Collection<Long> inodes) {
    Set<Long> wanted = new HashSet<>(inodes);
    Map<Long, Long> owners = new HashMap<>();
    if (wanted.isEmpty()) {
      return owners;
    }
    for (long pid : processes.all()) {
      for (String open : processes.open(pid)) {
        long inode = inode(open);
        if (wanted.remove(inode)) {
          owners.put(inode, pid);
        }
      }
      if (wanted.isEmpty()) {
        break;
      }
    }
    return owners;
  }

  /// 0 for what is no socket.
  private static long inode(String open) {
    if (!open.startsWith(SOCKET) || !open.endsWith("]")) {
      return 0;
    }
    try {
      return Long.parseLong(open, SOCKET.length(), open.length() - 1, 10);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
