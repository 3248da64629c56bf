package weir.sources;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import weir.agent.logs.LogForm;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Problems;
import weir.maillog.AnyFraming;
import weir.maillog.AnyLog;
import weir.maillog.DovecotLog;
import weir.maillog.EximLog;
import weir.maillog.LogFraming;
import weir.maillog.LogGrammar;
import weir.maillog.MultilogFraming;
import weir.maillog.OwnFileFraming;
import weir.maillog.PhpMailFraming;
import weir.maillog.PhpMailLog;
import weir.maillog.PostfixLog;
import weir.maillog.QmailLog;
import weir.maillog.RoundcubeFraming;
import weir.maillog.RoundcubeLog;
import weir.maillog.SyslogFraming;

/// A log that is followed.
@Doc("A log of a mail server on this host, or of a collector's. What it tells is who sends what.")
public record LogSettings(
    @Doc(
            "The file that is written now, such as /var/log/mail.log; what it is rotated into is found beside it. A * in the name stands for a date: /var/log/exim4/mainlog-*.")
        Optional<Path> file,
    @Doc("Read what systemd's journal has of mail instead of a file.") @Default("false")
        boolean journal,
    @Doc("Whose lines they are. Where it is any, each line's program says it.") @Default("any")
        Server server,
    @Doc("What stands around each line. Where it is any, its first characters say it.")
        @Default("any")
        Framing framing,
    @Doc("Time zone of times without one, such as Europe/Berlin; the host's own when not set.")
        Optional<String> timeZone,
    @Doc("The host whose log it is, by your own name for it; host-name when not set.")
        Optional<String> host,
    @Doc("The file holds lines of many hosts, and each line says of which: a collector's.")
        @Default("false")
        boolean hostsInLines)
    implements Checked {

  /// Whose lines they are.
  public enum Server {
    @Doc("Each line's program says it.")
    ANY,
    @Doc("Postfix.")
    POSTFIX,
    @Doc("Exim.")
    EXIM,
    @Doc("qmail.")
    QMAIL,
    @Doc("Dovecot.")
    DOVECOT,
    @Doc("Roundcube's log of logins.")
    ROUNDCUBE,
    @Doc("PHP's log of the mail of scripts (mail.log of php.ini).")
    PHP;

    private LogGrammar grammar() {
      return switch (this) {
        case ANY -> new AnyLog();
        case POSTFIX -> new PostfixLog();
        case EXIM -> new EximLog();
        case QMAIL -> new QmailLog();
        case DOVECOT -> new DovecotLog();
        case ROUNDCUBE -> new RoundcubeLog();
        case PHP -> new PhpMailLog();
      };
    }
  }

  /// What stands around a line.
  public enum Framing {
    @Doc("Its first characters say it.")
    ANY,
    @Doc("Time, host and program of a syslog daemon, in any of its formats.")
    SYSLOG,
    @Doc("A file that the server writes itself.")
    OWN_FILE,
    @Doc("Multilog's, with TAI64N.")
    MULTILOG
  }

  @Override
  public void check(Problems problems) {
    if (file.isPresent() == journal) {
      problems.add("file", "a log is either a file or the journal: set one of them");
    }
    timeZone.ifPresent(zone -> {
      try {
        ZoneId.of(zone);
      } catch (DateTimeException e) {
        problems.add("time-zone", "is no time zone such as \"Europe/Berlin\"");
      }
    });
  }

  public LogForm form(String name, String ownHost) {
    return form(name, ownHost, Optional.empty(), Optional.empty());
  }

  /// @param ofHost the host of all its lines, in place of what is set
  /// @param inZone of its times, in place of what is set
  LogForm form(String name, String ownHost, Optional<String> ofHost, Optional<ZoneId> inZone) {
    return new LogForm(
        name,
        ofHost.or(() -> host).orElse(ownHost),
        hostsInLines && ofHost.isEmpty(),
        framing(inZone.orElseGet(this::zone)),
        server.grammar());
  }

  private ZoneId zone() {
    return timeZone.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
  }

  private LogFraming framing(ZoneId zone) {
    String program = server == Server.ANY ? "" : server.name().toLowerCase(Locale.ROOT);
    return switch (framing) {
      case ANY -> new AnyFraming(zone);
      case SYSLOG -> new SyslogFraming(zone);
      case OWN_FILE ->
          switch (server) {
            case ROUNDCUBE -> new RoundcubeFraming();
            case PHP -> new PhpMailFraming();
            case ANY, POSTFIX, EXIM, QMAIL, DOVECOT -> new OwnFileFraming(zone, program);
          };
      case MULTILOG -> new MultilogFraming(program.isEmpty() ? "qmail" : program);
    };
  }
}
