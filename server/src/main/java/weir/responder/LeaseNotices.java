package weir.responder;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.notices.Notice;
import weir.notices.NoticeEvent;
import weir.notices.Notices;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// What people should know of what was done about leases, whoever did it.
final class LeaseNotices {
  private LeaseNotices() {}

  /// Tells of each act that the journal has not yet.
  ///
  /// @param owner whose account a target is
  static void tell(LeaseStore store, Function<Target, Optional<String>> owner, Notices notices)
      throws SQLException {
    for (LeaseAct act : store.unjournaled()) {
      Optional<NoticeEvent> event = event(act.what());
      if (event.isPresent()) {
        Optional<Lease> lease =
            act.lease().isPresent() ? store.find(act.lease().get()) : Optional.empty();
        notices.tell(notice(act, event.get(), lease, owner));
      }
    }
  }

  /// That a probation is over is no news: what its target may do did not change.
  private static Optional<NoticeEvent> event(String what) {
    return switch (what) {
      case "response-begun" -> Optional.of(NoticeEvent.RESPONSE_BEGUN);
      case "response-probation", "response-undone" -> Optional.of(NoticeEvent.RESPONSE_ENDED);
      case "response-needs-decision" -> Optional.of(NoticeEvent.NEEDS_DECISION);
      case "responses-paused" -> Optional.of(NoticeEvent.RESPONSES_PAUSED);
      case "response-trouble" -> Optional.of(NoticeEvent.TROUBLE);
      default -> Optional.empty();
    };
  }

  private static Notice notice(
      LeaseAct act,
      NoticeEvent event,
      Optional<Lease> lease,
      Function<Target, Optional<String>> owner) {
    Optional<Instant> until =
        event == NoticeEvent.RESPONSE_BEGUN
            ? lease.filter(LeaseNotices::endsByItself).map(Lease::until)
            : Optional.empty();
    return new Notice(
        act.id(),
        act.at(),
        event,
        lease.map(Lease::target).flatMap(owner),
        lease.map(Lease::target),
        lease.map(Lease::response),
        lease.map(Lease::id),
        lease.flatMap(Lease::incident),
        until,
        act.by(),
        act.words());
  }

  private static boolean endsByItself(Lease lease) {
    return switch (lease.response()) {
      case Response.Throttle _, Response.Hold _ -> true;
      case Response.Notify _, Response.DenyLogin _, Response.Fence _, Response.Suspend _ -> false;
    };
  }
}
