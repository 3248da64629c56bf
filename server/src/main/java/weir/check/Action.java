package weir.check;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Inline;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.config.Range;
import weir.verdict.Meaning;
import weir.verdict.Meaning.Refusal;
import weir.verdict.Verdict;

/// What the configuration makes of a finding, such as `{score = 1, tag = "X-Weir-Name"}`.
@Inline(name = "an action", example = "{ observe = true }")
@Doc("What a finding leads to. Several actions may stand together, but only one that refuses.")
public record Action(
    @Doc("Write the finding down and do nothing else, whatever the other actions say.")
        @Default("false")
        boolean observe,
    @Doc("Points towards the thresholds of the policy; negative ones speak for the client.")
        @Default("0")
        @Range(from = "-1000", to = "1000")
        double score,
    @Doc(
            "Header field that carries the finding if the message passes: `X-Spam-Warning`, `X-RBL`, or a name that begins with `X-Weir-`.")
        Optional<String> tag,
    @Doc(
            "Words that go before the message's subject if it passes, such as `[SPAM?]`. A signature of the subject (DKIM) is void then.")
        Optional<String> subject,
    @Doc(
            "How long the reply waits; all delays of a reply are bounded by `longest-delay`. The most, where the finding says itself how long.")
        @Default("0s")
        Duration delay,
    @Doc(
            "How long all further replies to RCPT of this client wait as [checks.tarpit] says, over all its sessions.")
        @Default("0s")
        @Range(from = "0s", to = "30d")
        Duration tarpit,
    @Doc("Refuse for now (4xx): a mail server will try again.") @Default("false") boolean defer,
    @Doc("Refuse for good (5xx): the sender gets a bounce.") @Default("false") boolean reject,
    @Doc("Say 421 and hang up: a mail server will try again.") @Default("false") boolean close,
    @Doc("Take the message and keep it from its recipient until somebody decides (`weir held`).")
        @Default("false")
        boolean quarantine,
    @Doc("Checks and rules whose findings are removed; `all` stands for all that can be.")
        List<String> exempt)
    implements Checked {

  /// Stands in `exempt` for every check and rule that can be exempted from.
  public static final String ALL = "all";

  private static final String OUR_HEADERS = Verdict.Tag.OURS;
  private static final int LONGEST_SUBJECT = 40;

  public static final Action OBSERVE =
      new Action(
          true,
          0,
          Optional.empty(),
          Optional.empty(),
          Duration.ZERO,
          Duration.ZERO,
          false,
          false,
          false,
          false,
          List.of());

  public Action {
    exempt = List.copyOf(exempt);
    Patience.within("delay", delay);
    if (tag.isPresent() && !isOurHeader(tag.get())) {
      throw new IllegalArgumentException(
          "tag must be X-Spam-Warning, X-RBL, or the name of a header field that begins with "
              + OUR_HEADERS
              + ", since forged copies of only these are removed");
    }
    if (subject.isPresent() && !isSubject(subject.get())) {
      throw new IllegalArgumentException(
          "subject must be 1 to 40 characters of printable ASCII, such as \"[SPAM?]\"");
    }
  }

  @Override
  public void check(Problems problems) {
    int refusals = count(defer) + count(reject) + count(close) + count(quarantine);
    if (refusals > 1) {
      problems.add(KeyPath.ROOT, "only one of defer, reject, close and quarantine can be done");
    }
    boolean waits = delay.isPositive() || tarpit.isPositive();
    boolean marks = tag.isPresent() || subject.isPresent();
    boolean acts = observe || score != 0 || marks || waits;
    boolean none = !acts && refusals == 0 && exempt.isEmpty();
    if (none && problems.isKnown(KeyPath.ROOT)) {
      problems.add(KeyPath.ROOT, "no action is given; write {observe = true} for none");
    }
  }

  private static int count(boolean given) {
    return given ? 1 : 0;
  }

  /// Short, so that the subject itself stays readable, and without a line end.
  private static boolean isSubject(String words) {
    return !words.isBlank()
        && words.length() <= LONGEST_SUBJECT
        && words.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /// RFC 5322 section 2.2, and short enough for everybody.
  private static boolean isOurHeader(String name) {
    if (name.equals(Verdict.Tag.SPAM_WARNING) || name.equals(Verdict.Tag.RBL)) {
      return true;
    }
    boolean ours = name.length() > OUR_HEADERS.length() && name.length() <= 60;
    if (!ours || !name.startsWith(OUR_HEADERS)) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  /// Whether somebody is told why: a client that is refused, or the reader of a tag.
  public boolean tells() {
    return !observe && (refusal().isPresent() || tag.isPresent());
  }

  /// How it refuses, if it does.
  public Optional<Refusal> refusal() {
    if (close) {
      return Optional.of(Refusal.CLOSE);
    }
    if (reject) {
      return Optional.of(Refusal.REJECT);
    }
    if (defer) {
      return Optional.of(Refusal.DEFER);
    }
    return quarantine ? Optional.of(Refusal.QUARANTINE) : Optional.empty();
  }

  /// The same in the judge's words.
  ///
  /// @param all the checks and rules that `all` stands for
  public Meaning meaning(Set<String> all) {
    Set<String> removed = new HashSet<>(exempt);
    if (removed.remove(ALL)) {
      removed.addAll(all);
    }
    Meaning meaning = new Meaning(observe, score, tag, delay, refusal(), removed, false);
    Meaning marking = subject.map(meaning::withSubject).orElse(meaning);
    return tarpit.isPositive()
        ? marking.withMemory(new Meaning.Memory(Tables.TARPIT.name(), tarpit))
        : marking;
  }
}
