/// What the logs of mail servers say, line by line: Postfix, Exim, qmail and Dovecot; and what PHP
/// says of the mail of scripts.
///
/// A line is read in two steps. A [LogFraming] takes off what the logging system put around it
/// (time, host, program), and a [LogGrammar] turns what the program said into [LogEvent]s, the same
/// ones for every server, or says that it did not understand. Joining the lines of one message is
/// for whoever keeps state.
///
/// ```java
/// LogFraming syslog = new SyslogFraming(ZoneId.of("Europe/Berlin"));
/// LogGrammar postfix = new PostfixLog();
/// syslog.read(line, latest).map(postfix::read);
/// ```
///
/// Half of a log line is text that a customer or a stranger chose: subjects, addresses, HELO names,
/// what a remote server answered. So nothing is searched for in a line. Fields are read from the
/// place where the server writes them, in the order in which it writes them, and what could be read
/// in two ways is not read at all.
@NullMarked
package weir.maillog;

import org.jspecify.annotations.NullMarked;
