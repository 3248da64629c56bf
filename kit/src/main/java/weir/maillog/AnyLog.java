package weir.maillog;

/// The grammars of all mail servers of web mail and of PHP, each for the lines of its own programs.
/// What any other program writes into the same log says nothing.
public final class AnyLog implements LogGrammar {
  private static final LogRead SILENT = new LogRead.Silent();

  private final LogGrammar postfix = new PostfixLog();
  private final LogGrammar exim = new EximLog();
  private final LogGrammar qmail = new QmailLog();
  private final LogGrammar dovecot = new DovecotLog();
  private final LogGrammar roundcube = new RoundcubeLog();
  private final LogGrammar php = new PhpMailLog();

  @Override
  public LogRead read(LogLine line) {
    String program = line.program();
    if (isPostfix(program)) {
      return postfix.read(line);
    }
    if (program.startsWith("exim")) {
      return exim.read(line);
    }
    if (program.startsWith("dovecot")) {
      return dovecot.read(line);
    }
    if (program.equals(RoundcubeLog.PROGRAM)) {
      return roundcube.read(line);
    }
    if (program.startsWith(PhpMailLog.PROGRAM)) { // php-fpm, php8.2
      return php.read(line);
    }
    return program.startsWith("qmail") ? qmail.read(line) : SILENT;
  }

  /// `postfix/qmgr`; an instance's name is `postfix-NAME` unless somebody has called it otherwise.
  private static boolean isPostfix(String program) {
    return program.startsWith("postfix") && program.indexOf('/') > 0;
  }
}
