package weir.asking;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.MustRead;
import weir.config.Problems;

/// A database that has a JDBC driver.
public record DatabaseSettings(
    @Doc("Where the database is, such as `jdbc:postgresql://db.example.com/panel`.") String url,
    @Doc("The user at the database.") @Default("weir") String user,
    @Doc("File with the user's password, which is its first line.") @MustRead
        Optional<Path> passwordFile,
    @Doc("Folder with the jar files of another database's driver.") Optional<Path> drivers)
    implements Checked {

  /// For people, without anything secret.
  public String name() {
    int options = url.indexOf('?');
    return "database " + (options < 0 ? url : url.substring(0, options));
  }

  @Override
  public void check(Problems problems) {
    if (problems.isKnown("url") && !url.startsWith("jdbc:")) {
      problems.add("url", "is not an address of a database such as jdbc:postgresql://host/name");
    }
    if (problems.isKnown("url") && url.toLowerCase(Locale.ROOT).contains("password")) {
      problems.add("url", "a password does not belong here: put it into a password-file");
    }
    if (drivers.isPresent() && !Files.isDirectory(drivers.get())) {
      problems.add("drivers", "no such folder: " + drivers.get());
    }
  }
}
