package weir.agent.doctor;

import java.util.ArrayList;
import java.util.List;

/// What is to be said of the settings of Postfix.
final class PostfixDiagnoses {
  private static final String YES = "yes";

  private final PostfixSettings settings;
  private final List<Diagnosis> found = new ArrayList<>();

  private PostfixDiagnoses(PostfixSettings settings) {
    this.settings = settings;
  }

  static List<Diagnosis> of(PostfixSettings settings) {
    PostfixDiagnoses all = new PostfixDiagnoses(settings);
    all.localPrograms();
    all.logins();
    all.receivedFields();
    all.filter();
    all.ports();
    all.queueIds();
    all.subjects();
    all.log();
    return all.found;
  }

  private void localPrograms() {
    boolean picksUp = settings.services().stream().anyMatch(it -> it.daemon().equals("pickup"));
    sound(
        picksUp
            ? "the uid of every program that hands in mail is logged"
            : "no mail is taken from local programs (master.cf has no pickup)");
  }

  private void logins() {
    List<PostfixSettings.Service> asking =
        settings.servers().stream()
            .filter(it -> settings.get(it, "smtpd_sasl_auth_enable").equals(YES))
            .toList();
    if (asking.isEmpty()) {
      sound("no service takes logins");
      return;
    }
    sound("logins are logged with each message");
    if (asking.stream()
        .anyMatch(it -> !settings.get(it, "smtpd_sasl_authenticated_header").equals(YES))) {
      wanting(
          Need.HELPS,
          "Received fields do not name the login",
          "smtpd_sasl_authenticated_header = yes",
          "who sent the message of a complaint, when the log of that day is gone. Its price: every"
              + " recipient reads the login");
    }
  }

  /// A complaint brings nothing but the message, so what the fields do not say has to be in a log.
  private void receivedFields() {
    List<HeaderRule> hiding =
        settings.rules().stream().filter(HeaderRule::hidesReceived).distinct().toList();
    if (hiding.isEmpty()) {
      if (settings.unread().isEmpty()) {
        sound("Received fields leave as they were written, with uid and queue id");
      }
    } else {
      found.add(
          new Diagnosis.Wanting(
              Need.NEEDED,
              "Received fields are taken away or changed: "
                  + hiding.getFirst().action()
                  + " /"
                  + hiding.getFirst().pattern()
                  + "/",
              List.of(),
              "take the rule out of " + hiding.getFirst().table(),
              List.of(
                  "by which way, uid and queue id the message of a complaint came; what is left is"
                      + " its Message-ID, which its sender may have chosen")));
    }
    settings
        .unread()
        .forEach(why ->
            found.add(
                new Diagnosis.Unclear("whether header_checks take Received fields away", why)));
  }

  /// Whatever comes back from a filter comes from 127.0.0.1.
  private void filter() {
    if (settings.get("content_filter").isEmpty()) {
      return;
    }
    boolean knows =
        settings.servers().stream()
            .anyMatch(it -> !settings.get(it, "smtpd_authorized_xforward_hosts").isEmpty());
    if (knows) {
      sound("what comes back from the content filter is told with its client");
    } else {
      found.add(
          new Diagnosis.Wanting(
              Need.NEEDED,
              "no service may be told by the content filter who the client was",
              List.of("  -o smtpd_authorized_xforward_hosts=127.0.0.0/8"),
              masterCf()
                  + ", below the service that takes mail back from the filter, and"
                  + " -o smtp_send_xforward_command=yes below the one that hands mail to it",
              List.of(
                  "of which message a filtered one is made, when the filter's answer does not name"
                      + " the new id")));
    }
  }

  private void ports() {
    boolean logged =
        settings.servers().stream()
            .allMatch(it -> settings.get(it, "smtpd_client_port_logging").equals(YES));
    if (logged) {
      sound("ports of clients are logged");
    } else {
      wanting(
          Need.HELPS,
          "ports of clients are not logged",
          "smtpd_client_port_logging = yes",
          "which of the programs on a web server, or on this host, opened a connection");
    }
  }

  private void queueIds() {
    if (settings.get("enable_long_queue_ids").equals(YES)) {
      sound("queue ids are never used again");
    } else {
      wanting(
          Need.HELPS,
          "queue ids are used again, some within seconds",
          "enable_long_queue_ids = yes",
          "which message an id in a complaint or an old log means, where lines are lost");
    }
  }

  private void subjects() {
    boolean logged = settings.rules().stream().anyMatch(HeaderRule::showsSubjects);
    if (logged && settings.get("receive_override_options").contains("no_header_body_checks")) {
      wanting(
          Need.HELPS,
          "subjects would be logged, but header checks are off for all services",
          "receive_override_options =",
          "subjects: what somebody sends, at a glance");
    } else if (logged) {
      sound("subjects are logged");
    } else {
      String table = settings.folder() + "/log_subject";
      String before = settings.get("header_checks");
      String tables = (before.isEmpty() ? "" : before + ", ") + "regexp:" + table;
      found.add(
          new Diagnosis.Wanting(
              Need.HELPS,
              "subjects are not logged",
              List.of("header_checks = " + tables, "/^Subject:/ INFO"),
              mainCf() + ", the first line; the second into " + table + "; then postfix reload",
              List.of("subjects: what somebody sends, at a glance")));
    }
  }

  private void log() {
    if (settings.get("maillog_file").isEmpty()) {
      settings.log().map(LogTimeForm::diagnosis).ifPresent(found::add);
    } else {
      sound("the log is " + settings.get("maillog_file"));
    }
  }

  private String mainCf() {
    return settings.folder() + "/main.cf";
  }

  private String masterCf() {
    return settings.folder() + "/master.cf";
  }

  private void sound(String what) {
    found.add(new Diagnosis.Sound(what));
  }

  private void wanting(Need need, String what, String line, String without) {
    found.add(
        new Diagnosis.Wanting(
            need, what, List.of(line), mainCf() + "; then postfix reload", List.of(without)));
  }
}
