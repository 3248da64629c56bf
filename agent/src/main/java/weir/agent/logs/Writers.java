package weir.agent.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.maillog.DovecotLog;
import weir.maillog.EximLog;
import weir.maillog.LogEvent;
import weir.maillog.LogGrammar;
import weir.maillog.LogRead;
import weir.maillog.PostfixLog;
import weir.maillog.QmailLog;
import weir.maillog.RoundcubeLog;

/// Who may write into the journal in the name of a mail server. Anybody can give any name to what
/// he writes (`logger -t postfix/smtpd`), but what the kernel knows of the writer
/// (systemd.journal-fields(7), the fields with an underscore in front) nobody chooses.
///
/// A server writes as root, as a user of its own, or, whatever that user is called here, as a user
/// of the system by its own program within its own unit. A program's name alone proves nothing: any
/// user may start the server's programs, and give them a configuration.
final class Writers {
  /// Users of the system have lower ids than this.
  private static final long FIRST_ORDINARY_UID = 1_000;

  /// Ids that Debian gives to programs, among them to qmail.
  private static final long FIRST_GLOBAL_UID = 64_000;

  private static final long LAST_GLOBAL_UID = 64_999;

  /// Folders that only root fills, with all that is in them: somebody's own `exim` in his home, or
  /// in `/tmp`, is no server's.
  private static final String PLACES =
      "/(?:usr/s?bin|usr/lib|usr/libexec|usr/local/sbin|usr/exim|var/qmail/bin|opt)/(?:[^/]+/)*+";

  private final LogGrammar grammar;
  private final Path passwd;
  private Map<Long, String> names = Map.of();
  private @Nullable FileTime read;

  /// @param grammar of the log: of one server, or of all
  /// @param passwd names the users of this host, passwd(5)
  Writers(LogGrammar grammar, Path passwd) {
    this.grammar = grammar;
    this.passwd = passwd;
  }

  /// How its units are called, as whom it writes, and how the program that writes is called behind
  /// one of [#PLACES].
  private enum Server {
    POSTFIX("postfix", List.of("postfix"), "(?<=/postfix/|/postfix/bin/|/postfix/sbin/)[a-z-]+"),
    // mail and mailnull: FreeBSD's and cPanel's.
    EXIM("exim", List.of("Debian-exim", "exim", "mailnull", "mail"), "exim(?:4|-[0-9.-]+)?"),
    DOVECOT("dovecot", List.of("dovecot"), "(?:(?<=/dovecot/)[a-z0-9-]+|dovecot)"),
    QMAIL("qmail", List.of("qmaill", "qlog"), "splogger"),
    // Whatever PHP runs as.
    ROUNDCUBE(
        RoundcubeLog.PROGRAM,
        List.of("www-data", "apache", "nginx", "http", "wwwrun", "roundcube", "webmail"),
        "php(?:-fpm|-cgi)?[0-9.]*");

    private final String unit;
    private final List<String> users;
    private final Pattern program;

    Server(String unit, List<String> users, String program) {
      this.unit = unit;
      this.users = users;
      this.program = Pattern.compile(PLACES + program);
    }

    private boolean isIn(JournalEntry entry) {
      return entry.unit().filter(name -> name.startsWith(unit)).isPresent();
    }

    private boolean isBy(JournalEntry entry) {
      return entry.program().filter(path -> program.matcher(path).matches()).isPresent();
    }
  }

  /// Whether the server has written an entry in whose name it is. What tells nothing may be
  /// anybody's: Postfix's sendmail and Dovecot's lda write as whoever they run for.
  boolean believes(JournalEntry entry) {
    Optional<Server> server = server(entry.line().program());
    return server.isEmpty()
        || isOwn(server.get(), entry)
        || !(grammar.read(entry.line()) instanceof LogRead.Told(List<LogEvent> events))
        || (server.get() == Server.EXIM && isStart(entry, events));
  }

  private boolean isOwn(Server server, JournalEntry entry) {
    if (entry.uid().isEmpty()) {
      return false;
    }
    long uid = entry.uid().getAsLong();
    return uid == 0
        || (isOfSystem(uid)
            && (name(uid).filter(server.users::contains).isPresent()
                || (server.isIn(entry) && server.isBy(entry))));
  }

  /// Exim says how it was started (`cwd=`) while it still is who started it. That tells of its own
  /// process only.
  private static boolean isStart(JournalEntry entry, List<LogEvent> events) {
    return Server.EXIM.isBy(entry)
        && events.stream()
            .allMatch(event ->
                event instanceof LogEvent.Invocation it && it.pid().equals(entry.line().pid()));
  }

  private Optional<Server> server(String program) {
    return switch (grammar) {
      case PostfixLog _ -> Optional.of(Server.POSTFIX);
      case EximLog _ -> Optional.of(Server.EXIM);
      case QmailLog _ -> Optional.of(Server.QMAIL);
      case DovecotLog _ -> Optional.of(Server.DOVECOT);
      case RoundcubeLog _ -> Optional.of(Server.ROUNDCUBE);
      default ->
          List.of(Server.values()).stream().filter(it -> program.startsWith(it.unit)).findFirst();
    };
  }

  private static boolean isOfSystem(long uid) {
    return uid < FIRST_ORDINARY_UID || (uid >= FIRST_GLOBAL_UID && uid <= LAST_GLOBAL_UID);
  }

  /// The name of a user; the file is read again when it does not know one and was changed.
  private Optional<String> name(long uid) {
    if (!names.containsKey(uid)) {
      try {
        FileTime changed = Files.getLastModifiedTime(passwd);
        if (!changed.equals(read)) {
          read = changed;
          names = names();
        }
      } catch (IOException unreadable) {
        return Optional.empty(); // then a server is known by its unit and program only
      }
    }
    return Optional.ofNullable(names.get(uid));
  }

  private Map<Long, String> names() throws IOException {
    Map<Long, String> all = new HashMap<>();
    for (String line : Files.readAllLines(passwd, StandardCharsets.ISO_8859_1)) {
      String[] fields = line.split(":", 4);
      if (fields.length == 4 && fields[2].matches("[0-9]{1,10}")) {
        all.putIfAbsent(Long.parseLong(fields[2]), fields[0]);
      }
    }
    return all;
  }
}
