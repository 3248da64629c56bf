package weir.agents;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.link.Messages;
import weir.link.Messages.Marked;
import weir.link.NotUnderstood;
import weir.observation.Observation;
import weir.observation.Observations;
import weir.observation.Observations.Told;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.uplink.Report;

/// Takes what agents tell: what counts goes where all observations go, the rest is kept or handed
/// on. Each report is taken, whatever dies in between, since it is handed on before the file says
/// that it was taken. What is handed on twice then counts once: observations are known by their
/// numbers, and an alarm joins the incident that it began.
///
/// An agent speaks for its own host only, whatever it says.
final class ReportIntake {
  private static final Logger log = LoggerFactory.getLogger(ReportIntake.class);

  private final Observations observations;
  private final Consumer<FromHost> others;

  /// What is neither counted nor kept: what became of orders, how fences stand.
  record FromHost(String host, Report report) {}

  /// @param others hears of each report before it is kept, and may hear of it again
  ReportIntake(Observations observations, Consumer<FromHost> others) {
    this.observations = observations;
    this.others = others;
  }

  /// Takes a batch.
  ///
  /// @return the mark up to which all is kept
  /// @throws IOException when it is not kept; the agent tells it again
  long take(AgentStore store, Agent agent, List<Marked> batch, Instant now)
      throws IOException, SQLException {
    List<Report> news = new ArrayList<>();
    Map<String, List<Told>> told = new LinkedHashMap<>();
    long mark = agent.mark();
    long unknown = 0;
    for (Marked each : batch) {
      if (each.mark() <= mark) {
        continue;
      }
      mark = each.mark();
      try {
        Report report = Messages.report(each.line());
        news.add(report);
        observe(agent, each.mark(), report, told);
      } catch (NotUnderstood e) {
        unknown++;
        log.debug("{}: a report is not understood: {}", agent.host(), e.getMessage());
      }
    }
    for (Map.Entry<String, List<Told>> each : told.entrySet()) {
      observations.take(each.getKey(), each.getValue());
    }
    news.forEach(each -> others.accept(new FromHost(agent.host(), each)));
    store.keep(agent.host(), agent.mark(), news, unknown, mark, now);
    return mark;
  }

  private static void observe(Agent agent, long mark, Report report, Map<String, List<Told>> told) {
    switch (report) {
      case Report.Connection it -> add(told, agent.source(), mark, List.of(tried(agent, it)));
      case Report.Counted it -> add(told, agent.source(), mark, List.of(tried(agent, it)));
      case Report.Seen it ->
          add(
              told,
              agent.source() + " " + it.source(),
              it.mark().orElse(mark),
              it.observations().stream().filter(each -> isOf(agent, each)).toList());
      case Report.Script _,
          Report.Fence _,
          Report.Verified _,
          Report.Carried _,
          Report.Dropped _,
          Report.Alive _ -> {
        // Nothing that anybody sent.
      }
    }
  }

  private static void add(
      Map<String, List<Told>> told, String source, long mark, List<Observation> seen) {
    told.computeIfAbsent(source, _ -> new ArrayList<>()).add(new Told(mark, seen));
  }

  private static boolean isOf(Agent agent, Observation seen) {
    boolean isOwn =
        seen.witness().host().equals(agent.host())
            && seen.about().filter(key -> !key.host().equals(agent.host())).isEmpty();
    if (!isOwn) {
      log.warn("the agent of {} speaks for another host; not believed: {}", agent.host(), seen);
    }
    return isOwn;
  }

  private static Observation tried(Agent agent, Report.Connection seen) {
    return new Observation.Tried(
        witness(agent, seen.at()),
        seen.uid(),
        seen.program().flatMap(Report.Program::script),
        Optional.of(seen.to()),
        seen.toPort(),
        seen.fate() == Report.Fate.OBSERVED,
        1,
        seen.program()
            .map(it -> new Observation.Around(it.pool(), it.container(), it.slice()))
            .orElse(Observation.Around.NONE));
  }

  private static Observation tried(Agent agent, Report.Counted seen) {
    return new Observation.Tried(
        witness(agent, seen.at()),
        OptionalLong.of(seen.uid()),
        Optional.empty(),
        Optional.empty(),
        seen.port(),
        !seen.isHeld(),
        seen.packets(),
        Observation.Around.NONE);
  }

  /// The kernel says it, and root's process hands it on.
  private static Witness witness(Agent agent, Instant at) {
    return new Witness("fence", agent.host(), at, Writer.SERVER);
  }
}
