package weir.traceback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import weir.account.Account;
import weir.account.Directory;
import weir.attribution.Attribution;
import weir.attribution.Confidence;
import weir.attribution.LogWord;
import weir.attribution.Method;
import weir.attribution.Step;
import weir.attribution.Words;
import weir.observation.Leg;
import weir.observation.Passage;
import weir.passages.Laid;
import weir.passages.Match;
import weir.tracing.Traced;
import weir.tracing.Trail;

/// Whose a message is, by what it shows and by what our mail servers wrote down together. A log of
/// ours counts for more than a header, and where they differ, that is a step of its own.
///
/// @param account id of the customer
/// @param identity how he showed himself, in words
/// @param confidence as sure as the weakest of the steps
/// @param method by what
public record Settled(
    Optional<String> account,
    Optional<String> identity,
    Confidence confidence,
    String method,
    List<Step> steps) {
  public Settled {
    steps = List.copyOf(steps);
  }

  /// @param logged whose the passage is, by the directory of today; its steps are told
  /// @param hosts who can have written into their logs
  static Settled of(Traced traced, Match.One match, Attribution logged, Directory hosts) {
    Attribution shown = traced.found();
    Laid laid = match.laid();
    boolean isVouched =
        traced.trail().source().filter(it -> it.sure() == Confidence.CLAIMED).isEmpty();
    Step known = known(match, isVouched, hosts);
    List<Step> differences = new ArrayList<>(LogDifferences.of(traced.trail(), laid, hosts));
    Leg first = laid.passage().first();
    LogWord word = LogWord.of(first.coming().writer(), hosts.host(first.key().host()));
    Confidence there = laid.confidence().and(known.confidence()).and(word.most());
    boolean isOther =
        laid.account().isPresent()
            && shown.account().filter(it -> !it.id().equals(laid.account().get())).isPresent();
    boolean isByToken = shown.method() == Method.TOKEN;
    if (isOther && word.most().compareTo(Confidence.STRONG) < 0) {
      return doubted(shown, laid, logged, known, word);
    }
    if (isOther && isByToken && shown.confidence() == Confidence.CERTAIN) {
      differences.add(other("the token", shown));
      return byLog(laid, logged, there.and(Confidence.LIKELY), known, differences);
    }
    boolean isSurer = there.compareTo(shown.confidence()) >= 0;
    if (laid.account().isPresent()
        && (shown.account().isEmpty() || isSurer || !differences.isEmpty())) {
      if (isOther) {
        differences.add(other(isByToken ? "the token" : "the header", shown));
      }
      return byLog(laid, logged, there, known, differences);
    }
    // The log has another way in, and does not know whose: nothing is left of the header's word.
    if (!differences.isEmpty() && !isByToken) {
      return byLog(laid, logged, Confidence.CLAIMED, known, differences);
    }
    List<Step> steps = new ArrayList<>(shown.steps());
    steps.add(known);
    steps.addAll(differences);
    return shown(shown, steps);
  }

  /// A token or a header leads to one account, and to another one a log that customers can have
  /// written: the log does not settle it. A token they can only have copied.
  private static Settled doubted(
      Attribution shown, Laid laid, Attribution logged, Step known, LogWord word) {
    boolean isByToken = shown.method() == Method.TOKEN;
    String from = isByToken ? "the token" : "the header";
    if (isByToken && shown.confidence().compareTo(Confidence.STRONG) >= 0) {
      List<Step> steps = new ArrayList<>(shown.steps());
      steps.add(known);
      steps.add(apart("the log leads to " + laid.account().orElse("nobody"), word));
      return new Settled(
          shown.account().map(Account::id),
          shown.identity().map(Words::of),
          Confidence.LIKELY,
          shown.method().words(),
          steps);
    }
    Step apart =
        apart(from + " leads to " + shown.account().map(Account::id).orElse("nobody"), word);
    return byLog(laid, logged, Confidence.CLAIMED, known, List.of(apart));
  }

  private static Step apart(String what, LogWord word) {
    return Step.open(
        what,
        Confidence.CLAIMED,
        "they lead to different accounts, and the log is " + word.doubt().orElse(""),
        word.settles().orElse(""));
  }

  /// @param isVouched whether more than a line that anybody can copy says that it came from there
  private static Step known(Match.One match, boolean isVouched, Directory hosts) {
    if (!isVouched) {
      return Step.open(
          "our mail servers wrote down a message with such a header",
          Confidence.CLAIMED,
          match.why() + "; the header may be copied from it",
          "from which address the complainant's own server had it");
    }
    LogWord word = surest(match.laid().passage(), hosts);
    return word.most().compareTo(Confidence.STRONG) >= 0
        ? Step.of("our mail servers wrote it down", Confidence.STRONG, match.why())
        : Step.open(
            "it stands in the logs of our mail servers",
            word.most(),
            match.why() + "; " + word.doubt().orElse(""),
            word.settles().orElse(""));
  }

  /// That there was such a message is as sure as the surest of the logs that tell of it.
  private static LogWord surest(Passage passage, Directory hosts) {
    return passage.legs().stream()
        .map(leg -> LogWord.of(leg.coming().writer(), hosts.host(leg.key().host())))
        .max(Comparator.comparing(LogWord::most))
        .orElseThrow();
  }

  /// By what the message shows alone.
  static Settled of(Traced traced) {
    return shown(traced.found(), traced.found().steps());
  }

  /// With ids that the header has and our logs have not: what it says of our hosts is then a claim.
  /// A token and what our logs tell of another id stay what they are.
  ///
  /// @param missing hops of the header whose ids our logs of that time do not have
  Settled without(List<Trail.Hop> missing, Match match) {
    List<Step> told = new ArrayList<>();
    List<Trail.Hop> left = new ArrayList<>(missing);
    for (Step step : steps) {
      Optional<Trail.Hop> hop = left.stream().filter(each -> isThatItWrote(each, step)).findFirst();
      boolean isBelow =
          missing.stream().anyMatch(each -> !left.contains(each) && isSaidBy(each.host(), step));
      told.add(hop.map(Settled::isNotInLog).orElse(isBelow ? claimed(step) : step));
      hop.ifPresent(left::remove);
    }
    left.forEach(hop -> told.add(isNotInLog(hop)));
    boolean isByHeader =
        !method.equals(Method.TOKEN.words())
            && (!(match instanceof Match.One) || method.equals(Method.RECEIVED.words()));
    return new Settled(
        account, identity, isByHeader ? Confidence.CLAIMED : confidence, method, told);
  }

  /// Beside lines of logs, which it is then for people to compare with the header.
  ///
  /// @param there hops of the header whose ids have lines
  Settled beside(List<Trail.Hop> there) {
    List<Step> told = new ArrayList<>();
    for (Step step : steps) {
      Optional<Trail.Hop> hop =
          there.stream().filter(each -> isThatItWrote(each, step)).findFirst();
      told.add(hop.map(each -> isToBeCompared(step, each)).orElse(step));
    }
    return new Settled(account, identity, confidence, method, told);
  }

  private static Step isToBeCompared(Step step, Trail.Hop hop) {
    return new Step(
        step.what(),
        step.confidence(),
        step.why(),
        Optional.of(
            "whether the lines of %s in the log of %s, which are shown, tell the same as the field"
                .formatted(hop.id().orElse(""), hop.host())),
        step.field());
  }

  private static boolean isThatItWrote(Trail.Hop hop, Step step) {
    return step.field()
        .filter(it -> it.part() == Step.Part.WRITER && it.place() == hop.place())
        .isPresent();
  }

  /// What a field says of how the message came is worth no more than the field.
  private static boolean isSaidBy(String host, Step step) {
    return step.field()
        .filter(it -> it.part() == Step.Part.ENTRANCE && it.host().equals(host))
        .isPresent();
  }

  private static Step claimed(Step step) {
    return new Step(
        step.what(), Confidence.CLAIMED, "the field says so", step.settles(), step.field());
  }

  private static Step isNotInLog(Trail.Hop hop) {
    return Step.open(
        "Received field %d says that %s had it as %s, and the log of %s does not have that id"
            .formatted(hop.place(), hop.host(), hop.id().orElse(""), hop.host()),
        Confidence.CLAIMED,
        "the log was read from ten minutes before that time to ten minutes after it, is whole, and"
            + " has other ids of that kind: the field may have been typed, or its id or time altered",
        "whether another mail server runs on "
            + hop.host()
            + " whose log is not read here, or syslog threw lines away then");
  }

  private static Settled shown(Attribution shown, List<Step> steps) {
    return new Settled(
        shown.account().map(Account::id),
        shown.identity().map(Words::of),
        shown.confidence(),
        shown.method().words(),
        steps);
  }

  private static Settled byLog(
      Laid laid, Attribution logged, Confidence sure, Step known, List<Step> differences) {
    List<Step> steps = new ArrayList<>();
    steps.add(known);
    if (logged.account().map(Account::id).equals(laid.account())) {
      steps.addAll(logged.steps());
    } else {
      steps.add(
          Step.of(
              laid.identity().orElse("its sender")
                  + " was "
                  + laid.account().map(id -> id + "'s").orElse("nobody's")
                  + " when it came",
              laid.confidence(),
              "by " + laid.method() + ", with the directory of then; today it says otherwise"));
    }
    steps.addAll(differences);
    return new Settled(laid.account(), laid.identity(), sure, laid.method(), steps);
  }

  private static Step other(String what, Attribution shown) {
    return Step.open(
        what + " leads to " + shown.account().map(Account::id).orElse("nobody"),
        Confidence.CLAIMED,
        "our log leads to somebody else, and counts",
        "the lines of the log; who had what then: weir accounts");
  }
}
