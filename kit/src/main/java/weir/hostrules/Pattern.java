package weir.hostrules;

import java.util.Optional;

/// One word of a list: a daemon or a host, with `@` a daemon at a host of ours, or a user at a
/// host.
///
/// @param text the daemon or the user; of a lone client pattern nothing
/// @param host the host, with `@` or of a lone client pattern
record Pattern(Text text, Optional<HostPattern> host) {

  private static final String NOBODY = "unknown";
  private static final Text ALL = Text.of("ALL");

  static Pattern daemon(String word, HostPattern.Reader hosts) {
    int at = Brackets.indexOf(word, '@', 1);
    return at < 0
        ? new Pattern(Text.of(word), Optional.empty())
        : new Pattern(
            Text.of(word.substring(0, at)), Optional.of(hosts.read(word.substring(at + 1))));
  }

  static Pattern client(String word, HostPattern.Reader hosts) {
    int at = Brackets.indexOf(word, '@', 1);
    return at < 0
        ? new Pattern(ALL, Optional.of(hosts.read(word)))
        : new Pattern(
            Text.of(word.substring(0, at)), Optional.of(hosts.read(word.substring(at + 1))));
  }

  /// As a client pattern. Whose user nobody said is `unknown`, as where ident does not answer.
  Match match(Client client) {
    Match user = Match.of(text.matches(client.user().orElse(NOBODY)));
    return host.map(each -> user.and(each.match(Optional.of(client.address()), client.name())))
        .orElse(user);
  }

  /// As a daemon pattern, whichever address of ours is reached.
  Match mayBe(String daemon) {
    return Match.of(text.matches(daemon)).and(host.isPresent() ? Match.MAYBE : Match.YES);
  }

  boolean isAll() {
    return text.isAll() && host.map(HostPattern::isAll).orElse(true);
  }

  boolean asksForNames() {
    return host.filter(HostPattern::asksForNames).isPresent();
  }
}
