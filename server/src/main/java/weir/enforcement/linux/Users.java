package weir.enforcement.linux;

import java.io.IOException;
import java.util.OptionalLong;
import weir.agent.queue.Programs;

/// Asks the system for its users, and refuses those that are nobody's customers.
///
/// @param firstUid users below it are the system's own
/// @param own the uid that we run as
record Users(AsRoot root, int firstUid, long own) {
  /// What getent ends with where a name is not in its table.
  private static final int UNKNOWN = 2;

  private static final int NAME = 0;
  private static final int UID = 2;
  private static final int PASSWORD = 1;
  private static final int EXPIRY = 7;
  private static final String NAMES = "[A-Za-z0-9_][A-Za-z0-9_.-]*";

  /// Why a user is not to be touched; empty where it may be.
  String guarded(long uid) {
    if (uid == 0) {
      return "it is root";
    }
    if (uid == own) {
      return "Weir itself runs as it";
    }
    return uid < firstUid ? "users below %,d are the system's own".formatted(firstUid) : "";
  }

  /// The number of a user; empty where there is none, and where it cannot be told.
  OptionalLong number(String nameOrNumber) throws IOException, InterruptedException {
    if (!nameOrNumber.matches(NAMES)) {
      return OptionalLong.empty();
    }
    String[] fields = root.ask("getent", "passwd", nameOrNumber).output().split(":", -1);
    return fields.length > UID && fields[UID].matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(fields[UID]))
        : OptionalLong.empty();
  }

  /// Whether it is certain that there is no such user.
  boolean isGone(String nameOrNumber) throws IOException, InterruptedException {
    return nameOrNumber.matches(NAMES)
        && root.ask("getent", "passwd", nameOrNumber).exit() == UNKNOWN;
  }

  /// A user by its name or number.
  ///
  /// @throws IOException with a sentence for the operator where there is none, where it may not be
  ///   touched, or where its lock cannot be read
  LinuxUser find(String nameOrNumber) throws IOException, InterruptedException {
    if (!nameOrNumber.matches(NAMES)) {
      throw new IOException("no user of Linux has such a name");
    }
    String[] passwd = entry("passwd", nameOrNumber);
    long uid = Long.parseLong(passwd[UID]);
    if (!guarded(uid).isEmpty()) {
      throw new IOException(
          "user %s (%d) is not touched: %s".formatted(passwd[NAME], uid, guarded(uid)));
    }
    String[] shadow = entry("shadow", passwd[NAME]);
    return new LinuxUser(passwd[NAME], uid, lock(shadow[PASSWORD]), shadow[EXPIRY]);
  }

  private static Former.Lock lock(String password) {
    if (password.isEmpty()) {
      return Former.Lock.EMPTY;
    }
    return password.startsWith("!") ? Former.Lock.LOCKED : Former.Lock.OPEN;
  }

  /// What it says is never told: there are passwords in it.
  private String[] entry(String table, String key) throws IOException, InterruptedException {
    Programs.Ran ran = root.ask("getent", table, key);
    String[] fields = ran.output().lines().findFirst().orElse("").split(":", -1);
    if (ran.exit() != 0 || fields.length <= (table.equals("shadow") ? EXPIRY : UID)) {
      throw new IOException(
          "getent %s %s ended with %d: there is no such user, or Weir may not read it"
              .formatted(table, key, ran.exit()));
    }
    return fields;
  }
}
