package weir.directory;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/// Reads sources. Each ends within the deadline or fails, whatever it reads from; files of a file
/// system that hangs are for [SourceSync] to give up.
final class Sources {
  /// Octets of a file, of what a program writes or of an answer; more is a failure.
  static final long MOST_OCTETS = 1L << 30;

  private Sources() {}

  /// @param known what it said before
  /// @param shared names of users that many customers share
  /// @param scratch where an answer may lie while it is read
  /// @throws SourceFailed with a sentence for the operator
  static Listing read(
      SourceSettings settings, Known known, Set<String> shared, Duration deadline, Path scratch)
      throws IOException, SourceFailed, InterruptedException {
    return switch (settings) {
      case SourceSettings.Toml toml -> TomlAccounts.read(toml.file());
      case SourceSettings.Csv csv -> csv(csv.file(), new ListingBuilder(csv.host(), known));
      case SourceSettings.Sql sql -> SqlAccounts.read(sql, known, deadline);
      case SourceSettings.Command command ->
          CommandAccounts.read(command, known, deadline, scratch);
      case SourceSettings.Http http -> HttpAccounts.read(http, known, deadline, scratch);
      case SourceSettings.Passwd passwd -> PasswdAccounts.read(passwd, shared);
      case SourceSettings.Cpanel cpanel -> new CpanelAccounts(cpanel, shared).read();
      case SourceSettings.Directadmin directadmin ->
          new DirectadminAccounts(directadmin, shared).read();
    };
  }

  static Listing csv(Path file, ListingBuilder listing) throws IOException, SourceFailed {
    CsvRows.read(open(file), listing);
    return listing.build();
  }

  static InputStream open(Path file) throws IOException, SourceFailed {
    if (Files.size(file) > MOST_OCTETS) {
      throw new SourceFailed(file + " has more than " + MOST_OCTETS + " octets");
    }
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }
}
