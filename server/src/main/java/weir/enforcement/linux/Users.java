package weir.enforcement.linux;

import java.io.IOException;
import weir.agent.queue.Programs;

/// Asks the system for its users, and refuses those that are nobody's customers.
///
/// @param firstUid users below it are the system's own
/// @param own the uid that we run as
record Users(AsRoot root, int firstUid, long own) {
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
