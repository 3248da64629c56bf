package weir.tracing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weir.account.Directory;
import weir.account.Host;
import weir.account.Ownership;
import weir.attribution.Attribution;
import weir.attribution.Attributor;
import weir.attribution.Confidence;
import weir.attribution.Method;
import weir.attribution.Step;
import weir.maillog.Entrance;
import weir.net.IpPrefix;

/// Traces a message back: by our token if it has one, by its Received fields, and says of each way
/// how sure it is. The surest counts; of two that are as sure, the token.
public final class Tracer {
  /// Characters of a subject that are compared: journals and reporters cut it.
  private static final int SUBJECT = 40;

  private final Directory directory;
  private final Attributor attributor;
  private final Walk walk;
  private final TraceKeys keys;
  private final Issue.Issues issues;

  /// @param believed networks of others whose Received fields are believed
  public Tracer(Directory directory, List<IpPrefix> believed, TraceKeys keys, Issue.Issues issues) {
    this.directory = directory;
    this.attributor =
        new Attributor(directory, (address, at) -> directory.hostAt(address, at).map(Host::name));
    this.walk = new Walk(directory, believed);
    this.keys = keys;
    this.issues = issues;
  }

  /// @param now in place of a time that nobody tells
  public Traced trace(Suspect suspect, Instant now) {
    Trail trail = walk.follow(suspect.reported(), now);
    List<Traced.Token> tokens =
        TraceToken.in(suspect.text()).stream().map(token -> token(token, suspect, trail)).toList();
    // Of several that are as sure the topmost counts: its sender may have put others below it.
    Attribution found =
        Stream.concat(
                tokens.stream()
                    .filter(token -> token.seal() == Seal.SOUND || token.seal() == Seal.LOOSE)
                    .map(Traced.Token::found),
                Stream.of(trail.found()))
            .reduce(Tracer::surer)
            .orElseThrow();
    return new Traced(found, tokens, trail);
  }

  private static Attribution surer(Attribution one, Attribution other) {
    boolean tells = one.owner() instanceof Ownership.Owned;
    boolean otherTells = other.owner() instanceof Ownership.Owned;
    if (tells != otherTells) {
      return tells ? one : other;
    }
    return one.confidence().compareTo(other.confidence()) >= 0 ? one : other;
  }

  private Traced.Token token(TraceToken token, Suspect suspect, Trail trail) {
    Seal seal = keys.check(token, suspect.messageId(), suspect.date());
    return switch (seal) {
      case FOREIGN ->
          worthless(
              token,
              seal,
              Step.of(
                  "the token " + token.text() + " is not ours",
                  Confidence.CLAIMED,
                  "none of the keys that are kept has made it"));
      case COPIED -> copied(token, "this message has another Message-ID or another Date");
      case SOUND, LOOSE -> ours(token, seal, suspect, trail);
    };
  }

  private static Traced.Token worthless(TraceToken token, Seal seal, Step step) {
    return new Traced.Token(token, seal, Walk.nobody(List.of(step)));
  }

  private static Traced.Token copied(TraceToken token, String why) {
    return worthless(
        token,
        Seal.COPIED,
        Step.of(
            "the token " + token.text() + " was copied from another message of ours",
            Confidence.CLAIMED,
            why));
  }

  private Traced.Token ours(TraceToken token, Seal seal, Suspect suspect, Trail trail) {
    Optional<Issue> known = issues.find(token.id());
    if (known.isEmpty()) {
      return worthless(
          token,
          seal,
          Step.open(
              "our gateway let a message out as " + token.id() + ", and the journal has it no more",
              Confidence.CLAIMED,
              "the token is sealed by our key",
              "a journal that is kept for longer; the logs of the server behind the gateway"));
    }
    Issue issue = known.get();
    if (!fits(suspect.subject(), issue.subject())) {
      return copied(token, "the journal has another subject: " + issue.subject().orElse(""));
    }
    Standing standing = new Standing(token, issue, suspect, trail);
    return standing.isOfAnotherTime()
        ? copied(token, "its field has another time than the journal, which has " + issue.at())
        : new Traced.Token(
            token, seal, found(suspect, issue, standing, standing.step(seal == Seal.SOUND)));
  }

  private Attribution found(Suspect suspect, Issue issue, Standing standing, Step first) {
    Attribution by = attributor.attribute(issue.host(), issue.by(), issue.at());
    List<Step> steps = new ArrayList<>();
    steps.add(first);
    steps.addAll(by.steps());
    if (by.owner() instanceof Ownership.Owned) {
      return new Attribution(
          by.identity(), by.owner(), Method.TOKEN, first.confidence().and(by.confidence()), steps);
    }
    Attribution before =
        standing
            .place()
            .map(place -> before(place, suspect, issue))
            .orElseGet(() -> Walk.nobody(List.of()));
    steps.addAll(before.steps());
    return before.owner() instanceof Ownership.Owned
        ? new Attribution(
            before.identity(),
            before.owner(),
            Method.TOKEN,
            first.confidence().and(before.confidence()),
            steps)
        : Walk.nobody(steps);
  }

  /// A host of ours relayed it through the gateway: what stands below the gateway's field is that
  /// host's.
  ///
  /// @param place of the gateway's field, the topmost is 1
  private Attribution before(int place, Suspect suspect, Issue issue) {
    if (!(issue.by() instanceof Entrance.Client client)) {
      return Walk.nobody(List.of());
    }
    return client
        .address()
        .flatMap(address -> directory.hostAt(address, issue.at()))
        .map(host -> walk.within(host, suspect.reported().received(), place, issue.at(), client))
        .orElseGet(() -> Walk.nobody(List.of()));
  }

  /// Reporters put words before a subject, cut it, or take it away.
  private static boolean fits(Optional<String> here, Optional<String> there) {
    if (here.isEmpty() || there.isEmpty() || here.get().isBlank() || there.get().isBlank()) {
      return true;
    }
    String known = plain(there.get());
    String shown = plain(here.get());
    return shown.contains(known.substring(0, Math.min(SUBJECT, known.length())))
        || known.contains(shown);
  }

  private static String plain(String subject) {
    return subject.replaceAll("\\s", "");
  }
}
