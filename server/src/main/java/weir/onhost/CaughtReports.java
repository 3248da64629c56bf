package weir.onhost;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import weir.agent.connections.Connection.Maker;
import weir.agent.fence.Ruleset;
import weir.agent.fpm.FpmWorkers;
import weir.agent.hold.Caught;
import weir.agent.process.HostProcess;
import weir.agent.process.Script;
import weir.agent.process.SiteFolders;
import weir.agent.process.SiteFolders.Site;
import weir.agent.process.SshForwarding;
import weir.agent.process.UserNames;
import weir.agent.process.WebRequest;
import weir.agent.script.ScriptCopies;
import weir.netlink.PacketLog.Packet;
import weir.procfs.ControlGroup;
import weir.uplink.Report;

/// Makes reports of what the fence caught. Scripts are looked at by one thread, while their process
/// waits; reports may be made by another, later.
final class CaughtReports {
  private final UserNames users;
  private final SiteFolders sites;
  private final ScriptCopies scripts;

  CaughtReports(UserNames users, SiteFolders sites, ScriptCopies scripts) {
    this.users = users;
    this.sites = sites;
    this.scripts = scripts;
  }

  /// @param script what [#script] said of its maker
  Report.Connection of(Caught caught, Optional<ScriptCopies.Read> script) {
    Packet packet = caught.packet();
    OptionalLong uid = packet.uid();
    return new Report.Connection(
        caught.at(),
        packet.prefix().equals(Ruleset.OBSERVED) ? Report.Fate.OBSERVED : Report.Fate.HELD,
        uid,
        uid.isPresent() ? users.name(uid.getAsLong()) : Optional.empty(),
        packet.from(),
        packet.fromPort(),
        packet.to(),
        packet.toPort(),
        caught.by().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        caught.maker().map(maker -> program(maker, script)),
        caught.took());
  }

  /// The script of somebody who waits: soon it may be gone. A path in a container is another file
  /// here.
  Optional<ScriptCopies.Read> script(Maker maker) {
    return maker.process().group().flatMap(ControlGroup::container).isPresent()
        ? Optional.empty()
        : maker
            .script()
            .flatMap(it -> scripts.of(it.path(), maker.process().status().users().effective()));
  }

  private Report.Program program(Maker maker, Optional<ScriptCopies.Read> read) {
    HostProcess process = maker.process();
    return new Report.Program(
        process.pid(),
        process.shown(),
        process.program(),
        process.folder(),
        read.map(ScriptCopies.Read::path).or(() -> maker.script().map(Script::path)),
        maker.script().map(it -> it.by().words()),
        process.group().map(ControlGroup::path),
        maker.parents().stream().map(HostProcess::shown).toList(),
        read.flatMap(ScriptCopies.Read::digest),
        maker.request().map(WebRequest::shown),
        FpmWorkers.pool(process, maker.parents()),
        process.group().flatMap(ControlGroup::container),
        process.group().map(ControlGroup::user).orElse(OptionalLong.empty()),
        maker
            .request()
            .flatMap(WebRequest::site)
            .or(() -> read.flatMap(it -> sites.of(it.path())).map(Site::name)),
        SshForwarding.user(process).map(it -> "port forwarding by ssh, of " + it));
  }
}
