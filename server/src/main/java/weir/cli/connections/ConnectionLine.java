package weir.cli.connections;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.agent.connections.Connection;
import weir.agent.connections.Connection.Maker;
import weir.agent.process.HostProcess;
import weir.agent.process.UserNames;
import weir.cli.output.Json;
import weir.socket.TcpSocket;

/// One connection, for scripts. What is not known is not there.
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConnectionLine(
    String to,
    int port,
    String from,
    int fromPort,
    String state,
    @Nullable Long uid,
    @Nullable String user,
    @Nullable Long pid,
    @Nullable String script,
    @Nullable String scriptFoundBy,
    @Nullable String program,
    @Nullable String folder,
    @Nullable String commandLine,
    List<String> startedBy,
    @Nullable String controlGroup,
    boolean otherNamespace) {

  static ConnectionLine of(Connection connection, UserNames users) {
    TcpSocket socket = connection.socket();
    Optional<HostProcess> process = connection.maker().map(Maker::process);
    return new ConnectionLine(
        socket.remote().toString(),
        socket.remotePort(),
        socket.local().toString(),
        socket.localPort(),
        Json.word(socket.state()),
        connection.uid().orElse(null),
        connection.uid().flatMap(users::name).orElse(null),
        process.map(HostProcess::pid).orElse(null),
        connection.maker().flatMap(Maker::script).map(it -> it.path()).orElse(null),
        connection.maker().flatMap(Maker::script).map(it -> Json.word(it.by())).orElse(null),
        process.flatMap(HostProcess::program).orElse(null),
        process.flatMap(HostProcess::folder).orElse(null),
        process.map(HostProcess::shown).orElse(null),
        connection.maker().map(Maker::parents).orElse(List.of()).stream()
            .map(HostProcess::shown)
            .toList(),
        process.flatMap(HostProcess::group).map(it -> it.path()).orElse(null),
        connection.elsewhere());
  }
}
