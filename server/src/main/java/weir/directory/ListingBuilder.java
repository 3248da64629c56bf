package weir.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.account.Account;
import weir.account.Identity;
import weir.asking.OneLine;

/// Makes a listing of rows.
///
/// Many rows may name an account; what they say of it must agree. A cell that makes no sense is not
/// guessed at: its row is counted as strange. Some are in every panel; where more than
/// [#MOST_STRANGE] percent are, the whole source is taken to be broken.
final class ListingBuilder {
  /// Rows of a source; one with more has failed.
  static final int MOST_ROWS = 5_000_000;

  /// In percent, as soon as there are more than [#FEW_STRANGE].
  static final int MOST_STRANGE = 1;

  private static final int FEW_STRANGE = 3;
  private static final int TOLD = 20;
  private static final int LONGEST = 1_000;
  private static final Set<String> YES = Set.of("true", "yes", "y", "1", "t", "on");
  private static final Set<String> NO = Set.of("false", "no", "n", "0", "f", "off");

  private final Optional<String> host;
  private final Known known;
  private final Map<String, AccountDraft> accounts = new HashMap<>();
  private final List<Listing.Holding> holdings = new ArrayList<>();
  private final Map<Identity, String> shared = new HashMap<>();
  private final List<String> strangeness = new ArrayList<>();
  private int rows;
  private int strange;

  /// @param host where rows name none
  ListingBuilder(Optional<String> host) {
    this(host, Known.NOTHING);
  }

  /// @param host where rows name none
  /// @param known what the source said before
  ListingBuilder(Optional<String> host, Known known) {
    this.host = host;
    this.known = known;
  }

  /// @param where line or place, for people
  /// @throws SourceFailed when the source cannot be right as a whole
  void add(String where, Row row) throws SourceFailed {
    if (++rows > MOST_ROWS) {
      throw new SourceFailed("more than " + MOST_ROWS + " rows");
    }
    if (row.has(Column.SHARED)) {
      identities(where, row).forEach(identity -> shared.put(identity, row.get(Column.SHARED)));
      return;
    }
    String id = row.get(Column.ACCOUNT);
    if (id.isEmpty()) {
      throw new SourceFailed(
          where + ": no account: what is counted by an empty key is counted for everybody");
    }
    AccountDraft draft = accounts.computeIfAbsent(id, AccountDraft::new);
    draft.add(where, row, this);
    List<Identity> identities = identities(where, row);
    if (identities.isEmpty()) {
      return;
    }
    Optional<Instant> from = time(where, row, Column.FROM);
    Optional<Instant> to = time(where, row, Column.TO);
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      strange(where, "to is not after from");
      return;
    }
    identities.forEach(
        identity -> holdings.add(new Listing.Holding(identity, draft.id(), from, to)));
  }

  private List<Identity> identities(String where, Row row) {
    List<Identity> good = new ArrayList<>(2);
    for (Identities.Read read : Identities.of(row, host)) {
      switch (read) {
        case Identities.Read.Good(Identity identity) -> good.add(known.same(identity));
        case Identities.Read.Strange(String why) -> strange(where, why);
      }
    }
    return good;
  }

  Optional<Instant> time(String where, Row row, Column column) {
    if (!row.has(column)) {
      return Optional.empty();
    }
    Optional<Instant> time = Moment.parse(row.get(column));
    if (time.isEmpty()) {
      strange(where, column.word() + " is no time: " + row.get(column));
    }
    return time;
  }

  Optional<Boolean> truth(String where, Row row, Column column) {
    String word = row.get(column).toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      return Optional.of(true);
    }
    if (!word.isEmpty() && !NO.contains(word)) {
      strange(where, column.word() + " is neither yes nor no: " + word);
      return Optional.empty();
    }
    return word.isEmpty() ? Optional.empty() : Optional.of(false);
  }

  /// A row, or a place of the source, said something that makes no sense.
  void strange(String where, String why) {
    strange++;
    if (strangeness.size() < TOLD) {
      strangeness.add(OneLine.of(where + ": " + why));
    }
  }

  /// What a customer wrote makes no sense. It is told and counts for nothing: else a customer could
  /// make the whole source look broken.
  void disbelieve(String where, String why) {
    if (strangeness.size() < TOLD / 2) {
      strangeness.add(OneLine.of("not believed: " + where + ": " + why));
    }
  }

  /// An id in its one spelling, too long ones refused.
  static String bounded(String where, String text) throws SourceFailed {
    if (text.length() > LONGEST || hasControls(text)) {
      throw new SourceFailed(where + ": too long, or with control characters: " + OneLine.of(text));
    }
    return text;
  }

  static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7f) {
        return true;
      }
    }
    return false;
  }

  /// @throws SourceFailed when it says nothing, or too much that makes no sense
  Listing build() throws SourceFailed {
    if (strange > FEW_STRANGE && strange > (long) rows * MOST_STRANGE / 100) {
      throw new SourceFailed(
          "%d of %d rows make no sense, the first: %s"
              .formatted(strange, rows, strangeness.getFirst()));
    }
    if (accounts.isEmpty()) {
      throw new SourceFailed("it names no account");
    }
    List<Account> all = new ArrayList<>(accounts.size());
    accounts.values().forEach(draft -> all.add(known.same(draft.account())));
    return new Listing(all, holdings, shared, rows, strange, List.copyOf(strangeness));
  }

  /// Columns that an account has only one of.
  static final Set<Column> OF_ACCOUNT =
      EnumSet.of(
          Column.NAME,
          Column.RESELLER,
          Column.PLAN,
          Column.SINCE,
          Column.UNTIL,
          Column.CONTACT,
          Column.LANGUAGE,
          Column.PROTECTED);
}
