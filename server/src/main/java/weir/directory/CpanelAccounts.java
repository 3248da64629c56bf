package weir.directory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import weir.directory.PasswdAccounts.User;
import weir.mail.Domain;

/// Reads what cPanel keeps in files.
///
/// `/var/cpanel/users/USER` has lines `KEY=value`: DNS is the main domain, DNS1, DNS2 and so on the
/// others, OWNER the reseller (or the user itself, or root), PLAN, STARTDATE, CONTACTEMAIL, LOCALE.
/// `/etc/trueuserdomains` and `/etc/userdomains` have lines `domain: user`; in the latter `*` is
/// nobody's. `/etc/passwd` has the users. All these are the panel's or the system's own; the
/// mailboxes are in files of the customers: see [CpanelMailboxFiles].
final class CpanelAccounts {
  private final AccountNames names;
  private final Path root;
  private final Set<String> shared;
  private final ListingBuilder listing;
  private final Map<String, User> users = new HashMap<>();
  private final Map<String, Set<String>> domains = new HashMap<>();

  CpanelAccounts(SourceSettings.Cpanel settings, Set<String> shared) {
    this.names = settings.names();
    this.root = settings.root();
    this.shared = shared;
    this.listing = new ListingBuilder(Optional.of(names.host()));
  }

  Listing read() throws IOException, SourceFailed {
    PasswdAccounts.users(root.resolve("etc/passwd"), users, shared, listing);
    Map<String, Map<String, String>> files = files();
    for (var each : files.entrySet()) {
      account(each.getKey(), each.getValue());
    }
    domains(root.resolve("etc/trueuserdomains"), files);
    domains(root.resolve("etc/userdomains"), files);
    for (String user : files.keySet()) {
      logins(user);
    }
    return listing.build();
  }

  private Map<String, Map<String, String>> files() throws IOException, SourceFailed {
    Map<String, Map<String, String>> files = new TreeMap<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(root.resolve("var/cpanel/users"), Files::isRegularFile)) {
      for (Path file : all) {
        String user = file.getFileName().toString();
        // What is not a user of the system is left over, a lock, or cPanel's own.
        if (users.containsKey(user)) {
          files.put(user, keys(file));
        }
      }
    }
    return files;
  }

  static Map<String, String> keys(Path file) throws IOException, SourceFailed {
    Map<String, String> keys = new TreeMap<>();
    PlainLines.each(
        file,
        (_, line) -> {
          int equals = line.indexOf('=');
          if (equals > 0) {
            keys.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
          }
        });
    return keys;
  }

  private void account(String user, Map<String, String> keys) throws IOException, SourceFailed {
    String where = "var/cpanel/users/" + user;
    if (keys.isEmpty()) {
      throw new SourceFailed(where + " is empty: half-written?");
    }
    Row row = new Row().with(Column.ACCOUNT, names.of(user));
    row.with(Column.NAME, keys.getOrDefault("DNS", user));
    row.with(Column.PLAN, keys.getOrDefault("PLAN", ""));
    row.with(Column.SINCE, keys.getOrDefault("STARTDATE", ""));
    row.with(Column.CONTACT, keys.getOrDefault("CONTACTEMAIL", ""));
    row.with(Column.LANGUAGE, keys.getOrDefault("LOCALE", keys.getOrDefault("LANG", "")));
    String owner = keys.getOrDefault("OWNER", "root");
    if (!owner.equals("root") && !owner.equals(user) && !owner.isEmpty()) {
      row.with(Column.RESELLER, names.of(owner));
    }
    listing.add(where, row);
    PasswdAccounts.add(where, names, known(user), listing);
    for (String domain : domains(keys)) {
      domain(where, user, domain);
    }
  }

  private User known(String user) {
    return Optional.ofNullable(users.get(user)).orElseThrow();
  }

  /// The main domain, then DNS1 and so on.
  private static List<String> domains(Map<String, String> keys) {
    List<String> domains = new ArrayList<>();
    keys.forEach((key, value) -> {
      if (key.matches("DNS[0-9]*") && !value.isEmpty()) {
        domains.add(value.toLowerCase(Locale.ROOT));
      }
    });
    return domains;
  }

  private void domain(String where, String user, String domain) throws SourceFailed {
    if (domain.startsWith("*")) {
      return; // `*` is nobody's, `*.shop.example` is within shop.example.
    }
    if (Domain.parse(domain).isPresent()) {
      domains.computeIfAbsent(user, _ -> new TreeSet<>()).add(domain);
    }
    listing.add(
        where,
        new Row()
            .with(Column.ACCOUNT, names.of(user))
            .with(Column.SITE, domain)
            .with(Column.SENDER_DOMAIN, domain));
  }

  /// Lines `domain: user`.
  private void domains(Path file, Map<String, Map<String, String>> files)
      throws IOException, SourceFailed {
    PlainLines.eachIfThere(
        file,
        (number, line) -> {
          String where = file.getFileName() + ", line " + number;
          int colon = line.indexOf(':');
          String domain = colon < 0 ? "" : line.substring(0, colon).strip();
          String user = colon < 0 ? "" : line.substring(colon + 1).strip();
          if (domain.isEmpty() || user.isEmpty()) {
            listing.strange(where, "no line of the form domain: user");
          } else if (files.containsKey(user)) {
            domain(where, user, domain);
          }
        });
  }

  private void logins(String user) throws SourceFailed {
    String where = "user " + user;
    listing.add(where, login(user, user));
    String home = known(user).home();
    if (known(user).hasHome()) {
      Path folder = root.resolve(home.substring(1));
      for (String box :
          new CpanelMailboxFiles(user, folder, listing)
              .read(domains.getOrDefault(user, Set.of()))) {
        listing.add(where, login(user, box));
      }
    }
  }

  private Row login(String user, String login) {
    return new Row().with(Column.ACCOUNT, names.of(user)).with(Column.LOGIN, login);
  }

  /// In a stable order; none when it is not there.
  static List<Path> foldersIn(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
        for (Path each : all) {
          if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
            folders.add(each);
          }
        }
      }
    }
    Collections.sort(folders);
    return folders;
  }
}
