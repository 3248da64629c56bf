package weir.agent.fence;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import weir.agent.fence.UserClass.Kind;
import weir.agent.process.Processes;
import weir.agent.process.UserNames;

/// Says of users what they are: by their numbers and names, and by the mail servers that run now.
public final class UserClasses {
  /// Numbers below it are of the system's own users (login.defs: UID_MIN).
  private static final long FIRST_CUSTOMER = 1000;

  /// Numbers above it are nobody in particular: `nobody`, users of the moment (login.defs:
  /// UID_MAX).
  private static final long LAST_CUSTOMER = 60_000;

  /// As whom mail servers deliver, by the names that their packages give.
  private static final Set<String> DELIVER =
      Set.of(
          "postfix", "Debian-exim", "exim", "mailnull", "qmailr", "smmta", "opensmtpd", "_smtpd");

  private final UserNames users;
  private final Map<Long, String> running = new HashMap<>();

  public UserClasses(Processes processes, UserNames users) {
    this.users = users;
    for (long pid : processes.all()) {
      processes
          .read(pid)
          .ifPresent(process ->
              LockOut.mailServer(process)
                  .ifPresent(
                      name -> running.putIfAbsent(process.status().users().effective(), name)));
    }
  }

  public UserClass of(long uid) {
    String server = running.get(uid);
    if (uid == 0) {
      return new UserClass(
          Kind.ROOT,
          server == null
              ? "a job of yours, or a program that did not give its rights up"
              : server + " runs as root here");
    }
    if (server != null) {
      return new UserClass(Kind.MAIL_SERVER, server + " runs as this user now");
    }
    String name = users.name(uid).orElse("");
    if (DELIVER.contains(name)) {
      return new UserClass(Kind.MAIL_SERVER, "mail servers deliver as " + name);
    }
    if (uid > LAST_CUSTOMER) {
      return new UserClass(Kind.SHARED, "numbers above " + LAST_CUSTOMER + " are no one's own");
    }
    if (name.isEmpty()) {
      return new UserClass(Kind.UNKNOWN, "a container's user, or one that is gone");
    }
    return uid < FIRST_CUSTOMER
        ? new UserClass(Kind.SYSTEM, "numbers below " + FIRST_CUSTOMER + " are the system's")
        : new UserClass(Kind.CUSTOMER, "numbers from " + FIRST_CUSTOMER + " on are people's");
  }
}
