package weir.explain;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import weir.api.Explanation;
import weir.api.Explanation.Step;
import weir.api.ImaginedSession;
import weir.gateway.ListenerSettings;
import weir.gateway.Obstacle;
import weir.gateway.OwnReplies;
import weir.gateway.RoutedRecipient;
import weir.gateway.Site;
import weir.gateway.Way;
import weir.inspect.Inspection;
import weir.mail.Authors;
import weir.mail.Path;
import weir.mail.ReceivedField;
import weir.smtp.Reply;
import weir.verdict.Facts;
import weir.verdict.Hello;
import weir.verdict.Login;
import weir.verdict.Looked;
import weir.verdict.Message;
import weir.verdict.Policy;
import weir.verdict.Recipient;
import weir.verdict.Role;
import weir.verdict.Sender;
import weir.verdict.Stage;
import weir.verdict.Verdict;

/// Walks one imagined session through the stages, as the gateway would, and keeps what was seen and
/// decided at each. Verdicts are not enforced: nothing is counted, remembered or sent (invariant
/// 5). Checks do ask DNS, and a next hop whether a recipient exists.
public final class StageWalk {
  private final Site site;
  private final ImaginedSession imagined;
  private final Inspection inspection;
  private final List<Step> steps = new ArrayList<>();
  private final List<Recipient> accepted = new ArrayList<>();

  /// Checks whose last look stands in a step already.
  private final Set<String> shown = new HashSet<>();

  /// Whether TLS comes with the listener, or with a login, of which there is none in the clear.
  private final boolean secured;

  /// Of the first recipient that was accepted: it is the message's.
  private Optional<Way> way = Optional.empty();

  /// Those accepted, by the policy that judges the message for them.
  private final Map<String, Group> groups = new LinkedHashMap<>();

  private record Group(Policy policy, List<Recipient> recipients) {
    String words() {
      return recipients.stream()
          .map(each -> each.path().toString())
          .collect(Collectors.joining(" ", ", for ", ""));
    }
  }

  private Facts facts;

  private StageWalk(
      Site site,
      Map<String, ListenerSettings> listeners,
      ImaginedSession imagined,
      InstantSource clock) {
    this.site = site;
    this.imagined = imagined;
    this.inspection = new Inspection(site.rules(), clock);
    this.facts =
        inspection.informed(
            Facts.of(ImaginedFacts.connection(imagined, listeners, site, clock.instant())));
    this.secured = imagined.login().isPresent() || beginsWithTls(listeners);
  }

  private boolean beginsWithTls(Map<String, ListenerSettings> listeners) {
    ListenerSettings listener = listeners.get(facts.connection().listener());
    return listener != null && listener.tls() == ListenerSettings.Tls.IMPLICIT;
  }

  /// @param from where the site comes from, in words
  /// @throws IllegalArgumentException with a sentence for the operator, for a session that cannot
  ///   be
  public static Explanation of(
      Site site,
      Map<String, ListenerSettings> listeners,
      ImaginedSession imagined,
      InstantSource clock,
      String from)
      throws InterruptedException {
    StageWalk walk = new StageWalk(site, listeners, imagined, clock);
    String policy = walk.policy().name() + "@" + walk.policy().version();
    walk.walk();
    Step last = walk.decisive();
    return new Explanation(policy, from, walk.steps, last.verdict(), last.because());
  }

  private Policy policy() {
    return site.rules().policies().of(facts.role());
  }

  private void walk() throws InterruptedException {
    if (connect() && hello() && mail()) {
      for (String recipient : imagined.recipients()) {
        recipient(recipient);
      }
      if (!accepted.isEmpty() && imagined.message().isPresent() && data()) {
        message(imagined.message().get());
      }
    }
  }

  private boolean connect() throws InterruptedException {
    return step(Stage.CONNECT, "connects from " + facts.client(), policy())
        .fact("listener", facts.connection().listener())
        .fact("role", facts.role().word())
        .answered(new Reply(220, "", List.of("(greeting)"), false));
  }

  private boolean hello() throws InterruptedException {
    if (secured) {
      facts = facts.withTls();
    }
    facts = facts.withHello(new Hello(imagined.helo(), true));
    return step(Stage.HELO, "EHLO " + imagined.helo(), policy())
        .answered(new Reply(250, "", List.of("(extensions)"), false));
  }

  /// After the login, if there is one, whose password is taken to be right.
  private boolean mail() throws InterruptedException {
    Role before = facts.role();
    imagined.login().ifPresent(name -> facts = facts.withLogin(new Login(name, "PLAIN")));
    facts = inspection.fullyInformed(facts);
    Path sender = ImaginedFacts.path(imagined.sender(), true);
    String said = "MAIL FROM:<" + imagined.sender() + ">";
    facts = facts.withSender(new Sender(sender, size(), false));
    OpenStep made = step(Stage.MAIL, said, policy());
    imagined.login().ifPresent(name -> made.fact("logged in as", name));
    if (imagined.login().isEmpty() && facts.role() != before) {
      made.fact("role", facts.role().word());
    }
    Optional<Reply> objection =
        OwnReplies.toMail(facts, size(), site).or(() -> Obstacle.toAll(site).map(Obstacle::reply));
    return objection.isPresent()
        ? made.whatever(objection.get())
        : made.answered(OwnReplies.SENDER_OK);
  }

  private OptionalLong size() {
    return imagined.message().map(m -> OptionalLong.of(m.size())).orElseGet(OptionalLong::empty);
  }

  private void recipient(String address) throws InterruptedException {
    Path path = ImaginedFacts.path(address, false);
    RoutedRecipient routed = RoutedRecipient.of(path, facts, site);
    Recipient asked = routed.facts();
    Policy policy = routed.policy();
    facts = facts.withRecipientCounted().withRecipient(asked);
    inspection.forgetFrom(Stage.RCPT);
    OpenStep made =
        step(Stage.RCPT, "RCPT TO:<" + address + ">", policy).fact("route", routed.words());
    if (isTaken(routed, made)) {
      accepted.add(asked);
      way = way.or(() -> Optional.of(routed.way()));
      groups
          .computeIfAbsent(policy.name(), _ -> new Group(policy, new ArrayList<>()))
          .recipients
          .add(asked);
      facts = facts.withAccepted(accepted);
    } else if (made.refusedForGood()) {
      facts = facts.withCounts(facts.counts().withRefusedRecipient());
    }
  }

  private boolean isTaken(RoutedRecipient routed, OpenStep made) {
    Optional<Reply> objection = OwnReplies.toRcpt(facts, site);
    if (objection.isPresent()) {
      return made.whatever(objection.get());
    }
    return routed
        .obstacle(way, accepted.size(), false, size(), site)
        .map(obstacle -> made.instead(obstacle.reply()))
        .orElseGet(() -> made.answered(OwnReplies.RECIPIENT_OK));
  }

  /// A step only where something acts before the message: by the policy of the first recipient.
  private boolean data() throws InterruptedException {
    Policy policy = way.orElseThrow().policy();
    return !inspection.actsAt(Stage.DATA, policy)
        || step(Stage.DATA, "DATA", policy)
            .answered(new Reply(354, "", List.of("(go ahead)"), false));
  }

  private void message(ImaginedSession.ImaginedMessage message) throws InterruptedException {
    facts =
        facts.withMessage(
            new Message(
                message.size(),
                message.received(),
                message.eightBit(),
                message.subject(),
                message.hops().stream().map(ReceivedField::read).toList(),
                Authors.read(message.from())));
    inspection.prepare(Stage.HEADERS, facts);
    List<Inspection.Judging> judgings = new ArrayList<>();
    for (Group group : groups.values()) {
      judgings.add(new Inspection.Judging(group.policy, facts.withAccepted(group.recipients)));
    }
    List<Verdict> verdicts = inspection.at(Stage.MESSAGE, facts, judgings);
    List<Looked> looks = notShown();
    for (Group group : groups.values()) {
      String said = "sends the message" + (groups.size() == 1 ? "" : group.words());
      Verdict verdict = verdicts.removeFirst();
      message(message, new OpenStep(steps, Stage.MESSAGE, said, group.policy, verdict, looks));
    }
  }

  private void message(ImaginedSession.ImaginedMessage message, OpenStep made) {
    made.fact("size", "%,d bytes".formatted(message.size()))
        .fact("Received fields", String.valueOf(message.received()));
    message.subject().ifPresent(subject -> made.fact("subject", subject));
    if (message.received() >= site.limits().hops()) {
      made.whatever(OwnReplies.LOOPING);
    } else {
      made.answered(new Reply(250, "", List.of("(what the next hop says)"), false));
    }
  }

  private OpenStep step(Stage stage, String client, Policy policy) throws InterruptedException {
    shown.retainAll(names(inspection.looked())); // what is looked at anew is shown anew
    inspection.prepare(stage, facts);
    Verdict verdict = inspection.at(stage, facts, policy);
    facts = inspection.informed(facts);
    return new OpenStep(steps, stage, client, policy, verdict, notShown());
  }

  /// What was seen since the last step.
  private List<Looked> notShown() {
    List<Looked> since =
        inspection.looked().stream().filter(each -> !shown.contains(each.check())).toList();
    shown.addAll(names(since));
    return since;
  }

  private static Set<String> names(List<Looked> looks) {
    return looks.stream().map(Looked::check).collect(Collectors.toSet());
  }

  /// Where the session comes to its end: the message if one is imagined and somebody takes it, the
  /// first refusal of a session or sender, or the last recipient, one that passes before others.
  private Step decisive() {
    Step last = steps.getLast();
    if (!last.stage().equals(Stage.RCPT.word())) {
      return last;
    }
    return steps.stream()
        .filter(each -> each.stage().equals(Stage.RCPT.word()) && each.verdict().equals("pass"))
        .findFirst()
        .orElse(last);
  }
}
