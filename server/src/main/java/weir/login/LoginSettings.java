package weir.login;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Problems;
import weir.config.Range;

/// Settings of SMTP AUTH.
@Doc("Logging in (SMTP AUTH) on submission listeners.")
public record LoginSettings(
    @Doc(
            "The file with one `login:hash` a line, the hash by Argon2id or bcrypt (`htpasswd"
                + " -nbB LOGIN PASSWORD` prints such a line). Read again by `weir reload`. This or"
                + " `dovecot`.")
        Optional<Path> passwords,
    @Doc(
            "The socket at which Dovecot answers authentication clients, such as"
                + " `/run/dovecot/auth-client`; it must offer PLAIN. While nobody answers there,"
                + " logins are told 454.")
        Optional<Path> dovecot,
    @Doc(
            "How many passwords are checked at the same moment. Each takes a core for a fifth of a"
                + " second and up to twenty megabytes with Argon2id. Dovecot is asked as many"
                + " questions at once as this and `checks-waiting` together.")
        @Default("2")
        @Range(from = "1", to = "64")
        int checksAtOnce,
    @Doc(
            "How many more logins may wait for their turn; beyond that they are told 454 and try"
                + " again.")
        @Default("64")
        @Range(from = "1", to = "10000")
        int checksWaiting,
    @Doc(
            "A login that succeeded is believed for this long without hashing again, as long as the"
                + " password file says the same. With `dovecot` it is believed for this long,"
                + " whatever changed there. `0s` turns that off.")
        @Default("5m")
        @Range(from = "0s", to = "1h")
        Duration remember,
    @Doc("Failed logins after which a session is closed.")
        @Default("3")
        @Range(from = "1", to = "100")
        int failuresPerSession,
    @Doc(
            "Failed logins from one network (/24 in IPv4, /64 in IPv6) within `failure-window` after"
                + " which nobody there may try.")
        @Default("20")
        @Range(from = "1")
        int failuresPerPrefix,
    @Doc(
            "Failed logins for one name from anywhere within `failure-window` after which that name"
                + " is not checked any more; who logged in successfully within `remember` still"
                + " can.")
        @Default("50")
        @Range(from = "1")
        int failuresPerLogin,
    @Doc("The time over which failed logins are counted.")
        @Default("1h")
        @Range(from = "1m", to = "7d")
        Duration failureWindow)
    implements Checked {

  @Override
  public void check(Problems problems) {
    boolean known = problems.isKnown("passwords") && problems.isKnown("dovecot");
    if (known && passwords.isPresent() == dovecot.isPresent()) {
      problems.add("passwords", "either `passwords` or `dovecot` says who knows them");
    }
  }
}
