package weir.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import weir.api.ComplaintSource;
import weir.api.Status;

/// A status as metrics. Every name here stands in the manual.
record StatusCollector(Supplier<Status> status) implements MultiCollector {

  @Override
  public MetricSnapshots collect() {
    Status now = status.get();
    MetricList to = new MetricList();
    process(now, to);
    traffic(now, to);
    decided(now, to);
    rules(now.rules(), to);
    checks(now.checks(), to);
    hops(now, to);
    held(now.held(), now, to);
    outgoing(now.outgoing(), to);
    complaints(now.complaints(), to);
    accounts(now.accounts(), to);
    journal(now.journal(), to);
    to.counter(
        "weir_state_failures",
        "Attempts to write durable state that failed.",
        now.durable().failures());
    now.dns().ifPresent(dns -> dns(dns, to));
    lists(now.lists(), to);
    now.lookup().ifPresent(lookup -> lookup(lookup, to));
    return to.all();
  }

  private static void process(Status now, MetricList to) {
    to.gauge("weir_uptime_seconds", "Seconds since the start.", now.uptime().toSeconds());
    to.gauge("weir_draining", "1 while sessions end.", now.state().equals("running") ? 0 : 1);
    to.gauge("weir_sessions_open", "Connections open now.", now.sessions().open());
    to.gauge(
        "weir_sessions_delayed", "Sessions whose reply is delayed now.", now.sessions().delayed());
    to.counter(
        "weir_sessions_displaced",
        "Sessions told 421 since too many were delayed.",
        now.sessions().displaced());
    to.gauge(
        "weir_bodies_memory_bytes",
        "Messages under way in memory.",
        now.sessions().bodiesInMemory());
    to.gauge(
        "weir_bodies_disk_bytes", "Messages under way in files.", now.sessions().bodiesOnDisk());
    to.gauge("weir_leases", "What operators allowed or blocked for a time.", now.leases());
    to.gauge("weir_heap_used_bytes", "Java heap in use.", now.memory().heapUsed());
    to.gauge("weir_resident_bytes", "Memory of the process.", now.memory().resident());
  }

  private static void traffic(Status now, MetricList to) {
    Status.Traffic traffic = now.traffic();
    to.counter("weir_connections", "Connections accepted.", traffic.connections());
    MetricList.Labelled messages =
        to.counters("weir_messages", "Messages by how they ended.", "end");
    messages.add("delivered", traffic.delivered());
    messages.add("held", traffic.held());
    messages.add("deferred", traffic.deferred());
    messages.add("refused", traffic.refused());
    to.counter("weir_delivered_bytes", "Bytes of delivered messages.", traffic.bytes());
    MetricList.Labelled logins = to.counters("weir_logins", "Logins by their result.", "result");
    logins.add("accepted", traffic.logins());
    logins.add("denied", traffic.loginsDenied());
    logins.add("locked", traffic.loginsLocked());
    to.counter(
        "weir_unauthorised_naming",
        "XCLIENT from hosts that may not name clients, and connections of load balancers whose PROXY header cannot be read.",
        traffic.unauthorisedNaming());
    to.counter(
        "weir_session_failures", "Sessions that ended by a defect of ours.", traffic.failures());
  }

  private static void decided(Status now, MetricList to) {
    MetricList.Labelled refusals =
        to.counters(
            "weir_refusals", "Refusals by the finding, check or rule that decided.", "finding");
    now.decided().forEach(refusals::add);
  }

  private static void rules(List<Status.RuleCost> rules, MetricList to) {
    MetricList.Labelled calls =
        to.counters("weir_rule_calls", "Judgements that asked the rule.", "rule");
    MetricList.Labelled matches =
        to.counters("weir_rule_matches", "Of those, in which it held.", "rule");
    MetricList.Labelled unknown =
        to.counters("weir_rule_unknown", "Of those, in which it could not tell.", "rule");
    MetricList.Labelled seconds =
        to.gauges(
            "weir_rule_call_seconds", "Time of a call on average, by every 16th one.", "rule");
    for (Status.RuleCost rule : rules) {
      calls.add(rule.name(), rule.calls());
      matches.add(rule.name(), rule.matches());
      unknown.add(rule.name(), rule.unknown());
      seconds.add(rule.name(), rule.microseconds() / 1e6);
    }
  }

  private static void checks(List<Status.CheckCost> checks, MetricList to) {
    MetricList.Labelled looks = to.counters("weir_check_looks", "Times the check looked.", "check");
    MetricList.Labelled waited =
        to.counters(
            "weir_check_waited_seconds", "Time that sessions waited for the check.", "check");
    for (Status.CheckCost check : checks) {
      looks.add(check.name(), check.looks());
      waited.add(check.name(), check.waited().toNanos() / 1e9);
    }
  }

  private static void hops(Status now, MetricList to) {
    MetricList.Labelled up =
        to.gauges("weir_hop_up", "1 where the next hop can be reached.", "hop");
    for (Status.Hop hop : now.hops()) {
      up.add(hop.name(), hop.down().isPresent() ? 0 : 1);
    }
  }

  private static void held(Status.Held held, Status now, MetricList to) {
    MetricList.Labelled messages =
        to.gauges("weir_held_messages", "Messages kept here, by state.", "state");
    held.messages().forEach(messages::add);
    to.gauge("weir_held_bytes", "Bytes of messages kept here.", held.bytes());
    long oldest =
        held.oldestPending()
            .map(since -> Duration.between(since, now.started().plus(now.uptime())).toSeconds())
            .orElse(0L);
    to.gauge(
        "weir_held_oldest_pending_seconds",
        "Age of the oldest message that waits for the answer to another copy.",
        oldest);
    to.counter("weir_held_failures", "Messages that the disk did not take.", held.failures());
  }

  private static void accounts(Status.Accounts accounts, MetricList to) {
    to.gauge("weir_accounts", "Accounts in the directory.", accounts.accounts());
    to.gauge(
        "weir_account_identities", "Identities that accounts have or had.", accounts.identities());
    to.gauge(
        "weir_account_sources_failing",
        "Sources of accounts that cannot be read or are refused.",
        accounts.sources().stream()
            .filter(source -> source.trouble().isPresent() || source.refused().isPresent())
            .count());
  }

  private static void complaints(List<ComplaintSource> sources, MetricList to) {
    to.gauge(
        "weir_complaint_sources_failing",
        "Sources of complaints that cannot be read.",
        sources.stream().filter(source -> source.failing().isPresent()).count());
    to.counter(
        "weir_complaint_messages_taken",
        "Messages taken from sources of complaints.",
        sources.stream().mapToLong(ComplaintSource::taken).sum());
    to.counter(
        "weir_complaints_taken",
        "Complaints in them that were not known before.",
        sources.stream().mapToLong(ComplaintSource::complaints).sum());
  }

  private static void outgoing(Status.Outgoing outgoing, MetricList to) {
    to.gauge(
        "weir_outgoing_messages",
        "Messages that were authored in the last hour.",
        outgoing.messages());
    to.gauge("weir_outgoing_nobodys", "Of those, laid at nobody's door.", outgoing.nobodys());
    to.gauge(
        "weir_outgoing_on_the_way",
        "Outgoing messages in a queue, or until lately.",
        outgoing.onTheWay());
    to.counter(
        "weir_outgoing_lost", "Messages of the gateway that were not told of.", outgoing.lost());
  }

  private static void journal(Status.Journal journal, MetricList to) {
    to.counter("weir_journal_written", "Entries written.", journal.written());
    to.gauge("weir_journal_waiting", "Entries that wait to be written.", journal.waiting());
    to.counter("weir_journal_lost", "Entries left out.", journal.lostEntries());
    to.counter(
        "weir_journal_lost_evidence", "Pieces of evidence left out.", journal.lostEvidence());
    to.counter("weir_journal_failures", "Attempts to write that failed.", journal.failures());
    to.counter(
        "weir_state_lost_effects",
        "Changes of state that could not be kept.",
        journal.lostEffects());
  }

  private static void dns(Status.Dns dns, MetricList to) {
    to.counter("weir_dns_questions", "Questions asked by checks.", dns.questions());
    to.counter("weir_dns_remembered", "Answered from memory.", dns.remembered());
    to.counter("weir_dns_joined", "Merged with an equal question under way.", dns.joined());
    to.counter("weir_dns_sent", "Packets sent to name servers.", dns.sent());
    to.counter("weir_dns_tcp", "Questions repeated over TCP.", dns.overTcp());
    to.counter("weir_dns_timeouts", "Packets not answered in time.", dns.timeouts());
    to.counter("weir_dns_failures", "Questions that ended as a failure.", dns.failures());
    to.counter(
        "weir_dns_strays", "Packets that answer no question: late, or forged.", dns.strays());
    to.counter("weir_dns_defects", "Failures of our own code at it.", dns.defects());
    to.gauge("weir_dns_in_flight", "Questions under way.", dns.inFlight());
  }

  private static void lists(List<Status.DnsList> lists, MetricList to) {
    MetricList.Labelled used =
        to.gauges(
            "weir_list_used",
            "1 where the DNS list is used, 0 where it was taken out since its tests fail.",
            "zone");
    MetricList.Labelled failures =
        to.counters(
            "weir_list_failures",
            "Answers of DNS lists that did not come or could not be used.",
            "zone");
    MetricList.Labelled refusals =
        to.counters(
            "weir_list_refusals",
            "Answers of DNS lists that refuse us instead of telling.",
            "zone");
    for (Status.DnsList list : lists) {
      used.add(list.zone(), list.out().isPresent() ? 0 : 1);
      failures.add(list.zone(), list.failures());
      refusals.add(list.zone(), list.refusals());
    }
  }

  private static void lookup(Status.Lookup lookup, MetricList to) {
    to.counter("weir_map_questions", "Names wanted of the map that is asked.", lookup.questions());
    to.counter("weir_map_remembered", "Of those, from memory.", lookup.remembered());
    to.counter("weir_map_asked", "Times the map was asked.", lookup.asked());
    to.counter("weir_map_failures", "Times it did not answer to the point.", lookup.failures());
    to.counter(
        "weir_map_last_good", "Names for which its last good answer stood in.", lookup.lastGood());
    to.gauge(
        "weir_map_up", "1 while its last answer was good.", lookup.trouble().isPresent() ? 0 : 1);
  }
}
