package weir.cli.connections;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.agent.connections.Connection.Maker;
import weir.agent.connections.Offender;
import weir.agent.process.HostProcess;
import weir.agent.process.UserNames;

/// One offender, for scripts. What is not known is not there.
@JsonInclude(JsonInclude.Include.NON_NULL)
record OffenderLine(
    @Nullable Long uid,
    @Nullable String user,
    @Nullable String script,
    @Nullable String program,
    @Nullable String folder,
    @Nullable String commandLine,
    List<String> startedBy,
    long connections,
    int destinations,
    int processes,
    Instant first,
    Instant last) {

  static OffenderLine of(Offender offender, UserNames users) {
    Optional<HostProcess> process = offender.maker().map(Maker::process);
    return new OffenderLine(
        offender.who().uid().orElse(null),
        offender.who().uid().flatMap(users::name).orElse(null),
        offender.maker().flatMap(Maker::script).map(it -> it.path()).orElse(null),
        process.flatMap(HostProcess::program).orElse(null),
        process.flatMap(HostProcess::folder).orElse(null),
        process.map(HostProcess::shown).orElse(null),
        offender.maker().map(Maker::parents).orElse(List.of()).stream()
            .map(HostProcess::shown)
            .toList(),
        offender.connections(),
        offender.destinations(),
        offender.processes(),
        offender.first(),
        offender.last());
  }
}
