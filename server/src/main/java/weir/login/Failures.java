package weir.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import weir.net.IpAddress;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.state.Table;

/// Counts failed logins for each network and each name.
///
/// State that does not answer bounds nothing here: the few hashes at a time still do, and customers
/// can go on working.
final class Failures {

  static final Table BY_PREFIX = new Table("login-failures-by-prefix", 100_000, false);
  static final Table BY_LOGIN = new Table("login-failures-by-login", 100_000, false);

  /// Names no longer than this and of plain characters stand in the table as they are, so that an
  /// operator can read it; all others as a digest.
  private static final int LONGEST_PLAIN = 128;

  private final State state;
  private final int mostByPrefix;
  private final int mostByLogin;
  private final Duration window;

  Failures(State state, LoginSettings settings) {
    this.state = state;
    this.mostByPrefix = settings.failuresPerPrefix();
    this.mostByLogin = settings.failuresPerLogin();
    this.window = settings.failureWindow();
  }

  boolean tooManyFrom(IpAddress client, Instant now) {
    return reached(BY_PREFIX, prefix(client), mostByPrefix, now);
  }

  boolean tooManyFor(String login, Instant now) {
    return reached(BY_LOGIN, key(login), mostByLogin, now);
  }

  void count(IpAddress client, String login, Instant now) {
    try {
      state.add(BY_PREFIX, prefix(client), 1, now, window);
      state.add(BY_LOGIN, key(login), 1, now, window);
    } catch (StateUnavailable unknown) {
      // Said above.
    }
  }

  private boolean reached(Table table, String key, int most, Instant now) {
    try {
      return state.count(table, key, now, window) >= most;
    } catch (StateUnavailable unknown) {
      return false;
    }
  }

  private static String prefix(IpAddress client) {
    return client.network().toString();
  }

  /// Names that differ in case only are one: to Dovecot they are one account, as it comes, and
  /// every spelling would bring its own guesses.
  static String key(String sent) {
    String login = sent.toLowerCase(Locale.ROOT);
    if (login.length() <= LONGEST_PLAIN && login.chars().allMatch(Failures::plain)) {
      return login;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(login.getBytes(StandardCharsets.UTF_8));
      // No plain name has a colon.
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  private static boolean plain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "@._+-=".indexOf(c) >= 0;
  }
}
