package weir.agents;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.meter.Kind;
import weir.meter.MeterKey;
import weir.uplink.Report;

/// The connections of some senders past the permitted mail servers, as agents told of them, with
/// the scripts that made them.
///
/// @param all the latest first
/// @param scripts by host, digest and path, those that were copied
public record Attempts(List<OfHost> all, List<ScriptOf> scripts) {
  /// None.
  public static final Attempts NONE = new Attempts(List.of(), List.of());

  private static final String USER = "uid ";
  private static final String CONTAINER = "container ";

  public Attempts {
    all = List.copyOf(all);
    scripts = List.copyOf(scripts);
  }

  /// One of them.
  public record OfHost(String host, Report.Connection connection) {}

  /// A script as it was found on a host.
  public record ScriptOf(String host, Report.Script script) {}

  /// Of whom rules saw something.
  ///
  /// @param folder of the server
  /// @param senders those that are no users, scripts or containers of a host are left out
  /// @param most of each sender
  public static Attempts of(Path folder, Collection<MeterKey> senders, Instant since, int most)
      throws IOException {
    if (!AgentStore.isThere(folder)) {
      return NONE;
    }
    try (AgentStore store = AgentStore.look(folder)) {
      List<OfHost> all = new ArrayList<>();
      for (MeterKey each : senders.stream().distinct().toList()) {
        all.addAll(of(store, each, since, most));
      }
      all.sort(Comparator.comparing((OfHost it) -> it.connection().at()).reversed());
      return new Attempts(all, scripts(store, all));
    } catch (SQLException e) {
      throw new IOException("what agents told cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<OfHost> of(AgentStore store, MeterKey sender, Instant since, int most)
      throws SQLException {
    int colon = sender.name().indexOf(':');
    if (sender.kind() != Kind.SCRIPT || colon < 0) {
      return List.of();
    }
    String host = sender.name().substring(0, colon);
    String who = sender.name().substring(colon + 1);
    return of(store.reports(), host, who, since, most).stream()
        .map(it -> new OfHost(host, it))
        .toList();
  }

  /// By the name under which it is counted.
  private static List<Report.Connection> of(
      KeptReports reports, String host, String who, Instant since, int most) throws SQLException {
    if (who.startsWith(USER) && who.substring(USER.length()).matches("\\d{1,10}")) {
      return reports.ofUser(host, Long.parseLong(who.substring(USER.length())), since, most);
    }
    return who.startsWith(CONTAINER)
        ? reports.ofContainer(host, who.substring(CONTAINER.length()), since, most)
        : reports.ofScript(host, who, since, most);
  }

  private static List<ScriptOf> scripts(AgentStore store, List<OfHost> all) throws SQLException {
    Map<List<String>, ScriptOf> scripts = new LinkedHashMap<>();
    for (OfHost each : all) {
      Optional<String> digest = each.connection().program().flatMap(Report.Program::digest);
      Optional<String> path = each.connection().program().flatMap(Report.Program::script);
      if (digest.isPresent() && path.isPresent()) {
        List<String> key = List.of(each.host(), digest.get(), path.get());
        if (!scripts.containsKey(key)) {
          store
              .reports()
              .script(each.host(), digest.get(), path.get())
              .ifPresent(it -> scripts.put(key, new ScriptOf(each.host(), it)));
        }
      }
    }
    return List.copyOf(scripts.values());
  }
}
