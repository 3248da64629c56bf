package weir.agent.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What is to be said of the settings of Dovecot.
final class DovecotDiagnoses {

  /// What a line about a login should tell, in the words that Weir reads.
  ///
  /// @param word that stands before it
  /// @param old how Dovecot up to 2.3 writes it
  /// @param now how 2.4 does
  private record Element(String word, String old, String now, Need need, String without) {
    String text(boolean isNew) {
      return isNew ? now : old;
    }
  }

  private static final List<Element> ELEMENTS =
      List.of(
          new Element("user=<", "user=<%u>", "user=<%{user}>", Need.NEEDED, "who logged in"),
          new Element(
              "method=", "method=%m", "method=%{mechanism}", Need.HELPS, "by which mechanism"),
          new Element(
              "rip=", "rip=%r", "rip=%{remote_ip}", Need.NEEDED, "from where somebody logged in"),
          new Element(
              "rport=",
              "rport=%b",
              "rport=%{remote_port}",
              Need.HELPS,
              "which program of a web server logged in, such as a web mail"),
          new Element("lip=", "lip=%l", "lip=%{local_ip}", Need.HELPS, "at which address of ours"),
          new Element(
              "lport=",
              "lport=%a",
              "lport=%{local_port}",
              Need.HELPS,
              "whether by 587, 465, 993 or another door"),
          new Element(
              "session=<",
              "session=<%{session}>",
              "session=<%{session}>",
              Need.NEEDED,
              "which lines are of one login"));

  private final String file;
  private final boolean isNew;
  private final Map<String, String> settings;
  private final List<Diagnosis> found = new ArrayList<>();

  private DovecotDiagnoses(String file, boolean isNew, Map<String, String> settings) {
    this.file = file;
    this.isNew = isNew;
    this.settings = settings;
  }

  /// @param file where lines are to be added
  /// @param isNew whether it is 2.4, which has other names for what it logs
  /// @param settings every setting, defaults included
  static List<Diagnosis> of(String file, boolean isNew, Map<String, String> settings) {
    DovecotDiagnoses all = new DovecotDiagnoses(file, isNew, settings);
    all.elements();
    all.failures();
    all.submission();
    all.log();
    return all.found;
  }

  private String get(String name) {
    return settings.getOrDefault(name, "");
  }

  private void elements() {
    String set = get("login_log_format_elements");
    List<Element> missing =
        ELEMENTS.stream().filter(element -> !set.contains(element.word())).toList();
    if (missing.isEmpty()) {
      sound("a login is logged with user, method, addresses, ports and session");
      return;
    }
    found.add(
        new Diagnosis.Wanting(
            missing.stream().anyMatch(it -> it.need() == Need.NEEDED) ? Need.NEEDED : Need.HELPS,
            "lines about logins say less than they could",
            List.of("login_log_format_elements = " + whole()),
            place(),
            missing.stream()
                .map(it -> it.word().replaceAll("[=<]+", "") + ": " + it.without())
                .toList()));
  }

  /// The session comes last: what stands behind it is not read.
  private String whole() {
    StringBuilder line = new StringBuilder();
    for (Element element : ELEMENTS) {
      if (element.word().equals("session=<")) {
        line.append(isNew ? "mpid=%{mail_pid} %{secured} " : "mpid=%e %c ");
      }
      line.append(element.text(isNew)).append(' ');
    }
    return line.toString().strip();
  }

  private void failures() {
    if (get("auth_verbose").equals("yes")) {
      sound("why a login failed is logged");
    } else {
      wanting(
          Need.HELPS,
          "why a login failed is not logged",
          "auth_verbose = yes",
          "whose password is being guessed, where clients ask through another server's SMTP AUTH");
    }
  }

  /// Without trust between the two, the mail server behind sees Dovecot's address and no login.
  private void submission() {
    if (!List.of(get("protocols").split("\\s+")).contains("submission")) {
      return;
    }
    if (get("submission_relay_trusted").equals("yes")) {
      sound("the mail server behind submission is told login and client (XCLIENT)");
    } else {
      wanting(
          Need.NEEDED,
          "submission does not tell the mail server behind it who logged in",
          "submission_relay_trusted = yes",
          "who sent what came in by Dovecot's submission. The mail server has to allow it: in"
              + " Postfix smtpd_authorized_xclient_hosts = 127.0.0.1");
    }
  }

  private void log() {
    String path = get("info_log_path").isEmpty() ? get("log_path") : get("info_log_path");
    if (path.equals("/dev/null")) {
      wanting(Need.NEEDED, "logins are not logged", "info_log_path =", "who logged in, from where");
    } else if (path.startsWith("/")
        && !path.startsWith("/dev/")
        && !get("log_timestamp").contains("%Y")) {
      wanting(
          Need.HELPS,
          "times in " + path + " have neither year nor offset",
          "log_timestamp = \"%Y-%m-%d %H:%M:%S%z \"",
          "which of two hours a line is of when clocks go back");
    }
  }

  private String place() {
    return file + "; then doveadm reload";
  }

  private void sound(String what) {
    found.add(new Diagnosis.Sound(what));
  }

  private void wanting(Need need, String what, String line, String without) {
    found.add(new Diagnosis.Wanting(need, what, List.of(line), place(), List.of(without)));
  }
}
