package weir.onhost;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.agent.process.SiteFolders;
import weir.config.ByteSize;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Problems;
import weir.enforcement.EnforcementSettings;
import weir.queues.QueueSettings;
import weir.sources.LogSettings;
import weir.uplink.HostBounds;
import weir.uplink.Power;

@Doc("The agent of this host. The file is root's, and no server can change what it says.")
public record AgentFile(
    @Doc("Where is kept what is not told yet, who the server is, and what was ordered.")
        @Default("/var/lib/weir/agent")
        Path folder,
    @Doc("The settings of the fence; nothing is watched where there is no such file.")
        @Default("/etc/weir/fence.toml")
        Path fence,
    @Doc(
            "The settings of what hands mail to sendmail (`weir submissions`); the wrapper in its place is answered where there is such a file.")
        @Default("/etc/weir/submissions.toml")
        Path submissions,
    @Doc(
            "What the server may order: to look, to fence a user, to hold what users and scripts hand to the mail server here, to suspend users, to disable scripts, to roll the fence out.")
        @Default("['look', 'fence']")
        List<Power> powers,
    @Doc("Users below it are never touched.") @Default("1000") long firstUid,
    @Doc("Users above it are never touched.") @Default("60000") long lastUid,
    @Doc("Nothing that is ordered lasts longer.") @Default("30d") Duration longestLease,
    @Doc(
            "Changes that are carried out within an hour; what is taken back, or only gets a later end, is not counted.")
        @Default("100")
        int actionsAnHour,
    @Doc("What is kept while the server is away; of what comes later the number is kept.")
        @Default("64MB")
        ByteSize journal,
    @Doc(
            "The host on which `weir probe-target` runs, which is tried once a day; nothing is tried when not set.")
        Optional<String> probe,
    @Doc(
            "Whether the server is told whose connections reach the permitted mail servers, too: with the client ports in their logs it knows whose each message is.")
        @Default("false")
        boolean relayed,
    @Doc(
            "Where web sites lie, so that the server is told of which site a script is: folders from `/` on, of which one part is `{site}`, one `{user}`, or both, as `/var/www/vhosts/{site}/httpdocs`. Without one that fits no site is told.")
        @Default("[]")
        List<String> sites,
    @Doc("As which user the fence is tried.") @Default("nobody") String probeUser,
    @Doc("Logs of this host's mail server that the server is told of, each with a name.")
        Map<String, LogSettings> logs,
    QueueSettings queue,
    @Doc(
            "Places where orders take effect, each with a name; when not set, the fence, scripts and processes.")
        Map<String, EnforcementSettings> enforcement)
    implements Checked {

  /// Files of the journal go one by one, and one is being written.
  private static final long LEAST_JOURNAL = 4L * ReportJournal.FILE;

  public AgentFile {
    powers = List.copyOf(powers);
    sites = List.copyOf(sites);
  }

  @Override
  public void check(Problems problems) {
    if (firstUid < 1 && problems.isKnown("first-uid")) {
      problems.add("first-uid", "is 1 at least: root is never touched");
    }
    if (lastUid < firstUid && problems.isKnown("last-uid")) {
      problems.add("last-uid", "is below first-uid: no user could be touched");
    }
    if (powers.contains(Power.MAIL) && problems.isKnown("powers")) {
      problems.add("powers", "\"mail\" is a gateway's, which has it by its own [control]");
    }
    if (journal.bytes() < LEAST_JOURNAL && problems.isKnown("journal")) {
      problems.add("journal", "is 4MB at least");
    }
    for (String each : sites) {
      SiteFolders.objection(each)
          .ifPresent(why -> problems.add("sites", "\"%s\" %s".formatted(each, why)));
    }
    if (actionsAnHour < 0) {
      problems.add("actions-an-hour", "is below 0");
    }
  }

  /// What it does at most.
  HostBounds bounds() {
    return new HostBounds(Set.copyOf(powers), firstUid, lastUid, longestLease, actionsAnHour);
  }
}
