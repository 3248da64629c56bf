package weir.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import weir.account.Identity;
import weir.mail.Domain;
import weir.net.IpPrefix;

/// Identities as rows have them, and back.
final class Identities {
  /// Longer ones are nobody's: of an address (RFC 5321 section 4.5.3.1), of a path on Linux.
  private static final int LONGEST = 4_096;

  private Identities() {}

  /// An identity of the row, or why it is none.
  sealed interface Read {
    record Good(Identity identity) implements Read {}

    record Strange(String why) implements Read {}
  }

  /// All that the row names, in the order of the columns.
  ///
  /// @param host where the row names none
  static List<Read> of(Row row, Optional<String> host) {
    List<Read> all = new ArrayList<>(2);
    add(row, Column.LOGIN, all, Identities::login);
    String where = row.has(Column.HOST) ? row.get(Column.HOST) : host.orElse("");
    addLocal(row, Column.UID, where, all, text -> uid(where, text));
    addLocal(row, Column.USER, where, all, text -> good(new Identity.LocalName(where, text)));
    addLocal(row, Column.SCRIPT, where, all, text -> script(where, text));
    addLocal(row, Column.CONTAINER, where, all, text -> good(new Identity.Container(where, text)));
    add(row, Column.SITE, all, text -> domain(text, Identity.Site::new));
    add(row, Column.NETWORK, all, Identities::network);
    add(row, Column.SENDER, all, Identities::sender);
    add(row, Column.SENDER_DOMAIN, all, text -> domain(text, Identity.SenderDomain::new));
    return all;
  }

  private static Read login(String text) {
    return text.startsWith("@")
        ? strange("login " + text + " has no name before its domain")
        : good(Identity.Login.of(text));
  }

  private interface Reader {
    Read read(String text);
  }

  private static void add(Row row, Column column, List<Read> all, Reader reader) {
    if (row.has(column)) {
      String text = row.get(column);
      all.add(
          text.length() > LONGEST || ListingBuilder.hasControls(text)
              ? strange(column.word() + " is too long or has control characters")
              : reader.read(text));
    }
  }

  private static void addLocal(Row row, Column column, String host, List<Read> all, Reader reader) {
    add(row, column, all, host.isEmpty() ? _ -> strange(column.word() + " needs a host") : reader);
  }

  private static Read good(Identity identity) {
    return new Read.Good(identity);
  }

  private static Read strange(String why) {
    return new Read.Strange(why);
  }

  /// The kernel's are of 32 bits, and the last one means "none".
  private static Read uid(String host, String text) {
    try {
      long uid = Long.parseLong(text);
      if (uid >= 0 && uid < 0xffff_ffffL) {
        return good(new Identity.LocalUser(host, uid));
      }
    } catch (NumberFormatException notOne) {
      // As any other that is none.
    }
    return strange("uid " + text + " is no number of a user");
  }

  private static Read script(String host, String text) {
    int end = text.length();
    while (end > 1 && text.charAt(end - 1) == '/') {
      end--;
    }
    String path = text.substring(0, end);
    return path.startsWith("/") && path.length() > 1
        ? good(new Identity.Script(host, path))
        : strange("script " + text + " is no absolute path below /");
  }

  private static Read domain(String text, Function<Domain, Identity> of) {
    return Domain.parse(text)
        .filter(domain -> !domain.isLiteral())
        .map(domain -> good(of.apply(domain)))
        .orElseGet(() -> strange(text + " is no domain"));
  }

  private static Read network(String text) {
    return IpPrefix.parse(text)
        .filter(prefix -> prefix.length() > 0)
        .map(prefix -> good(new Identity.ClientNetwork(prefix)))
        .orElseGet(() -> strange(text + " is no network"));
  }

  private static Read sender(String text) {
    int at = text.lastIndexOf('@');
    return at > 0 && at < text.length() - 1
        ? good(new Identity.SenderAddress(text.toLowerCase(Locale.ROOT)))
        : strange(text + " is no address");
  }

  /// Writes an identity into a row, as [#of] reads it.
  static void write(Identity identity, Row row) {
    switch (identity) {
      case Identity.Login(String name) -> row.with(Column.LOGIN, name);
      case Identity.LocalUser(String host, long uid) ->
          row.with(Column.HOST, host).with(Column.UID, Long.toString(uid));
      case Identity.LocalName(String host, String name) ->
          row.with(Column.HOST, host).with(Column.USER, name);
      case Identity.Script(String host, String path) ->
          row.with(Column.HOST, host).with(Column.SCRIPT, path);
      case Identity.Site(Domain name) -> row.with(Column.SITE, name.name());
      case Identity.ClientNetwork(IpPrefix network) -> row.with(Column.NETWORK, network.toString());
      case Identity.Container(String host, String id) ->
          row.with(Column.HOST, host).with(Column.CONTAINER, id);
      case Identity.SenderAddress(String address) -> row.with(Column.SENDER, address);
      case Identity.SenderDomain(Domain name) -> row.with(Column.SENDER_DOMAIN, name.name());
    }
  }
}
