package weir.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import weir.api.ComplaintSource;
import weir.api.Status;

/// Whether mail can come in, and what is not as it should be.
///
/// @param takesMail whether a load balancer should send clients here: not while draining, and not
///   when no next hop can be reached
/// @param problems a sentence each; some of them do not keep mail from coming in
record Health(boolean takesMail, List<String> problems) {

  static Health of(Status status) {
    List<String> problems = new ArrayList<>();
    boolean draining = !status.state().equals("running");
    if (draining) {
      problems.add("the server is " + status.state());
    }
    status
        .hops()
        .forEach(hop ->
            hop.down().ifPresent(why -> problems.add("next hop " + hop.name() + ": " + why)));
    boolean away =
        !status.hops().isEmpty() && status.hops().stream().allMatch(h -> h.down().isPresent());
    status
        .lists()
        .forEach(list ->
            list.out()
                .ifPresent(why -> problems.add("list " + list.zone() + " is taken out: " + why)));
    status.journal().trouble().ifPresent(why -> problems.add("journal: " + why));
    status.durable().trouble().ifPresent(why -> problems.add("durable state: " + why));
    status.clock().ifPresent(problems::add);
    status.held().trouble().ifPresent(why -> problems.add("held mail: " + why));
    status.outgoing().alarm().ifPresent(why -> problems.add("outgoing mail: " + why));
    status
        .outgoing()
        .trouble()
        .ifPresent(why -> problems.add("who sends what is not kept: " + why));
    status.accounts().sources().forEach(source -> accounts(source, problems));
    status.complaints().stream()
        .filter(ComplaintSource::stale)
        .forEach(source ->
            problems.add(
                "complaints from %s: not read since %s: %s"
                    .formatted(
                        source.name(),
                        source.failing().map(Instant::toString).orElse("-"),
                        source.why().orElse("-"))));
    status
        .dns()
        .flatMap(Status.Dns::trouble)
        .ifPresent(why -> problems.add("DNS, a defect of ours: " + why));
    status.lookup().flatMap(Status.Lookup::trouble).ifPresent(why -> problems.add("map: " + why));
    return new Health(!draining && !away, List.copyOf(problems));
  }

  /// One attempt that failed is not worth a person's time; a refusal is, since only a person ends
  /// it.
  private static void accounts(Status.AccountSource source, List<String> problems) {
    String name = "accounts from " + source.name() + ": ";
    source
        .refused()
        .ifPresent(
            why -> problems.add(name + "refused, weir accounts accept takes it over: " + why));
    if (source.stale() && (source.good().isPresent() || source.trouble().isPresent())) {
      problems.add(
          name
              + source.good().map(good -> "not read well since " + good).orElse("never read well")
              + source.trouble().map(why -> ": " + why).orElse(""));
    }
  }

  /// `ok`, or the problems, one a line.
  String text() {
    return problems.isEmpty() ? "ok\n" : String.join("\n", problems) + "\n";
  }
}
