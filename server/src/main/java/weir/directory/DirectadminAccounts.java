package weir.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import weir.directory.PasswdAccounts.User;
import weir.mail.Domain;

/// Reads what DirectAdmin keeps in files.
///
/// `/usr/local/directadmin/data/users/USER/user.conf` has lines `key=value`: creator is the
/// reseller or admin, package, email, language, domain, usertype. `domains.list` beside it has the
/// domains, one a line, and `domains/DOMAIN.pointers` those that point at one.
/// `/etc/virtual/domainowners` has lines `domain: user`, `/etc/virtual/DOMAIN/passwd` the
/// mailboxes, `/etc/passwd` the users.
final class DirectadminAccounts {
  private final AccountNames names;
  private final Path root;
  private final Set<String> shared;
  private final ListingBuilder listing;
  private final Map<String, User> users = new HashMap<>();
  private final Map<String, String> owners = new TreeMap<>();

  DirectadminAccounts(SourceSettings.Directadmin settings, Set<String> shared) {
    this.names = settings.names();
    this.root = settings.root();
    this.shared = shared;
    this.listing = new ListingBuilder(Optional.of(names.host()));
  }

  Listing read() throws IOException, SourceFailed {
    PasswdAccounts.users(root.resolve("etc/passwd"), users, shared, listing);
    Path folder = root.resolve("usr/local/directadmin/data/users");
    if (!Files.isDirectory(folder)) {
      throw new SourceFailed("no folder " + folder);
    }
    List<Path> all = CpanelAccounts.foldersIn(folder);
    for (Path each : all) {
      // One without it is being made, or being deleted.
      if (Files.exists(each.resolve("user.conf"))) {
        account(each.getFileName().toString(), each);
      }
    }
    owners();
    for (var each : owners.entrySet()) {
      mailboxes(each.getKey(), each.getValue());
    }
    return listing.build();
  }

  private void account(String user, Path folder) throws IOException, SourceFailed {
    String where = folder.resolve("user.conf").toString();
    Map<String, String> keys = CpanelAccounts.keys(folder.resolve("user.conf"));
    if (keys.isEmpty()) {
      throw new SourceFailed(where + " is empty: half-written?");
    }
    Row row = new Row().with(Column.ACCOUNT, names.of(user)).with(Column.LOGIN, user);
    row.with(Column.NAME, keys.getOrDefault("domain", user));
    row.with(Column.PLAN, keys.getOrDefault("package", ""));
    row.with(Column.CONTACT, keys.getOrDefault("email", ""));
    row.with(Column.LANGUAGE, keys.getOrDefault("language", ""));
    String creator = keys.getOrDefault("creator", "");
    if (!creator.isEmpty() && !creator.equals("root") && !creator.equals(user)) {
      row.with(Column.RESELLER, names.of(creator));
    }
    listing.add(where, row);
    User known = users.get(user);
    if (known != null) {
      PasswdAccounts.add(where, names, known, listing);
    }
    PlainLines.eachIfThere(
        folder.resolve("domains.list"), (_, line) -> owners.put(line.strip(), user));
    for (String domain : List.copyOf(owners.keySet())) {
      if (user.equals(owners.get(domain)) && isDomain(domain)) {
        pointers(folder.resolve("domains").resolve(domain + ".pointers"), user);
      }
    }
  }

  /// Lines `other.example=type=alias`, or `other.example=alias` in older versions.
  private void pointers(Path file, String user) throws IOException, SourceFailed {
    PlainLines.eachIfThere(
        file,
        (_, line) -> {
          int equals = line.indexOf('=');
          owners.put(equals < 0 ? line : line.substring(0, equals).strip(), user);
        });
  }

  private static boolean isDomain(String text) {
    return Domain.parse(text).filter(domain -> !domain.isLiteral()).isPresent();
  }

  /// What the mail server goes by.
  private void owners() throws IOException, SourceFailed {
    PlainLines.eachIfThere(
        root.resolve("etc/virtual/domainowners"),
        (number, line) -> {
          int colon = line.indexOf(':');
          String user = colon < 0 ? "" : line.substring(colon + 1).strip();
          if (user.isEmpty()) {
            listing.strange("domainowners, line " + number, "no line of the form domain: user");
          } else {
            owners.putIfAbsent(line.substring(0, colon).strip(), user);
          }
        });
  }

  private void mailboxes(String domain, String user) throws IOException, SourceFailed {
    String account = names.of(user);
    listing.add(
        "domain " + domain,
        new Row()
            .with(Column.ACCOUNT, account)
            .with(Column.SITE, domain)
            .with(Column.SENDER_DOMAIN, domain));
    if (!isDomain(domain)) {
      return; // It makes no sense as a domain, which was counted, and none as a folder.
    }
    Path file = root.resolve("etc/virtual").resolve(domain).resolve("passwd");
    PlainLines.eachIfThere(
        file,
        (_, line) -> {
          String box = line.substring(0, Math.max(0, line.indexOf(':')));
          if (!box.isEmpty()) {
            listing.add(
                file.toString(),
                new Row().with(Column.ACCOUNT, account).with(Column.LOGIN, box + "@" + domain));
          }
        });
  }
}
