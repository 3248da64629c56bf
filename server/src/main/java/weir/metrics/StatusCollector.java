package weir.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import weir.api.ComplaintSource;
import weir.api.Status;

/// A status as metrics. Every name here stands in the manual.
record StatusCollector(Supplier<Status> status) implements MultiCollector {

  @Override
  public MetricSnapshots collect() {
    Status now = status.get();
    List<MetricSnapshot> metrics = new ArrayList<>();
    process(now, metrics);
    traffic(now, metrics);
    decided(now, metrics);
    rules(now.rules(), metrics);
    checks(now.checks(), metrics);
    hops(now, metrics);
    held(now.held(), now, metrics);
    outgoing(now.outgoing(), metrics);
    complaints(now.complaints(), metrics);
    accounts(now.accounts(), metrics);
    journal(now.journal(), metrics);
    metrics.add(
        counter(
            "weir_state_failures",
            "Attempts to write durable state that failed.",
            now.durable().failures()));
    now.dns().ifPresent(dns -> dns(dns, metrics));
    lists(now.lists(), metrics);
    now.lookup().ifPresent(lookup -> lookup(lookup, metrics));
    return new MetricSnapshots(metrics);
  }

  private static void process(Status now, List<MetricSnapshot> to) {
    to.add(gauge("weir_uptime_seconds", "Seconds since the start.", now.uptime().toSeconds()));
    to.add(gauge("weir_draining", "1 while sessions end.", now.state().equals("running") ? 0 : 1));
    to.add(gauge("weir_sessions_open", "Connections open now.", now.sessions().open()));
    to.add(
        gauge(
            "weir_sessions_delayed",
            "Sessions whose reply is delayed now.",
            now.sessions().delayed()));
    to.add(
        counter(
            "weir_sessions_displaced",
            "Sessions told 421 since too many were delayed.",
            now.sessions().displaced()));
    to.add(
        gauge(
            "weir_bodies_memory_bytes",
            "Messages under way in memory.",
            now.sessions().bodiesInMemory()));
    to.add(
        gauge(
            "weir_bodies_disk_bytes",
            "Messages under way in files.",
            now.sessions().bodiesOnDisk()));
    to.add(gauge("weir_leases", "What operators allowed or blocked for a time.", now.leases()));
    to.add(gauge("weir_heap_used_bytes", "Java heap in use.", now.memory().heapUsed()));
    to.add(gauge("weir_resident_bytes", "Memory of the process.", now.memory().resident()));
  }

  private static void traffic(Status now, List<MetricSnapshot> to) {
    Status.Traffic traffic = now.traffic();
    to.add(counter("weir_connections", "Connections accepted.", traffic.connections()));
    CounterSnapshot.Builder messages =
        CounterSnapshot.builder().name("weir_messages").help("Messages by how they ended.");
    point(messages, "end", "delivered", traffic.delivered());
    point(messages, "end", "held", traffic.held());
    point(messages, "end", "deferred", traffic.deferred());
    point(messages, "end", "refused", traffic.refused());
    to.add(messages.build());
    to.add(counter("weir_delivered_bytes", "Bytes of delivered messages.", traffic.bytes()));
    CounterSnapshot.Builder logins =
        CounterSnapshot.builder().name("weir_logins").help("Logins by their result.");
    point(logins, "result", "accepted", traffic.logins());
    point(logins, "result", "denied", traffic.loginsDenied());
    to.add(logins.build());
    to.add(
        counter(
            "weir_unauthorised_naming",
            "XCLIENT from hosts that may not name clients, and connections of load balancers whose PROXY header cannot be read.",
            traffic.unauthorisedNaming()));
    to.add(
        counter(
            "weir_session_failures",
            "Sessions that ended by a defect of ours.",
            traffic.failures()));
  }

  private static void decided(Status now, List<MetricSnapshot> to) {
    CounterSnapshot.Builder refusals =
        CounterSnapshot.builder()
            .name("weir_refusals")
            .help("Refusals by the finding, check or rule that decided.");
    now.decided().forEach((id, count) -> point(refusals, "finding", id, count));
    to.add(refusals.build());
  }

  private static void rules(List<Status.RuleCost> rules, List<MetricSnapshot> to) {
    CounterSnapshot.Builder calls =
        CounterSnapshot.builder().name("weir_rule_calls").help("Judgements that asked the rule.");
    CounterSnapshot.Builder matches =
        CounterSnapshot.builder().name("weir_rule_matches").help("Of those, in which it held.");
    CounterSnapshot.Builder unknown =
        CounterSnapshot.builder()
            .name("weir_rule_unknown")
            .help("Of those, in which it could not tell.");
    GaugeSnapshot.Builder seconds =
        GaugeSnapshot.builder()
            .name("weir_rule_call_seconds")
            .help("Time of a call on average, by every 16th one.");
    for (Status.RuleCost rule : rules) {
      point(calls, "rule", rule.name(), rule.calls());
      point(matches, "rule", rule.name(), rule.matches());
      point(unknown, "rule", rule.name(), rule.unknown());
      seconds.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(Labels.of("rule", rule.name()))
              .value(rule.microseconds() / 1e6)
              .build());
    }
    to.addAll(List.of(calls.build(), matches.build(), unknown.build(), seconds.build()));
  }

  private static void checks(List<Status.CheckCost> checks, List<MetricSnapshot> to) {
    CounterSnapshot.Builder looks =
        CounterSnapshot.builder().name("weir_check_looks").help("Times the check looked.");
    CounterSnapshot.Builder waited =
        CounterSnapshot.builder()
            .name("weir_check_waited_seconds")
            .help("Time that sessions waited for the check.");
    for (Status.CheckCost check : checks) {
      point(looks, "check", check.name(), check.looks());
      point(waited, "check", check.name(), check.waited().toNanos() / 1e9);
    }
    to.add(looks.build());
    to.add(waited.build());
  }

  private static void hops(Status now, List<MetricSnapshot> to) {
    GaugeSnapshot.Builder up =
        GaugeSnapshot.builder().name("weir_hop_up").help("1 where the next hop can be reached.");
    for (Status.Hop hop : now.hops()) {
      up.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(Labels.of("hop", hop.name()))
              .value(hop.down().isPresent() ? 0 : 1)
              .build());
    }
    to.add(up.build());
  }

  private static void held(Status.Held held, Status now, List<MetricSnapshot> to) {
    GaugeSnapshot.Builder messages =
        GaugeSnapshot.builder().name("weir_held_messages").help("Messages kept here, by state.");
    held.messages()
        .forEach((state, count) ->
            messages.dataPoint(
                GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("state", state))
                    .value((double) count)
                    .build()));
    to.add(messages.build());
    to.add(gauge("weir_held_bytes", "Bytes of messages kept here.", held.bytes()));
    long oldest =
        held.oldestPending()
            .map(since -> Duration.between(since, now.started().plus(now.uptime())).toSeconds())
            .orElse(0L);
    to.add(
        gauge(
            "weir_held_oldest_pending_seconds",
            "Age of the oldest message that waits for the answer to another copy.",
            oldest));
    to.add(counter("weir_held_failures", "Messages that the disk did not take.", held.failures()));
  }

  private static void accounts(Status.Accounts accounts, List<MetricSnapshot> to) {
    to.add(gauge("weir_accounts", "Accounts in the directory.", accounts.accounts()));
    to.add(
        gauge(
            "weir_account_identities",
            "Identities that accounts have or had.",
            accounts.identities()));
    to.add(
        gauge(
            "weir_account_sources_failing",
            "Sources of accounts that cannot be read or are refused.",
            accounts.sources().stream()
                .filter(source -> source.trouble().isPresent() || source.refused().isPresent())
                .count()));
  }

  private static void complaints(List<ComplaintSource> sources, List<MetricSnapshot> to) {
    to.add(
        gauge(
            "weir_complaint_sources_failing",
            "Sources of complaints that cannot be read.",
            sources.stream().filter(source -> source.failing().isPresent()).count()));
    to.add(
        counter(
            "weir_complaint_messages_taken",
            "Messages taken from sources of complaints.",
            sources.stream().mapToLong(ComplaintSource::taken).sum()));
    to.add(
        counter(
            "weir_complaints_taken",
            "Complaints in them that were not known before.",
            sources.stream().mapToLong(ComplaintSource::complaints).sum()));
  }

  private static void outgoing(Status.Outgoing outgoing, List<MetricSnapshot> to) {
    to.add(
        gauge(
            "weir_outgoing_messages",
            "Messages that were authored in the last hour.",
            outgoing.messages()));
    to.add(gauge("weir_outgoing_nobodys", "Of those, laid at nobody's door.", outgoing.nobodys()));
    to.add(
        gauge(
            "weir_outgoing_on_the_way",
            "Outgoing messages in a queue, or until lately.",
            outgoing.onTheWay()));
    to.add(
        counter(
            "weir_outgoing_lost",
            "Messages of the gateway that were not told of.",
            outgoing.lost()));
  }

  private static void journal(Status.Journal journal, List<MetricSnapshot> to) {
    to.add(counter("weir_journal_written", "Entries written.", journal.written()));
    to.add(gauge("weir_journal_waiting", "Entries that wait to be written.", journal.waiting()));
    to.add(counter("weir_journal_lost", "Entries left out.", journal.lostEntries()));
    to.add(
        counter(
            "weir_journal_lost_evidence", "Pieces of evidence left out.", journal.lostEvidence()));
    to.add(counter("weir_journal_failures", "Attempts to write that failed.", journal.failures()));
    to.add(
        counter(
            "weir_state_lost_effects",
            "Changes of state that could not be kept.",
            journal.lostEffects()));
  }

  private static void dns(Status.Dns dns, List<MetricSnapshot> to) {
    to.add(counter("weir_dns_questions", "Questions asked by checks.", dns.questions()));
    to.add(counter("weir_dns_remembered", "Answered from memory.", dns.remembered()));
    to.add(counter("weir_dns_joined", "Merged with an equal question under way.", dns.joined()));
    to.add(counter("weir_dns_sent", "Packets sent to name servers.", dns.sent()));
    to.add(counter("weir_dns_tcp", "Questions repeated over TCP.", dns.overTcp()));
    to.add(counter("weir_dns_timeouts", "Packets not answered in time.", dns.timeouts()));
    to.add(counter("weir_dns_failures", "Questions that ended as a failure.", dns.failures()));
    to.add(
        counter(
            "weir_dns_strays", "Packets that answer no question: late, or forged.", dns.strays()));
    to.add(counter("weir_dns_defects", "Failures of our own code at it.", dns.defects()));
    to.add(gauge("weir_dns_in_flight", "Questions under way.", dns.inFlight()));
  }

  private static void lists(List<Status.DnsList> lists, List<MetricSnapshot> to) {
    GaugeSnapshot.Builder used =
        GaugeSnapshot.builder()
            .name("weir_list_used")
            .help("1 where the DNS list is used, 0 where it was taken out since its tests fail.");
    CounterSnapshot.Builder failures =
        CounterSnapshot.builder()
            .name("weir_list_failures")
            .help("Answers of DNS lists that did not come or could not be used.");
    CounterSnapshot.Builder refusals =
        CounterSnapshot.builder()
            .name("weir_list_refusals")
            .help("Answers of DNS lists that refuse us instead of telling.");
    for (Status.DnsList list : lists) {
      used.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(Labels.of("zone", list.zone()))
              .value(list.out().isPresent() ? 0 : 1)
              .build());
      point(failures, "zone", list.zone(), list.failures());
      point(refusals, "zone", list.zone(), list.refusals());
    }
    to.add(used.build());
    to.add(failures.build());
    to.add(refusals.build());
  }

  private static void lookup(Status.Lookup lookup, List<MetricSnapshot> to) {
    to.add(
        counter(
            "weir_map_questions", "Names wanted of the map that is asked.", lookup.questions()));
    to.add(counter("weir_map_remembered", "Of those, from memory.", lookup.remembered()));
    to.add(counter("weir_map_asked", "Times the map was asked.", lookup.asked()));
    to.add(
        counter("weir_map_failures", "Times it did not answer to the point.", lookup.failures()));
    to.add(
        counter(
            "weir_map_last_good",
            "Names for which its last good answer stood in.",
            lookup.lastGood()));
    to.add(
        gauge(
            "weir_map_up",
            "1 while its last answer was good.",
            lookup.trouble().isPresent() ? 0 : 1));
  }

  private static MetricSnapshot gauge(String name, String help, long value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value((double) value).build())
        .build();
  }

  private static MetricSnapshot counter(String name, String help, long value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value((double) value).build())
        .build();
  }

  private static void point(CounterSnapshot.Builder to, String label, String value, long count) {
    point(to, label, value, (double) count);
  }

  private static void point(CounterSnapshot.Builder to, String label, String value, double count) {
    to.dataPoint(
        CounterSnapshot.CounterDataPointSnapshot.builder()
            .labels(Labels.of(label, value))
            .value(count)
            .build());
  }
}
