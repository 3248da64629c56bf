package weir.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.check.ReverseNames;
import weir.check.ReverseNames.Reverse;
import weir.listfile.Demand;
import weir.listfile.EntryList;
import weir.listfile.EntryList.Match;
import weir.listfile.Kind;
import weir.listfile.ListFile;
import weir.listfile.Sought;
import weir.mail.Domain;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;

/// The operator's own lists of one kind, in memory, and the findings that come of them.
///
/// In each list the last line that matches decides; lists do not know of each other. A DNS question
/// about the client is asked only where a line that matches demands something of its name.
final class OwnLists {
  private final FindingKind allowed;
  private final FindingKind blocked;
  private final ReverseNames names;
  private final List<Loaded> lists = new ArrayList<>();

  /// @param means what its plain lines find
  private record Loaded(OwnList settings, FindingKind means, EntryList entries) {}

  /// Some lists, allowing or blocking ones, as they were read.
  ///
  /// @throws UncheckedIOException when a file went bad after the configuration was checked
  OwnLists(
      Kind kind, AllowAndBlock both, FindingKind allowed, FindingKind blocked, ReverseNames names) {
    this.allowed = allowed;
    this.blocked = blocked;
    this.names = names;
    both.allow().forEach(list -> lists.add(new Loaded(list, allowed, load(list, kind))));
    both.block().forEach(list -> lists.add(new Loaded(list, blocked, load(list, kind))));
  }

  private static EntryList load(OwnList list, Kind kind) {
    ListFile file = list.read(kind);
    if (!file.mistakes().isEmpty()) {
      throw new UncheckedIOException(new IOException(file.mistakes().getFirst()));
    }
    return file.list();
  }

  /// What these lists can find: lines of an allowing one can block, too, by the form `~host`.
  List<FindingKind> possible() {
    boolean blocks =
        lists.stream()
            .anyMatch(each -> each.means().equals(blocked) || !each.entries().hosts().isEmpty());
    return blocks ? List.of(allowed, blocked) : lists.isEmpty() ? List.of() : List.of(allowed);
  }

  boolean concern(Facts facts) {
    for (Loaded each : lists) {
      if (each.settings().clients().include(facts)) {
        return true;
      }
    }
    return false;
  }

  /// @param sender the domain that lines of the form `~host` spare; empty where they do not count
  CheckResult look(Sought sought, Optional<Domain> sender, Facts facts, Instant deadline) {
    return CheckResult.of(parts(sought, sender, facts, deadline));
  }

  /// What [#look] puts together: what some lists found, and that others could not tell. Whatever
  /// they demand of the client's name is one question, so its failure is told once.
  List<CheckResult> parts(Sought sought, Optional<Domain> sender, Facts facts, Instant deadline) {
    List<Finding> findings = new ArrayList<>(0);
    Optional<CheckResult.Unknown> unknown = Optional.empty();
    for (Loaded each : lists) {
      if (!each.settings().clients().include(facts)) {
        continue;
      }
      List<Match> matches = each.entries().find(sought);
      if (matches.isEmpty() && (each.entries().hosts().isEmpty() || sender.isEmpty())) {
        continue;
      }
      switch (decide(each, matches, sender, facts, deadline)) {
        case Decision.Silent() -> {}
        case Decision.Says(var finding) -> findings.add(finding);
        case Decision.CannotTell(var failed) ->
            unknown = Optional.of(new CheckResult.Unknown(failed.cause(), failed.evidence()));
      }
    }
    List<CheckResult> parts = new ArrayList<>(0);
    if (!findings.isEmpty()) {
      parts.add(new CheckResult.Found(findings, List.of()));
    }
    unknown.ifPresent(parts::add);
    return parts;
  }

  /// What one list comes to.
  private sealed interface Decision {
    record Silent() implements Decision {}

    record Says(Finding finding) implements Decision {}

    record CannotTell(Reverse.Failed failed) implements Decision {}
  }

  private Decision decide(
      Loaded list, List<Match> matches, Optional<Domain> sender, Facts facts, Instant deadline) {
    for (Match match : matches) {
      switch (holds(match.demand(), facts, deadline)) {
        case Held.No() -> {}
        case Held.Unknown(var failed) -> {
          return new Decision.CannotTell(failed);
        }
        case Held.Yes() -> {
          return switch (match.word()) {
            case EXCEPTED -> new Decision.Silent();
            case LISTED -> says(list, list.means(), match.line(), match.shown(), match.said());
            case ALLOWED -> says(list, allowed, match.line(), match.shown(), match.said());
          };
        }
      }
    }
    return sender.isEmpty() ? new Decision.Silent() : host(list, sender.get(), facts, deadline);
  }

  private Decision host(Loaded list, Domain sender, Facts facts, Instant deadline) {
    if (list.entries().hosts().isEmpty()) {
      return new Decision.Silent();
    }
    return switch (names.look(facts.client(), deadline)) {
      case Reverse.Confirmed(var name, _) -> {
        for (EntryList.Host host : list.entries().hosts()) {
          Domain domain = host.domain();
          boolean theirs = sender.isWithin(domain) || domain.isWithin(sender);
          if (isWithin(name, domain) && !theirs) {
            yield says(list, blocked, host.line(), "~" + domain, host.said());
          }
        }
        yield new Decision.Silent();
      }
      case Reverse.NotConfirmed _, Reverse.NoName _ -> new Decision.Silent();
      case Reverse.Failed failed -> new Decision.CannotTell(failed);
    };
  }

  private static boolean isWithin(String name, Domain domain) {
    return Domain.parse(name).filter(each -> each.isWithin(domain)).isPresent();
  }

  private static Decision says(
      Loaded list, FindingKind kind, int line, String entry, Optional<String> said) {
    String place = list.settings().place() + ":" + line;
    return new Decision.Says(
        new Finding(
            kind,
            list.settings().title(),
            said.orElse(kind.remedy()),
            List.of(new Evidence("list", place), new Evidence("entry", entry))));
  }

  /// Whether what a line demands of the client is so.
  private sealed interface Held {
    record Yes() implements Held {}

    record No() implements Held {}

    record Unknown(Reverse.Failed failed) implements Held {}
  }

  private Held holds(Demand demand, Facts facts, Instant deadline) {
    return switch (demand) {
      case Demand.Nothing() -> new Held.Yes();
      case Demand.Stranger() -> held(!facts.trusted());
      case Demand.NoReverseName() ->
          switch (names.look(facts.client(), deadline)) {
            case Reverse.NoName _ -> new Held.Yes();
            case Reverse.Confirmed _, Reverse.NotConfirmed _ -> new Held.No();
            case Reverse.Failed failed -> new Held.Unknown(failed);
          };
      case Demand.NameElsewhere(var home) ->
          switch (names.look(facts.client(), deadline)) {
            case Reverse.Confirmed(var name, _) -> held(!isWithin(name, home));
            case Reverse.NoName _, Reverse.NotConfirmed _ -> new Held.Yes();
            case Reverse.Failed failed -> new Held.Unknown(failed);
          };
    };
  }

  private static Held held(boolean so) {
    return so ? new Held.Yes() : new Held.No();
  }
}
