package weir.agent.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What is to be said of how qmail is set up.
final class QmailDiagnoses {

  /// Octets of a file that multilog begins, and how many files it keeps, unless it is told.
  private static final long SIZE = 99_999;

  private static final long FILES = 10;

  /// Some days of a server of middling size; below, a complaint comes when the log is gone.
  private static final long ENOUGH = 100_000_000;

  private final QmailSettings settings;
  private final List<Diagnosis> found = new ArrayList<>();

  private QmailDiagnoses(QmailSettings settings) {
    this.settings = settings;
  }

  static List<Diagnosis> of(QmailSettings settings) {
    QmailDiagnoses all = new QmailDiagnoses(settings);
    all.uids();
    all.logins();
    all.logs();
    if (settings.hasBigTodo()) {
      all.sound("todo is split (big-todo): the queue is read accordingly");
    }
    return all.found;
  }

  private void uids() {
    if (settings.writesUids().isEmpty()) {
      unclear(
          "whether Received fields name the uid", "bin/qmail-queue could not be read: try as root");
    } else if (settings.writesUids().get()) {
      sound("Received fields name the uid, and the log does");
    } else {
      found.add(
          new Diagnosis.Wanting(
              Need.NEEDED,
              "this qmail-queue does not write \"invoked by uid\" into the Received field",
              List.of(),
              "take the patch out of " + settings.folder() + "/bin/qmail-queue",
              List.of("of which uid the message of a complaint is, when the log is gone")));
    }
  }

  /// qmail-send logs who called qmail-queue: for all that comes by SMTP that is qmail-smtpd.
  private void logins() {
    if (settings.takesLogins().isEmpty()) {
      unclear("whether qmail-smtpd takes logins", "bin/qmail-smtpd could not be read: try as root");
    } else if (settings.takesLogins().get()) {
      found.add(
          new Diagnosis.Wanting(
              Need.NEEDED,
              "qmail-smtpd takes logins by a patch, and qmail-send's log does not have them",
              List.of(),
              "let Weir take submissions in front of it (a listener of role submission): it knows"
                  + " the login of each message",
              List.of("who sent what came in by a login: all of it is \"invoked from network\"")));
    } else {
      sound("qmail-smtpd takes no logins");
    }
  }

  private void logs() {
    Optional<QmailSettings.Log> send =
        settings.logs().stream().filter(log -> log.service().endsWith("send")).findFirst();
    if (send.isEmpty()) {
      unclear(
          "how qmail-send is logged",
          "no log/run of it was found; with splogger the syslog has it");
    }
    settings.logs().forEach(this::log);
  }

  private void log(QmailSettings.Log log) {
    Optional<List<String>> command = multilog(log.script());
    if (command.isEmpty()) {
      sound(log.service() + " is not logged by multilog: " + log.file());
      return;
    }
    List<String> words = command.get();
    if (words.stream().noneMatch("t"::equals)) {
      found.add(
          new Diagnosis.Wanting(
              Need.NEEDED,
              "lines of " + log.service() + " have no time",
              List.of(),
              "put a \"t\" behind multilog in " + log.file() + "; then svc -t its folder",
              List.of("when anything happened; by a uid or address, whose it was then")));
    }
    long kept = kept(words);
    if (kept < ENOUGH) {
      found.add(
          new Diagnosis.Wanting(
              Need.HELPS,
              "the log of " + log.service() + " is kept for " + kept + " octets only",
              List.of("s16000000 n20"),
              "before the folder in " + log.file() + "; then svc -t its folder",
              List.of("what happened before, where nobody has read it in time")));
    } else if (words.contains("t")) {
      sound(log.service() + " is logged with times, and kept for some days");
    }
  }

  private static Optional<List<String>> multilog(String script) {
    return script
        .lines()
        .filter(line -> !line.strip().startsWith("#"))
        .map(line -> Arrays.asList(line.strip().split("\\s+")))
        .map(words -> words.subList(index(words), words.size()))
        .filter(words -> !words.isEmpty())
        .findFirst();
  }

  private static int index(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("multilog") || words.get(i).endsWith("/multilog")) {
        return i;
      }
    }
    return words.size();
  }

  private static long kept(List<String> words) {
    long size = SIZE;
    long files = FILES;
    for (String word : words) {
      if (word.matches("s\\d{1,10}")) {
        size = Long.parseLong(word.substring(1));
      } else if (word.matches("n\\d{1,6}")) {
        files = Long.parseLong(word.substring(1));
      }
    }
    return size * files;
  }

  private void sound(String what) {
    found.add(new Diagnosis.Sound(what));
  }

  private void unclear(String what, String cause) {
    found.add(new Diagnosis.Unclear(what, cause));
  }
}
