package weir.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import weir.agent.doctor.Machine;
import weir.cli.Here;

class DoctorCommandTest {
  private static final Map<String, String> STOCK =
      Map.of(
          "-x",
          "config_directory = /etc/postfix\nmail_version = 3.9.1\nmaillog_file = /var/log/postfix.log\n",
          "-M",
          "pickup unix n - y 60 1 pickup\nsmtp inet n - y - - smtpd\n");
  private static final Map<String, String> BROKEN =
      Map.of(
          "-x",
          "mail_version = 3.9.1\ncontent_filter = x:y\n",
          "-M",
          "smtp inet n - y - - smtpd\u001b[2J\n");

  /// One with a Postfix and nothing else.
  private record Postfixed(Map<String, String> postconf) implements Machine {
    @Override
    public Said run(String program, String... arguments) {
      return program.equals("postconf")
          ? new Said.Text(postconf.getOrDefault(arguments[arguments.length - 1], ""))
          : new Said.Missing();
    }

    @Override
    public Said read(Path file) {
      return new Said.Missing();
    }

    @Override
    public Said readEnd(Path file) {
      return new Said.Missing();
    }

    @Override
    public List<Path> find(String pattern) {
      return List.of();
    }
  }

  private static Here.Ran run(Machine machine, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new DoctorCommand(machine));
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    return new Here.Ran(line.execute(arguments), out.toString(), err.toString());
  }

  @Test
  void whatWouldHelpIsShownWithItsLine() {
    Here.Ran ran = run(new Postfixed(STOCK));
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            """
            Postfix 3.9.1, /etc/postfix
              helps    ports of clients are not logged
                         smtpd_client_port_logging = yes
                       in /etc/postfix/main.cf; then postfix reload
                       unknown without it: which of the programs on a web server, or on this host, opened a
                       connection
              helps    queue ids are used again, some within seconds
                         enable_long_queue_ids = yes
                       in /etc/postfix/main.cf; then postfix reload
                       unknown without it: which message an id in a complaint or an old log means, where lines
                       are lost
              helps    subjects are not logged
                         header_checks = regexp:/etc/postfix/log_subject
                         /^Subject:/ INFO
                       in /etc/postfix/main.cf, the first line; the second into /etc/postfix/log_subject; then
                       postfix reload
                       unknown without it: subjects: what somebody sends, at a glance
              fine     the uid of every program that hands in mail is logged; no service takes logins; Received
                       fields leave as they were written, with uid and queue id; the log is /var/log/postfix.log

            Nothing is missing that is needed; 3 would help.
            """);
  }

  @Test
  void whatIsNeededEndsWithOne() {
    Here.Ran ran = run(new Postfixed(BROKEN), "--json");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .contains(
            "\"verdict\":\"needed\",\"what\":\"no service may be told by the content filter who the client was\"");
  }

  @Test
  void settingsThatCannotBeReadEndWithThree() {
    Here.Ran ran = run(new Postfixed(Map.of()), "--postfix", "/etc/postfix-\u001b[2J");
    assertThat(ran.status()).isEqualTo(3);
    assertThat(ran.out())
        .contains("unclear  its settings could not be read", "/etc/postfix-\\u001b[2J")
        .doesNotContain("\u001b");
  }

  @Test
  void aHostWithoutMailIsSaid() {
    Machine nothing =
        new Machine() {
          @Override
          public Said run(String program, String... arguments) {
            return new Said.Missing();
          }

          @Override
          public Said read(Path file) {
            return new Said.Missing();
          }

          @Override
          public Said readEnd(Path file) {
            return new Said.Missing();
          }

          @Override
          public List<Path> find(String pattern) {
            return List.of();
          }
        };
    Here.Ran ran = run(nothing);
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("no Postfix, Exim, qmail, Dovecot or PHP");
  }
}
