package weir.disk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells a disk that has no room from one that is broken: RFC 5321 section 4.2.2 has a reply of its
/// own for "insufficient system storage" (452), and whoever is told it need not look for a defect.
public final class FullDisk {

  /// ENOSPC, EDQUOT and EFBIG as the system says them, and SQLite's word for the first. Java keeps
  /// no number. Where the system speaks another language, a full disk is a broken one (451).
  private static final List<String> SIGNS =
      List.of("No space left on device", "Disk quota exceeded", "File too large", "[SQLITE_FULL]");

  private FullDisk() {}

  /// Whether a write failed for want of room: disk, inodes, a quota or the limit of a file.
  public static boolean caused(@Nullable Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String message = String.valueOf(each.getMessage());
      if (SIGNS.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }
}
