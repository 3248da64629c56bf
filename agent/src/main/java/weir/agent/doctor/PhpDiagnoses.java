package weir.agent.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is to be said of the settings of PHP.
final class PhpDiagnoses {
  /// Programs by which PHP hands mail to the host's own mail server, which sees the uid then.
  private static final List<String> LOCAL =
      List.of("sendmail", "exim", "exim4", "qmail-inject", "postdrop");

  private final PhpSettings settings;
  private final List<Diagnosis> found = new ArrayList<>();

  private PhpDiagnoses(PhpSettings settings) {
    this.settings = settings;
  }

  static List<Diagnosis> of(PhpSettings settings) {
    PhpDiagnoses all = new PhpDiagnoses(settings);
    all.header();
    all.mailLog();
    all.program();
    all.users();
    settings
        .unread()
        .forEach(why -> all.found.add(new Diagnosis.Unclear("what all files of it say", why)));
    return all.found;
  }

  private void header() {
    if (settings.isOnEverywhere("mail.add_x_header")) {
      sound("mail names the script (X-PHP-Originating-Script)");
    } else {
      wanting(
          Need.NEEDED,
          "mail does not name the script that sent it",
          "mail.add_x_header = On",
          "which of a site's scripts sent a message. php_admin_flag[mail.add_x_header] = on in a"
              + " pool's file binds: what stands here, a customer may turn off in .user.ini");
    }
  }

  private void mailLog() {
    if (settings.isSetEverywhere("mail.log")) {
      sound("each call of mail() is logged with path and line of the script");
    } else {
      wanting(
          Need.HELPS,
          "calls of mail() are not logged",
          "mail.log = syslog",
          "folder and line of the script: the header has its file name only");
    }
  }

  /// What goes to another server by SMTP has no uid there.
  private void program() {
    String path = settings.get("sendmail_path");
    String program = path.isEmpty() ? "sendmail" : path.split("\\s+", 2)[0];
    String name = program.substring(program.lastIndexOf('/') + 1);
    if (LOCAL.contains(name)) {
      sound("mail() goes by " + name + ": the mail server sees the uid");
    } else {
      found.add(
          new Diagnosis.Unclear(
              "of which uid mail is that goes by " + program,
              "the mail server knows it if "
                  + name
                  + " ends in its sendmail, and does not if "
                  + name
                  + " speaks SMTP"));
    }
  }

  private void users() {
    if (settings.isInWebServer()) {
      found.add(
          new Diagnosis.Wanting(
              Need.NEEDED,
              "PHP runs within Apache, as Apache's user for all sites",
              List.of(),
              "run sites by PHP-FPM, in a pool of each customer with its own user",
              List.of("whose a message is, but by the name of its script")));
    }
    Map<String, List<String>> pools = new LinkedHashMap<>();
    settings
        .pools()
        .forEach(
            pool -> pools.computeIfAbsent(pool.user(), _ -> new ArrayList<>()).add(pool.name()));
    pools.forEach((user, names) -> {
      if (names.size() > 1) {
        found.add(
            new Diagnosis.Wanting(
                Need.NEEDED,
                names.size() + " pools run as " + user + ": " + firstOf(names),
                List.of(),
                "give each pool the user of its customer (user = NAME in its file)",
                List.of("from which of them a message came, but by the name of its script")));
      }
    });
    if (!pools.isEmpty() && pools.values().stream().allMatch(names -> names.size() == 1)) {
      sound("each pool runs as a user of its own");
    }
  }

  private static String firstOf(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(names.size(), 5)))
        + (names.size() > 5 ? ", ..." : "");
  }

  private void sound(String what) {
    found.add(new Diagnosis.Sound(what));
  }

  private void wanting(Need need, String what, String line, String without) {
    found.add(new Diagnosis.Wanting(need, what, List.of(line), settings.place(), List.of(without)));
  }
}
