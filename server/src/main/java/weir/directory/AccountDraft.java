package weir.directory;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import weir.account.Account;

/// What the rows of a source say of one account, until all are read.
final class AccountDraft {
  private final String id;
  private final Map<Column, String> said = new EnumMap<>(Column.class);
  private Optional<Instant> since = Optional.empty();
  private Optional<Instant> until = Optional.empty();
  private boolean isProtected;

  AccountDraft(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /// @throws SourceFailed when two rows contradict each other: which of them is about another
  ///   customer cannot be told
  void add(String where, Row row, ListingBuilder listing) throws SourceFailed {
    ListingBuilder.bounded(where, id);
    for (Column column : ListingBuilder.OF_ACCOUNT) {
      if (!row.has(column)) {
        continue;
      }
      String text = ListingBuilder.bounded(where, row.get(column));
      String before = said.putIfAbsent(column, text);
      if (before == null) {
        take(where, column, row, listing);
      } else if (!before.equals(text)) {
        throw new SourceFailed(
            "%s: account %s has %s %s here, and %s before: two customers with one id?"
                .formatted(where, id, column.word(), text, before));
      }
    }
  }

  private void take(String where, Column column, Row row, ListingBuilder listing) {
    switch (column) {
      case SINCE -> since = listing.time(where, row, column);
      case UNTIL -> until = listing.time(where, row, column);
      case PROTECTED -> isProtected = listing.truth(where, row, column).orElse(true);
      default -> {}
    }
  }

  private Optional<String> text(Column column) {
    return Optional.ofNullable(said.get(column));
  }

  Account account() {
    return new Account(
        id,
        text(Column.NAME).orElse(id),
        text(Column.RESELLER).filter(reseller -> !reseller.equals(id)),
        text(Column.PLAN),
        since,
        until,
        text(Column.CONTACT),
        text(Column.LANGUAGE),
        isProtected);
  }
}
