package weir.enforcement;

import java.time.Instant;
import java.util.Optional;
import weir.agent.script.Unlinked;

/// How a script was before it was taken its rights, and which file that is.
///
/// @param mode all twelve bits
/// @param which empty where an earlier version wrote it down, which did not know
record FormerScript(int mode, Instant modified, Optional<Which> which) {
  /// Rights of everybody, without those that lend a program its owner's or group's.
  private static final int PLAIN = 01777;

  /// Without the number of its disk: several file systems are dealt another one at each start of
  /// the machine. The owner is the same, so that nobody else's file is meant by it.
  record Which(long inode, long uid) {}

  static FormerScript of(Unlinked.Is is) {
    return new FormerScript(is.mode(), is.modified(), Optional.of(new Which(is.inode(), is.uid())));
  }

  /// Whether a file is the one that it was, as far as that is known.
  boolean isOf(Unlinked.Is is) {
    return which.filter(it -> it.inode() != is.inode() || it.uid() != is.uid()).isEmpty();
  }

  /// The rights that it gets back: all that it had; of a file that may be another one only those
  /// that lend nobody's.
  int given() {
    return which.isPresent() ? mode : mode & PLAIN;
  }

  String text() {
    String plain = Integer.toOctalString(mode) + " " + modified;
    return which.map(it -> plain + " " + it.inode() + " " + it.uid()).orElse(plain);
  }

  static Optional<FormerScript> read(String text) {
    String[] parts = text.split(" ");
    if (!parts[0].matches("[0-7]{1,4}") || parts.length != 2 && parts.length != 4) {
      return Optional.empty();
    }
    Optional<Which> which =
        parts.length == 4
            ? Optional.of(new Which(Long.parseLong(parts[2]), Long.parseLong(parts[3])))
            : Optional.empty();
    return Optional.of(
        new FormerScript(Integer.parseInt(parts[0], 8), Instant.parse(parts[1]), which));
  }
}
