package weir.enforcement;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Problems;
import weir.incident.Rung;

/// One table `[enforcement.NAME]`: a place where responses take effect.
@Doc("A place where responses take effect.")
public sealed interface EnforcementSettings
    permits EnforcementSettings.Gateway,
        EnforcementSettings.Exim,
        EnforcementSettings.Qmail,
        EnforcementSettings.Linux,
        EnforcementSettings.Fence,
        EnforcementSettings.Agent,
        EnforcementSettings.Scripts,
        EnforcementSettings.Processes,
        EnforcementSettings.Sendmail,
        MailSettings,
        OwnSettings,
        PanelSettings {

  /// A file that holds a secret.
  default Optional<Path> secretFile() {
    return Optional.empty();
  }

  /// Weir's own gateway.
  @Doc(
      "Weir's own gateway: what customers hand in here is throttled, held in `weir held`, or refused, and a denied login is refused at AUTH.")
  record Gateway() implements EnforcementSettings {}

  /// An Exim of this host.
  @Doc(
      "An Exim of this host, which looks up in files of Weir's what is done about a login, a domain or a local user.")
  record Exim(
      @Doc("The folder of these files, which Weir may write into and Exim may read.")
          @Default("/etc/exim4/weir")
          Path folder,
      @Doc("The host's name in the directory; `host-name` when not set.") Optional<String> host,
      @Doc(
              "Whether what lies in its queue already is held, too, when a hold begins, and let go when it ends. Needs what `weir queue hold` needs: to run as root, and `[queue]`.")
          @Default("true")
          boolean sweep)
      implements EnforcementSettings {}

  /// A qmail of this host.
  @Doc(
      "A qmail of this host: `badmailfrom`, the rules of its tcpserver, and a script in front of qmail-queue.")
  record Qmail(
      @Doc("The host's name in the directory; `host-name` when not set.") Optional<String> host,
      @Doc("The file of senders that qmail-smtpd refuses.")
          @Default("/var/qmail/control/badmailfrom")
          Path badmailfrom,
      @Doc("The file of Weir's own that the script in front of qmail-queue reads.")
          @Default("/var/qmail/control/weir-users")
          Path users,
      @Doc(
              "The rules of tcpserver as people write them, for users of other hosts that ident tells; these are not met when not set.")
          Optional<Path> rules,
      @Doc("What compiles these rules from its standard input, word by word.")
          @Default("['tcprules', '/etc/tcp.smtp.cdb', '/etc/tcp.smtp.tmp']")
          List<String> tcprules,
      @Doc(
              "Whether what lies of a local user in its queue already is set aside, too, when a hold or suspension begins. qmail-send is stopped for that, by `[queue]`.")
          @Default("false")
          boolean sweep)
      implements EnforcementSettings {

    public Qmail {
      tcprules = List.copyOf(tcprules);
    }
  }

  /// The fence of this host.
  @Doc(
      "The fence of this Linux host (`weir fence`): a fenced user reaches no mail server any more. Needs root.")
  record Fence(
      @Doc("The host's name in the directory; `host-name` when not set.") Optional<String> host)
      implements EnforcementSettings {}

  /// Another host.
  @Doc(
      "A host of which there is an agent (`weir agents`): its fence, its users, its scripts, its mail server, as far as the agent's own file lets it.")
  record Agent(
      @Doc("The host's name in the directory, by which it was invited.") String host,
      @Doc("Which responses take effect there; all that the agent can do when not set.")
          @Default("[]")
          List<Rung> responses)
      implements EnforcementSettings {
    public Agent {
      responses = List.copyOf(responses);
    }
  }

  /// Scripts of this host.
  @Doc(
      "The scripts of this Linux host: one that is suspended can be read by nobody but root, and so runs no more. What runs already goes on.")
  record Scripts(
      @Doc("The host's name in the directory; `host-name` when not set.") Optional<String> host)
      implements EnforcementSettings {}

  /// Processes of users of this host.
  @Doc(
      "The processes of this Linux host's users: those of a suspended one stand still, and he himself is not touched. Needs root.")
  record Processes(
      @Doc("The host's name in the directory; `host-name` when not set.") Optional<String> host,
      @Doc("The folder of the users' slices, in a cgroup file system of version 2.")
          @Default("/sys/fs/cgroup/user.slice")
          Path slices)
      implements EnforcementSettings {

    /// As it is on most hosts.
    public static Processes usual() {
      return new Processes(Optional.empty(), Path.of("/sys/fs/cgroup/user.slice"));
    }
  }

  /// What hands mail in on this host.
  @Doc(
      "The programs by which users of this host hand mail in, where `weir submissions` or `weir guard` watches them: a suspended user hands in nothing.")
  record Sendmail(
      @Doc("The host's name in the directory; `host-name` when not set.") Optional<String> host,
      @Doc("The file of user numbers that these read; lines of others in it stay.")
          @Default("/var/lib/weir/blocked-users")
          Path blocked)
      implements EnforcementSettings {}

  /// The users of this host.
  @Doc(
      "The users of this Linux host: a suspended one is locked (`usermod -L`) and has expired (`chage -E`).")
  record Linux(
      @Doc("The host's name in the directory; `host-name` when not set.") Optional<String> host,
      @Doc(
              "What is stopped besides: web pages are turned off (`web`), the pool of PHP-FPM is taken out (`pool`), the crontab (`cron`) and jobs of at (`at`) are put aside, `sessions` are ended, processes stand still (`freeze`) or are ended for good (`kill`).")
          @Default("[]")
          List<Also> also,
      @Doc("Words in front of each program, such as `['sudo', '-n']` where Weir is not root.")
          @Default("[]")
          List<String> through,
      @Doc("The folder of crontabs.") @Default("/var/spool/cron/crontabs") Path crontabs,
      @Doc("Where crontabs are kept meanwhile; made when needed, for root alone.")
          @Default("/var/lib/weir/suspended")
          Path aside,
      @Doc("The folder of the users' slices, in a cgroup file system of version 2.")
          @Default("/sys/fs/cgroup/user.slice")
          Path slices,
      @Doc("The folder of at's jobs.") @Default("/var/spool/cron/atjobs") Path atJobs,
      @Doc("The folder of PHP-FPM's pools, where `USER.conf` is that of a user.")
          @Default("/etc/php/8.4/fpm/pool.d")
          Path pools,
      @Doc(
              "What says whether PHP-FPM's configuration can be read, word by word. Where it cannot, the pool stays.")
          @Default("['php-fpm8.4', '-t']")
          List<String> poolTest,
      @Doc("What has PHP-FPM read it anew, word by word.")
          @Default("['systemctl', 'reload', 'php8.4-fpm']")
          List<String> poolReload,
      @Doc(
              "The folder of files that turn web pages off; the virtual hosts of a user include `USER.conf` in it, which need not be there.")
          @Default("/etc/nginx/weir")
          Path vhosts,
      @Doc("What such a file says, such as `Require all denied` for an Apache.")
          @Default("return 503;")
          String vhostText,
      @Doc(
              "What says whether the web server's configuration can be read, word by word. Where it cannot, the pages stay.")
          @Default("['nginx', '-t']")
          List<String> vhostTest,
      @Doc("What has the web server read it anew, word by word.")
          @Default("['systemctl', 'reload', 'nginx']")
          List<String> vhostReload)
      implements EnforcementSettings, Checked {

    public Linux {
      poolTest = List.copyOf(poolTest);
      poolReload = List.copyOf(poolReload);
      vhostTest = List.copyOf(vhostTest);
      vhostReload = List.copyOf(vhostReload);
      also = List.copyOf(also);
      through = List.copyOf(through);
    }

    @Override
    public void check(Problems problems) {
      Map.of(
              "pool-test", poolTest,
              "pool-reload", poolReload,
              "vhost-test", vhostTest,
              "vhost-reload", vhostReload)
          .forEach((key, words) -> {
            if (problems.isKnown(key) && words.isEmpty()) {
              problems.add(key, "must have at least the name of a program");
            }
          });
    }

    /// What is stopped beside the login, since a lock and a date end nothing that goes on already.
    /// It is stopped in this order.
    public enum Also {
      /// Its web pages are turned off.
      WEB,
      /// Its pool of PHP-FPM is taken out.
      POOL,
      /// Its crontab is put aside.
      CRON,
      /// Its jobs of at are put aside.
      AT,
      /// Its sessions end, and do not come back.
      SESSIONS,
      /// Its processes stand still, where they are.
      FREEZE,
      /// Its processes are ended, and nothing brings them back.
      KILL
    }
  }
}
