package weir.enforcement;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Endpoint;
import weir.config.Problems;

/// Postfix, and the Dovecot that checks passwords for it.
public sealed interface MailSettings extends EnforcementSettings {

  /// A Postfix of this host.
  @Doc(
      "A Postfix of this host, which looks up in files of Weir's what is done about a login, a domain or a local user, and asks Weir how many recipients a throttled one may have.")
  record Postfix(
      @Doc("The folder of these files, which Weir may write into and Postfix may read.")
          @Default("/etc/postfix/weir")
          Path folder,
      @Doc("The host's name in the directory; `host-name` when not set.") Optional<String> host,
      @Doc(
              "Whether what lies in its queue already is held, too, when a hold begins, and let go when it ends. Needs what `weir queue hold` needs: to run as root, and `[queue]`.")
          @Default("true")
          boolean sweep,
      @Doc(
              "Where Weir answers Postfix's policy questions, an address of this host's loopback such as `127.0.0.1:10040`. Without it nothing is throttled, and a session that is open when its login is locked or held goes on to its end.")
          Optional<Endpoint> policy,
      @Doc("What has Postfix read its tables anew, word by word.") @Default("['postfix', 'reload']")
          List<String> reload)
      implements MailSettings, Checked {
    public Postfix {
      reload = List.copyOf(reload);
    }

    @Override
    public void check(Problems problems) {
      if (reload.isEmpty() && problems.isKnown("reload")) {
        problems.add("reload", "names no program");
      }
      if (policy.isPresent() && !isOwn(policy.get().host()) && problems.isKnown("policy")) {
        problems.add("policy", "is not on this host's loopback: write it as 127.0.0.1:10040");
      }
    }

    private static boolean isOwn(String host) {
      return host.startsWith("127.") || host.equals("::1") || host.equals("localhost");
    }
  }

  /// A Dovecot of this host.
  @Doc(
      "A Dovecot of this host that checks the passwords of logins: who is denied may not log in to send, and may still read.")
  record Dovecot(
      @Doc("The file of those who are denied, which Weir may write and Dovecot may read.")
          @Default("/etc/dovecot/weir/denied")
          Path file,
      @Doc(
              "Dovecot's names of the services that they are denied: `smtp` is SMTP AUTH of Postfix, Exim or Weir, `submission` Dovecot's own server.")
          @Default("['smtp', 'submission']")
          List<String> services,
      @Doc("Whether their open sessions at Dovecot's submission server are ended.") @Default("true")
          boolean endSessions)
      implements MailSettings, Checked {
    public Dovecot {
      services = List.copyOf(services);
    }

    @Override
    public void check(Problems problems) {
      boolean isWrong =
          services.isEmpty() || services.stream().anyMatch(each -> !each.matches("[a-z0-9-]+"));
      if (isWrong && problems.isKnown("services")) {
        problems.add("services", "names services such as \"smtp\", one at least");
      }
    }
  }
}
