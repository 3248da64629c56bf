package weir.received;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.received.Clauses.Clause;

/// The client in a `from` clause: what the server saw of it, and what it said.
///
/// The address stands in the first comment that does not tell what the client said. A later comment
/// with an address in it may be the name in a client's certificate, which is the client's choice.
final class SeenClient {
  /// `[ADDRESS]`, `[ADDRESS]:PORT`, `[ADDRESS:PORT]`, with Exim's `helo=` and `ident=` behind it,
  /// or CommuniGate's `verified` for the HELO.
  private static final Pattern BRACKETED =
      Pattern.compile("\\[([^\\]\\s]+)\\](?::(\\d{1,5}))?(?: verified)?((?: (?:helo|ident)=.*)?)");

  /// Postfix, Sendmail and many others: `NAME [ADDRESS]`.
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:[^@\\s\\[\\]]+@)?([^@\\s\\[\\]]*) ?\\[([^\\]\\s]+)\\](?::(\\d{1,5}))?"
              + "( \\(may be forged\\))?");

  /// qmail and Exchange: the address alone. qmail puts a user before it, whom either an ident
  /// server has named or a login has proved.
  private static final Pattern ALONE = Pattern.compile("(?:([^\\s\\[\\]]+)@)?([0-9A-Fa-f.:]+)");

  /// Exim, where the DNS has no name for the client: `from [ADDRESS] (port=N helo=NAME)`.
  private static final Pattern EXIM_KEYS =
      Pattern.compile("(?:port=(\\d{1,5}) ?)?(?:helo=(\\S+) ?)?(?:ident=.*)?");

  private static final Pattern LITERAL = Pattern.compile("\\[([^\\]\\s]+)\\](?::(\\d{1,5}))?");
  private static final Pattern SAID = Pattern.compile("(?i)(?:HELO|EHLO|LHLO)(?:[ =](\\S*)|$)");
  private static final Pattern HELO_KEY = Pattern.compile("helo=(\\S+)(?: ident=.*)?");
  private static final Pattern LOGIN = Pattern.compile("Authenticated sender: (.+)");
  private static final String NO_NAME = "unknown";

  /// @param name that the server has looked up
  /// @param helo where this comment or the word before it tells
  /// @param user before the address
  private record Peer(
      Optional<IpAddress> address,
      OptionalInt port,
      Optional<String> name,
      Optional<String> helo,
      Optional<String> user) {}

  private final String word;
  private final List<String> comments;
  private final Clauses clauses;

  private SeenClient(Clause from, Clauses clauses) {
    // Words behind it are in no form that is known here.
    this.word = from.words().count() == 1 ? from.word().orElse("") : "";
    this.comments = from.comments();
    this.clauses = clauses;
  }

  /// One of which only the address is known.
  static Entrance of(IpAddress address) {
    return new Entrance.Client(
        Optional.of(address),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Optional<Entrance> read(Clause from, Clauses clauses) {
    return new SeenClient(from, clauses).entrance();
  }

  private Optional<Entrance> entrance() {
    Optional<String> said = comments.stream().findFirst().flatMap(SeenClient::said);
    int place = said.isPresent() ? 1 : 0;
    return Optional.of(place)
        .filter(at -> at < comments.size())
        .flatMap(at -> peer(comments.get(at), said.isPresent()))
        .or(this::literal)
        .or(() -> said.isPresent() ? bare() : Optional.empty())
        .map(peer -> client(peer, said.or(this::saidLater)));
  }

  private Entrance client(Peer peer, Optional<String> said) {
    Optional<String> protocol = clauses.word("with").filter(Received::isAuthenticated);
    return new Entrance.Client(
        peer.address,
        peer.port,
        peer.name,
        said.or(() -> peer.helo).filter(helo -> !helo.isEmpty()),
        protocol.flatMap(with -> login(peer).map(name -> new Entrance.Login(with, name))));
  }

  /// Who has logged in: Postfix and we say so in a comment, qmail's patches before the address.
  /// Whether somebody has logged in at all is said by the protocol, and no client writes that.
  private Optional<String> login(Peer peer) {
    return comments.stream()
        .map(LOGIN::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1).replaceAll("\\\\(.)", "$1"))
        .findFirst()
        .or(() -> peer.user);
  }

  private static Optional<String> said(String comment) {
    Matcher said = SAID.matcher(comment);
    return said.lookingAt()
        ? Optional.of(Objects.requireNonNullElse(said.group(1), ""))
        : Optional.empty();
  }

  /// We put a HELO that is no name behind the address.
  private Optional<String> saidLater() {
    return comments.stream().skip(1).flatMap(each -> said(each).stream()).findFirst();
  }

  private Optional<Peer> peer(String comment, boolean saidBefore) {
    Matcher bracketed = BRACKETED.matcher(comment);
    if (bracketed.matches()) {
      return bracketed(bracketed);
    }
    Matcher named = NAMED.matcher(comment);
    if (named.matches()) {
      boolean isConfirmed = named.group(4) == null && !named.group(1).isEmpty();
      return Optional.of(
          new Peer(
              address(named.group(2)),
              port(named.group(3)),
              Optional.of(named.group(1))
                  .filter(name -> isConfirmed && !name.equalsIgnoreCase(NO_NAME)),
              Optional.of(word),
              Optional.empty()));
    }
    Matcher alone = ALONE.matcher(comment);
    return alone.matches() ? alone(alone, saidBefore) : Optional.empty();
  }

  /// With `helo=` behind the address the word before it is the name that Exim has looked up, else
  /// it may be what the client said.
  private Optional<Peer> bracketed(Matcher found) {
    String keys = found.group(3).strip();
    boolean isExim =
        clauses.ownComments().anyMatch(comment -> comment.startsWith("Exim ")) || keys.isEmpty();
    // Sendmail puts an ident server's word before the address, which could have the look of one.
    if (!isExim && keys.contains(" [")) {
      return Optional.empty();
    }
    Matcher helo = HELO_KEY.matcher(keys);
    boolean tells = helo.matches() && !word.isEmpty();
    return address(found.group(1))
        .map(address ->
            new Peer(
                Optional.of(address),
                port(found.group(2)),
                tells ? Optional.of(word) : Optional.empty(),
                Optional.of(helo.matches() ? helo.group(1) : word),
                Optional.empty()));
  }

  private Optional<Peer> alone(Matcher found, boolean saidBefore) {
    Optional<String> name =
        Optional.of(word).filter(it -> saidBefore && !it.equalsIgnoreCase(NO_NAME));
    return address(found.group(2))
        .map(address ->
            new Peer(
                Optional.of(address),
                OptionalInt.empty(),
                name,
                Optional.of(word),
                Optional.ofNullable(found.group(1))));
  }

  /// An address in the place of the name is what the server saw only where the server is known to
  /// write it so: elsewhere it is what the client said.
  private Optional<Peer> literal() {
    Matcher literal = LITERAL.matcher(word);
    if (!literal.matches()) {
      return Optional.empty();
    }
    boolean isExim = clauses.ownComments().anyMatch(comment -> comment.startsWith("Exim "));
    boolean isWeb =
        clauses.word("with").or(() -> clauses.word("via")).filter("HTTP"::equals).isPresent();
    String first = comments.isEmpty() ? "" : comments.getFirst();
    Matcher keys = EXIM_KEYS.matcher(first);
    boolean isSeen = keys.matches() && (isExim || isWeb || !first.isEmpty());
    return isSeen
        ? address(literal.group(1))
            .map(address ->
                new Peer(
                    Optional.of(address),
                    port(keys.group(1) == null ? literal.group(2) : keys.group(1)),
                    Optional.empty(),
                    Optional.ofNullable(keys.group(2)),
                    Optional.empty()))
        : Optional.empty();
  }

  /// Yahoo: `from ADDRESS (EHLO NAME)`. What the client said stands in the comment, so the word is
  /// not it.
  private Optional<Peer> bare() {
    return comments.size() > 1
        ? Optional.empty()
        : address(word)
            .map(address ->
                new Peer(
                    Optional.of(address),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
  }

  private static Optional<IpAddress> address(String text) {
    int portAt = text.indexOf(':');
    boolean isV4WithPort = portAt > 0 && portAt == text.lastIndexOf(':') && text.indexOf('.') > 0;
    String bare = isV4WithPort ? text.substring(0, portAt) : text;
    return IpAddress.parse(bare.regionMatches(true, 0, "IPv6:", 0, 5) ? bare.substring(5) : bare);
  }

  private static OptionalInt port(@Nullable String digits) {
    return digits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
  }
}
