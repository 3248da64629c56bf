package weir.agent.kernel;

import java.io.IOException;
import java.util.Map;

/// The kernel did not do what it was asked for.
public final class Refused extends IOException {
  private static final long serialVersionUID = 1;

  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int EINTR = 4;
  public static final int EAGAIN = 11;
  public static final int EACCES = 13;
  public static final int EINVAL = 22;
  public static final int EOPNOTSUPP = 95;
  public static final int ENOBUFS = 105;

  private static final Map<Integer, String> WORDS =
      Map.of(
          EPERM, "not permitted",
          ENOENT, "there is none",
          EAGAIN, "not now",
          EACCES, "not permitted",
          EINVAL, "not understood by this kernel",
          EOPNOTSUPP, "not built into this kernel",
          ENOBUFS, "more than was read in time");

  private final int errno;

  /// @param what was asked for, such as `a netlink socket`
  Refused(String what, int errno) {
    super(what + ": " + WORDS.getOrDefault(errno, "error " + errno));
    this.errno = errno;
  }

  /// The number of errno(3).
  public int errno() {
    return errno;
  }

  /// Whether it is a matter of who asks.
  public boolean isForOthers() {
    return errno == EPERM || errno == EACCES;
  }
}
