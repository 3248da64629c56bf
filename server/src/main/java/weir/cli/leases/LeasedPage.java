package weir.cli.leases;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.leases.Held;
import weir.leases.LeaseStore;
import weir.response.Lease;
import weir.response.Phase;

/// Responses as a table: whom, what, until when, and where it holds.
public record LeasedPage(PrintWriter out, Style style, Instant now) {
  private static final int REASON = 50;

  /// All that are not over, and what is not as it is to be.
  public void print(LeaseStore store) throws SQLException {
    List<Held> held = store.holdings().all();
    Table table =
        new Table("", "LEASE", "RESPONSE", "WHOM", "STATE", "LEFT", "WHERE", "BY", "REASON");
    Set<String> repaired = store.repaired();
    for (Lease lease : store.active()) {
      table.row(
          lease.id(),
          lease.response().text(),
          Shown.text(lease.target().text()),
          lease.phase().words() + (repaired.contains(lease.id()) ? ", repaired" : ""),
          left(lease),
          where(lease, held),
          Shown.text(lease.rule().map(rule -> "rule " + rule).orElse(lease.by())),
          Shown.cut(lease.reason(), REASON));
    }
    table.print(out, style);
    troubles(store);
  }

  private String left(Lease lease) {
    return lease.phase() == Phase.NEEDS_DECISION
        ? "-"
        : Times.length(Duration.between(now, lease.until()));
  }

  private static String where(Lease lease, List<Held> held) {
    if (!lease.isEnforced()) {
      return "-";
    }
    String where =
        held.stream()
            .filter(it -> it.holding().lease().equals(lease.id()) && it.isDone())
            .map(Held::point)
            .distinct()
            .collect(Collectors.joining(", "));
    return where.isEmpty() ? "nowhere" : where;
  }

  private void troubles(LeaseStore store) throws SQLException {
    var troubles = store.holdings().troubles();
    if (troubles.isEmpty()) {
      return;
    }
    out.println();
    out.println(style.bold("Not as it is to be"));
    troubles.forEach(it ->
        out.println(
            "  %s  %s: %s: %s (%d times)"
                .formatted(
                    Times.seconds(it.since()),
                    Shown.text(it.point()),
                    Shown.text(it.target()),
                    Shown.text(it.words()),
                    it.times())));
  }
}
