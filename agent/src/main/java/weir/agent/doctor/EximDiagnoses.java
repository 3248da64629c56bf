package weir.agent.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// What is to be said of the settings of Exim.
final class EximDiagnoses {

  /// What should be logged.
  ///
  /// @param byDefault whether Exim does when nothing is set
  private record Wanted(String item, boolean byDefault, Need need, String without) {}

  private static final List<Wanted> WANTED =
      List.of(
          new Wanted(
              "arguments",
              false,
              Need.NEEDED,
              "arguments: the folder in which a script was started, which tells whose it is where"
                  + " all sites run as one user"),
          new Wanted(
              "pid",
              false,
              Need.NEEDED,
              "pid: which of these folders belongs to which message, when several come in at once"),
          new Wanted(
              "received_recipients",
              false,
              Need.NEEDED,
              "received_recipients: how many a message goes to, before it is delivered"),
          new Wanted(
              "smtp_confirmation",
              true,
              Need.NEEDED,
              "smtp_confirmation: the id that the next server gave it"),
          new Wanted(
              "incoming_port",
              false,
              Need.HELPS,
              "incoming_port: which of the programs on a web server opened a connection"),
          new Wanted("subject", false, Need.HELPS, "subject: what somebody sends, at a glance"),
          new Wanted("millisec", false, Need.HELPS, "millisec: the order within a second"));

  private final EximSettings settings;
  private final List<Diagnosis> found = new ArrayList<>();

  private EximDiagnoses(EximSettings settings) {
    this.settings = settings;
  }

  static List<Diagnosis> of(EximSettings settings) {
    EximDiagnoses all = new EximDiagnoses(settings);
    all.localPrograms();
    all.logins();
    all.trusted();
    all.received();
    all.selector();
    all.log();
    return all.found;
  }

  private void localPrograms() {
    sound("the user of every program that hands in mail is logged");
    if (settings.get("untrusted_set_sender").isEmpty() || settings.is("local_from_check")) {
      return;
    }
    sound("local users may choose their sender (untrusted_set_sender): it is never relied on");
  }

  /// Exim writes only the name of the authenticator, unless it is told what the login is.
  private void logins() {
    List<EximSettings.Authenticator> mute =
        settings.authenticators().stream().filter(it -> it.login().isEmpty()).toList();
    if (settings.authenticators().isEmpty()) {
      sound("no logins are taken");
    } else if (mute.isEmpty()) {
      sound("logins are logged with each message");
    }
    for (EximSettings.Authenticator it : mute) {
      found.add(
          new Diagnosis.Wanting(
              Need.NEEDED,
              "who logs in by \"" + it.name() + "\" is not logged",
              List.of("server_set_id = " + (it.mechanism().equals("PLAIN") ? "$auth2" : "$auth1")),
              "into the authenticator " + it.name() + apply(),
              List.of("who sent what came in by this login")));
    }
  }

  /// A trusted user may say with `-oMai`, `-oMt` and `-oMa` who logged in, which user it is and
  /// where it came from, and Exim logs that.
  private void trusted() {
    List<String> customers =
        words(settings.get("trusted_users")).stream()
            .filter(settings.customers()::contains)
            .toList();
    if (customers.isEmpty()) {
      sound("no customer is among the trusted users");
      return;
    }
    List<String> rest = new ArrayList<>(words(settings.get("trusted_users")));
    rest.removeAll(customers);
    found.add(
        new Diagnosis.Wanting(
            Need.NEEDED,
            "who may say anything of himself: " + String.join(", ", customers),
            List.of(line("trusted_users", "MAIN_TRUSTED_USERS", String.join(" : ", rest))),
            place("trusted_users"),
            List.of(
                "whether user, login and address in the log are true for mail of these: trusted"
                    + " users may choose them (-oMt, -oMai, -oMa)")));
  }

  private void received() {
    String text = settings.get("received_header_text");
    List<String> missing =
        Arrays.asList(
                "sender_rcvhost|sender_host_address", "sender_ident", "message_exim_id|message_id")
            .stream()
            .filter(names -> Arrays.stream(names.split("\\|")).noneMatch(text::contains))
            .map(names -> "$" + names.replaceAll("\\|.*", ""))
            .toList();
    if (missing.isEmpty()) {
      sound("Received fields have client, user and message id");
      return;
    }
    found.add(
        new Diagnosis.Wanting(
            Need.NEEDED,
            "Received fields are written without " + String.join(", ", missing),
            List.of(),
            "take the line received_header_text out of " + file() + apply(),
            List.of("by which way and of which user the message of a complaint came")));
  }

  private void selector() {
    LogSelector selector = new LogSelector(settings.get("log_selector"));
    Predicate<Wanted> isLogged = wanted -> selector.has(wanted.item(), wanted.byDefault());
    List<Wanted> missing = WANTED.stream().filter(isLogged.negate()).toList();
    if (missing.isEmpty()) {
      sound("folders of scripts, processes, recipients, ports and subjects are logged");
      return;
    }
    boolean needed = missing.stream().anyMatch(it -> it.need() == Need.NEEDED);
    String whole = selector.with(missing.stream().map(Wanted::item).toList());
    found.add(
        new Diagnosis.Wanting(
            needed ? Need.NEEDED : Need.HELPS,
            "log lines say less than they could",
            List.of(line("log_selector", "MAIN_LOG_SELECTOR", whole)),
            place("log_selector"),
            missing.stream().map(Wanted::without).toList()));
  }

  private void log() {
    String path = settings.get("log_file_path");
    boolean ownFiles = path.isEmpty() || path.contains("/");
    if (ownFiles && !settings.is("log_timezone")) {
      found.add(
          new Diagnosis.Wanting(
              Need.HELPS,
              "times in the log have no offset",
              List.of("log_timezone = true"),
              place("log_timezone"),
              List.of("which of two hours a line is of when clocks go back")));
    }
    if (path.contains("syslog")) {
      if (!settings.is("syslog_pid")) {
        found.add(
            new Diagnosis.Wanting(
                Need.NEEDED,
                "lines in syslog have no process",
                List.of("syslog_pid = true"),
                place("syslog_pid"),
                List.of("which folder of a script belongs to which message")));
      }
      settings.log().map(LogTimeForm::diagnosis).ifPresent(found::add);
    }
  }

  private String line(String name, String macro, String value) {
    return (settings.keeper() == EximSettings.Keeper.DEBIAN ? macro : name) + " = " + value;
  }

  private String file() {
    return switch (settings.keeper()) {
      case PEOPLE -> settings.file();
      case DEBIAN -> "/etc/exim4/exim4.conf.localmacros";
      case CPANEL -> "WHM's Exim Configuration Manager, Advanced Editor";
    };
  }

  private String place(String name) {
    return settings.keeper() == EximSettings.Keeper.PEOPLE
        ? file() + ", before the first \"begin\", instead of a line " + name + apply()
        : file() + apply();
  }

  private String apply() {
    return switch (settings.keeper()) {
      case PEOPLE -> "; then restart Exim";
      case DEBIAN -> "; then update-exim4.conf and restart exim4";
      case CPANEL -> "; then Save";
    };
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split("[:\\s]+")).filter(word -> !word.isEmpty()).toList();
  }

  private void sound(String what) {
    found.add(new Diagnosis.Sound(what));
  }
}
