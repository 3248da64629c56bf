package weir.cli.server;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import weir.api.ComplaintSource;
import weir.api.Status;
import weir.cli.output.Shown;
import weir.cli.output.Sizes;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;

/// A status on one screen.
record StatusPage(PrintWriter out, Style style) {
  private static final int REASONS = 8;

  void print(Status it) {
    String state =
        it.state().equals("running") ? style.good("running") : style.doubtful(it.state());
    line(
        "Weir",
        "%s for %s (process %d, since %s)"
            .formatted(
                state, Times.length(it.uptime()), it.process(), Times.seconds(it.started())));
    line("configuration", Shown.text(it.configuration()) + ", policy version " + it.policy());
    out.println();
    listeners(it);
    out.println();
    hops(it);
    out.println();
    traffic(it);
    decided(it.decided());
    out.println();
    sessions(it);
    journal(it.journal());
    it.durable()
        .trouble()
        .ifPresent(why -> line("state", style.bad("not on the disk: " + Shown.text(why))));
    it.clock().ifPresent(why -> line("clock", style.bad(Shown.text(why))));
    it.dns().ifPresent(this::dns);
    lists(it.lists());
    it.lookup().ifPresent(this::lookup);
    line(
        "memory",
        "%s resident, heap %s of %s"
            .formatted(
                Sizes.text(it.memory().resident()),
                Sizes.text(it.memory().heapUsed()),
                Sizes.text(it.memory().heapMost())));
    held(it.held());
    outgoing(it.outgoing());
    accounts(it.accounts(), it.started().plus(it.uptime()));
    complaints(it.complaints(), it.started().plus(it.uptime()));
    line("leases", it.leases() == 0 ? "none" : it.leases() + " (weir leases)");
    new CostTables(out, style).print(it);
    it.hostRules().ifPresent(new HostRuleTable(out, style)::print);
  }

  private void listeners(Status it) {
    Table table = new Table("", "LISTENER", "ADDRESS", "ROLE", "SESSIONS");
    for (Status.Door door : it.listeners()) {
      table.row(door.name(), door.address(), door.role(), "%,d".formatted(door.sessions()));
    }
    table.print(out, style);
  }

  private void hops(Status it) {
    Table table = new Table("", "NEXT HOP", "STATE");
    for (Status.Hop hop : it.hops()) {
      table.row(hop.name(), hop.down().map(why -> "down: " + Shown.text(why)).orElse("up"));
    }
    table.print(out, style);
  }

  private void traffic(Status it) {
    Status.Traffic traffic = it.traffic();
    line(
        "messages",
        "%,d delivered (%s), %s%,d refused, %,d refused for now"
            .formatted(
                traffic.delivered(),
                Sizes.text(traffic.bytes()),
                traffic.held() == 0 ? "" : "%,d held, ".formatted(traffic.held()),
                traffic.refused(),
                traffic.deferred()));
    line("connections", "%,d since the start".formatted(traffic.connections()));
    if (traffic.logins() + traffic.loginsDenied() + traffic.loginsLocked() > 0) {
      line(
          "logins",
          "%,d accepted, %,d denied%s"
              .formatted(
                  traffic.logins(),
                  traffic.loginsDenied(),
                  traffic.loginsLocked() == 0
                      ? ""
                      : ", %,d locked".formatted(traffic.loginsLocked())));
    }
    if (traffic.failures() > 0) {
      line(
          "failures",
          style.bad("%,d sessions ended by a defect of ours".formatted(traffic.failures())));
    }
  }

  private void decided(Map<String, Long> decided) {
    String label = "refused for";
    var most =
        decided.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(REASONS)
            .toList();
    for (var each : most) {
      line(label, "%,6d  %s".formatted(each.getValue(), each.getKey()));
      label = "";
    }
  }

  private void sessions(Status it) {
    Status.Sessions sessions = it.sessions();
    line(
        "sessions",
        "%,d open, %,d of them delayed; messages under way %s in memory, %s on disk"
            .formatted(
                sessions.open(),
                sessions.delayed(),
                Sizes.text(sessions.bodiesInMemory()),
                Sizes.text(sessions.bodiesOnDisk())));
  }

  private void journal(Status.Journal journal) {
    String said = "%,d entries written, %,d wait".formatted(journal.written(), journal.waiting());
    line("journal", said + (journal.folder().isEmpty() ? "" : ", in " + journal.folder()));
    if (journal.lostEntries() + journal.lostEvidence() > 0) {
      line(
          "",
          style.bad(
              "left out: %,d entries, %,d pieces of evidence"
                  .formatted(journal.lostEntries(), journal.lostEvidence())));
    }
    journal.trouble().ifPresent(why -> line("", style.bad("trouble: " + Shown.text(why))));
    if (journal.lostEffects() > 0) {
      line("state", style.bad("%,d changes could not be kept".formatted(journal.lostEffects())));
    }
  }

  private void dns(Status.Dns dns) {
    line(
        "DNS",
        "%,d questions: %,d from memory, %,d joined, %,d failed; %,d packets sent, %,d not answered in time"
            .formatted(
                dns.questions(),
                dns.remembered(),
                dns.joined(),
                dns.failures(),
                dns.sent(),
                dns.timeouts()));
    if (dns.strays() > 0) {
      line("", "%,d packets answered no question: late, or forged".formatted(dns.strays()));
    }
    if (dns.defects() > 0) {
      line("", style.bad("%,d defects of ours; the log has them".formatted(dns.defects())));
    }
    dns.trouble().ifPresent(why -> line("", style.bad("trouble: " + Shown.text(why))));
  }

  private void lookup(Status.Lookup lookup) {
    line(
        "map",
        "%s: %,d names wanted, %,d from memory, asked %,d times, %,d failed"
            .formatted(
                Shown.text(lookup.name()),
                lookup.questions(),
                lookup.remembered(),
                lookup.asked(),
                lookup.failures()));
    lookup
        .trouble()
        .ifPresent(why ->
            line(
                "",
                style.bad(
                    "trouble: %s; its last good answer stood in %,d times"
                        .formatted(Shown.text(why), lookup.lastGood()))));
  }

  /// Those that do not tell: a list that refuses us is as good as none.
  private void lists(List<Status.DnsList> lists) {
    for (Status.DnsList list : lists) {
      list.out()
          .ifPresent(why ->
              line(
                  "DNS list",
                  style.bad(Shown.text(list.zone()) + " is taken out: " + Shown.text(why))));
      if (list.failures() + list.refusals() > 0) {
        String said =
            "%s: %,d answers failed, %,d refused us"
                .formatted(Shown.text(list.zone()), list.failures(), list.refusals());
        line("DNS list", list.refusals() > 0 ? style.bad(said) : style.doubtful(said));
      }
    }
  }

  private void held(Status.Held held) {
    String said =
        held.all() == 0
            ? "nothing"
            : "%s, %s of %s (weir held list)"
                .formatted(
                    held.messages().entrySet().stream()
                        .filter(each -> each.getValue() > 0)
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> "%,d %s".formatted(each.getValue(), each.getKey()))
                        .collect(Collectors.joining(", ")),
                    Sizes.text(held.bytes()),
                    Sizes.text(held.mostBytes()));
    line("held mail", said);
    held.oldestPending()
        .ifPresent(since -> line("", style.doubtful("pending since " + Times.seconds(since))));
    held.trouble().ifPresent(why -> line("", style.bad("trouble: " + Shown.text(why))));
  }

  private void outgoing(Status.Outgoing outgoing) {
    line(
        "outgoing",
        "%,d messages in the last hour, %,d of them nobody's, %,d on their way (weir who)"
            .formatted(outgoing.messages(), outgoing.nobodys(), outgoing.onTheWay()));
    if (outgoing.lost() > 0) {
      line("", style.bad("%,d were not told of".formatted(outgoing.lost())));
    }
    outgoing.alarm().ifPresent(why -> line("", style.doubtful(Shown.text(why))));
    outgoing.trouble().ifPresent(why -> line("", style.bad("trouble: " + Shown.text(why))));
  }

  private void accounts(Status.Accounts accounts, Instant now) {
    if (accounts.sources().isEmpty()) {
      return;
    }
    String troubles =
        accounts.troubles() == 0
            ? ""
            : "; "
                + style.doubtful(
                    "%,d troubles (weir accounts check)".formatted(accounts.troubles()));
    line(
        "accounts",
        "%,d with %,d identities, %,d hosts%s"
            .formatted(accounts.accounts(), accounts.identities(), accounts.hosts(), troubles));
    for (Status.AccountSource source : accounts.sources()) {
      String age =
          source
              .good()
              .map(good -> "read %s ago".formatted(Times.length(Duration.between(good, now))))
              .orElse("never read");
      line("", Shown.text(source.name()) + " " + (source.stale() ? style.bad(age) : age));
      source.refused().ifPresent(why -> line("", style.bad("refused: " + Shown.text(why))));
      source.trouble().ifPresent(why -> line("", style.bad("trouble: " + Shown.text(why))));
    }
  }

  private void complaints(List<ComplaintSource> sources, Instant now) {
    for (ComplaintSource source : sources) {
      String age =
          source
              .lastRead()
              .map(read -> "read %s ago".formatted(Times.length(Duration.between(read, now))))
              .orElse("not read yet");
      line(
          source.equals(sources.getFirst()) ? "complaints" : "",
          "%s %s, %,d messages taken"
              .formatted(
                  Shown.text(source.name()),
                  source.failing().isPresent() ? style.bad(age) : age,
                  source.taken()));
      source.why().ifPresent(why -> line("", style.bad("trouble: " + Shown.text(why))));
    }
  }

  private void line(String name, String value) {
    out.println((name + " ".repeat(Math.max(1, 15 - name.length()))) + value);
  }
}
