package weir.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the users of a host from a file in the form of passwd(5): seven fields with colons
/// between. The password is not looked at.
final class PasswdAccounts {
  static final int FIELDS = 7;

  /// Homes that belong to nobody, whoever has them.
  private static final Set<String> NO_HOMES =
      Set.of(
          "/", "/home", "/root", "/nonexistent", "/dev/null", "/var/www", "/tmp", "/var", "/srv");

  private PasswdAccounts() {}

  /// A line of it.
  record User(String name, long uid, String comment, String home) {

    static Optional<User> parse(String line) {
      String[] fields = line.split(":", -1);
      if (fields.length != FIELDS || fields[0].isBlank() || !fields[2].matches("[0-9]{1,10}")) {
        return Optional.empty();
      }
      return Optional.of(
          new User(fields[0], Long.parseLong(fields[2]), fields[4], fields[5].strip()));
    }

    boolean hasHome() {
      return home.startsWith("/") && home.indexOf(0) < 0 && !NO_HOMES.contains(home);
    }
  }

  /// All users of the file by their names. Those that many share are told to the listing.
  static void users(Path file, Map<String, User> into, Set<String> shared, ListingBuilder listing)
      throws IOException, SourceFailed {
    PlainLines.each(
        file,
        (number, line) -> {
          Optional<User> user = User.parse(line);
          if (user.isPresent()) {
            into.put(user.get().name(), user.get());
            share("passwd, line " + number, user.get(), shared, listing);
          }
        });
  }

  private static void share(String where, User user, Set<String> shared, ListingBuilder listing)
      throws SourceFailed {
    if (shared.contains(user.name())) {
      listing.add(
          where,
          new Row()
              .with(Column.SHARED, "the user " + user.name() + " of the system")
              .with(Column.UID, Long.toString(user.uid()))
              .with(Column.USER, user.name()));
    }
  }

  static Listing read(SourceSettings.Passwd settings, Set<String> shared)
      throws IOException, SourceFailed {
    ListingBuilder listing = new ListingBuilder(Optional.of(settings.names().host()));
    List<UidRange> ranges = UidRange.all(settings.uids());
    PlainLines.each(
        settings.file(),
        (number, line) -> {
          String where = "line " + number;
          if (line.startsWith("+") || line.startsWith("-")) {
            return; // NIS is asked there; what it has is not in this file.
          }
          Optional<User> user = User.parse(line);
          if (user.isEmpty()) {
            listing.strange(where, "no line of seven fields");
            return;
          }
          share(where, user.get(), shared, listing);
          if (!shared.contains(user.get().name()) && UidRange.anyHas(ranges, user.get().uid())) {
            add(where, settings.names(), user.get(), listing);
          }
        });
    return listing.build();
  }

  /// What a user of a host is as an identity: its number, its name, and the programs in its home.
  static void add(String where, AccountNames names, User user, ListingBuilder listing)
      throws SourceFailed {
    Row row =
        new Row()
            .with(Column.ACCOUNT, names.of(user.name()))
            .with(Column.UID, Long.toString(user.uid()))
            .with(Column.USER, user.name());
    if (user.hasHome()) {
      row.with(Column.SCRIPT, user.home());
    }
    listing.add(where, row);
  }
}
