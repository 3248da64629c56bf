package weir.cli.fence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import weir.agent.connections.Connection.Maker;
import weir.agent.fence.Ruleset;
import weir.agent.fpm.FpmWorkers;
import weir.agent.hold.Caught;
import weir.agent.process.HostProcess;
import weir.agent.process.Script;
import weir.agent.process.SshForwarding;
import weir.agent.process.UserNames;
import weir.agent.process.WebRequest;
import weir.cli.output.Json;
import weir.procfs.ControlGroup;

/// One that was held, for scripts. What is not known is not there.
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaughtLine(
    Instant at,
    boolean held,
    @Nullable Long uid,
    @Nullable String user,
    String to,
    int port,
    String from,
    int fromPort,
    @Nullable String script,
    @Nullable String scriptFoundBy,
    @Nullable Long pid,
    @Nullable String program,
    @Nullable String folder,
    @Nullable String commandLine,
    @Nullable String request,
    @Nullable String site,
    @Nullable String pool,
    @Nullable String container,
    @Nullable String sshUser,
    List<String> startedBy,
    String processFoundBy,
    Duration took) {

  static CaughtLine of(Caught caught, UserNames users) {
    var packet = caught.packet();
    OptionalLong uid = packet.uid();
    Optional<HostProcess> process = caught.maker().map(Maker::process);
    Optional<Script> script = caught.maker().flatMap(Maker::script);
    return new CaughtLine(
        caught.at(),
        !packet.prefix().equals(Ruleset.OBSERVED),
        uid.isPresent() ? uid.getAsLong() : null,
        uid.isPresent() ? users.name(uid.getAsLong()).orElse(null) : null,
        packet.to().toString(),
        packet.toPort(),
        packet.from().toString(),
        packet.fromPort(),
        script.map(Script::path).orElse(null),
        script.map(it -> Json.word(it.by())).orElse(null),
        process.map(HostProcess::pid).orElse(null),
        process.flatMap(HostProcess::program).orElse(null),
        process.flatMap(HostProcess::folder).orElse(null),
        process.map(HostProcess::shown).orElse(null),
        caught.maker().flatMap(Maker::request).map(WebRequest::shown).orElse(null),
        caught.maker().flatMap(Maker::request).flatMap(WebRequest::site).orElse(null),
        caught.maker().flatMap(it -> FpmWorkers.pool(it.process(), it.parents())).orElse(null),
        process.flatMap(HostProcess::group).flatMap(ControlGroup::container).orElse(null),
        process.flatMap(SshForwarding::user).orElse(null),
        caught.maker().map(Maker::parents).orElse(List.of()).stream()
            .map(HostProcess::shown)
            .toList(),
        Json.word(caught.by()),
        caught.took());
  }
}
