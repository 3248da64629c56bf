package weir.directory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Mistake;
import weir.config.Values;

/// Reads a TOML file with accounts, which people write by hand: every mistake in it is one.
final class TomlAccounts {
  private static final int TOLD = 5;

  private TomlAccounts() {}

  static Listing read(Path file) throws SourceFailed {
    return switch (new Binder(Values.standard()).file(AccountsFile.class, file)) {
      case Binding.Refused<AccountsFile>(var mistakes) -> throw new SourceFailed(told(mistakes));
      case Binding.Bound<AccountsFile>(var accounts, _) -> listing(accounts);
    };
  }

  private static String told(List<Mistake> mistakes) {
    String first =
        mistakes.stream().limit(TOLD).map(Mistake::toString).collect(Collectors.joining("; "));
    return mistakes.size() > TOLD ? first + "; and more" : first;
  }

  private static Listing listing(AccountsFile file) throws SourceFailed {
    ListingBuilder listing = new ListingBuilder(Optional.empty());
    for (var each : file.accounts().entrySet()) {
      add("accounts." + each.getKey(), each.getKey(), each.getValue(), listing);
    }
    Listing made = listing.build();
    if (made.strange() > 0) {
      throw new SourceFailed(String.join("; ", made.strangeness()));
    }
    return made;
  }

  private static void add(String where, String id, AccountsFile.Entry entry, ListingBuilder listing)
      throws SourceFailed {
    Row row = new Row().with(Column.ACCOUNT, id);
    entry.name().ifPresent(it -> row.with(Column.NAME, it));
    entry.reseller().ifPresent(it -> row.with(Column.RESELLER, it));
    entry.plan().ifPresent(it -> row.with(Column.PLAN, it));
    entry.since().ifPresent(it -> row.with(Column.SINCE, it));
    entry.until().ifPresent(it -> row.with(Column.UNTIL, it));
    entry.contact().ifPresent(it -> row.with(Column.CONTACT, it));
    entry.language().ifPresent(it -> row.with(Column.LANGUAGE, it));
    row.with(Column.PROTECTED, entry.isProtected() ? "yes" : "no");
    listing.add(where, row);
    identities(where, id, Column.LOGIN, entry.logins(), listing);
    identities(where, id, Column.SITE, entry.sites(), listing);
    identities(where, id, Column.NETWORK, entry.networks(), listing);
    identities(where, id, Column.SENDER, entry.senders(), listing);
    identities(where, id, Column.SENDER_DOMAIN, entry.senderDomains(), listing);
    onHosts(where, id, Column.UID, entry.uids(), listing);
    onHosts(where, id, Column.USER, entry.users(), listing);
    onHosts(where, id, Column.SCRIPT, entry.scripts(), listing);
    onHosts(where, id, Column.CONTAINER, entry.containers(), listing);
    for (AccountsFile.Had had : entry.had()) {
      listing.add(where + ".had", row(id, had));
    }
  }

  private static void identities(
      String where, String id, Column column, List<String> texts, ListingBuilder listing)
      throws SourceFailed {
    for (String text : texts) {
      listing.add(where, new Row().with(Column.ACCOUNT, id).with(column, text));
    }
  }

  private static void onHosts(
      String where,
      String id,
      Column column,
      Map<String, ? extends List<?>> hosts,
      ListingBuilder listing)
      throws SourceFailed {
    for (var each : hosts.entrySet()) {
      for (Object value : each.getValue()) {
        listing.add(
            where,
            new Row()
                .with(Column.ACCOUNT, id)
                .with(Column.HOST, each.getKey())
                .with(column, value.toString()));
      }
    }
  }

  private static Row row(String id, AccountsFile.Had had) {
    Row row = new Row().with(Column.ACCOUNT, id);
    had.login().ifPresent(it -> row.with(Column.LOGIN, it));
    had.host().ifPresent(it -> row.with(Column.HOST, it));
    had.uid().ifPresent(it -> row.with(Column.UID, Long.toString(it)));
    had.user().ifPresent(it -> row.with(Column.USER, it));
    had.script().ifPresent(it -> row.with(Column.SCRIPT, it));
    had.site().ifPresent(it -> row.with(Column.SITE, it));
    had.network().ifPresent(it -> row.with(Column.NETWORK, it));
    had.container().ifPresent(it -> row.with(Column.CONTAINER, it));
    had.sender().ifPresent(it -> row.with(Column.SENDER, it));
    had.senderDomain().ifPresent(it -> row.with(Column.SENDER_DOMAIN, it));
    had.from().ifPresent(it -> row.with(Column.FROM, it));
    had.to().ifPresent(it -> row.with(Column.TO, it));
    return row;
  }
}
