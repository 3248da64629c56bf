package weir.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.enforce.Enforcement;
import weir.gateway.bodies.Chunks;
import weir.gateway.live.OpenSession;
import weir.inspect.Inspection;
import weir.journal.Entry;
import weir.journal.Id;
import weir.mail.MailParameters;
import weir.mail.Path;
import weir.net.IpPrefix;
import weir.smtp.Command;
import weir.smtp.CommandParser;
import weir.smtp.Extensions;
import weir.smtp.LineRead;
import weir.smtp.LineReader;
import weir.smtp.Reply;
import weir.verdict.Facts;
import weir.verdict.Policy;
import weir.verdict.Role;
import weir.verdict.Sender;
import weir.verdict.Stage;
import weir.verdict.Verdict;
import weir.wire.Wire;

/// What one session has in hand: its connection, what is known, what was said, and the transaction
/// under way. Belongs to the session's thread.
final class Talk {
  final Gateway gateway;
  final ListenerSettings listener;
  final Wire wire;
  final LineReader lines;
  final Waits waits;

  private final String id;
  private Site site;
  private volatile Facts facts;
  private CommandParser parser;
  private Inspection inspection;
  private @Nullable Transaction transaction;
  private int transactions;
  private int idleCommands;
  private int failedLogins;
  private volatile OpenSession.Tally tally = OpenSession.Tally.NONE;
  private volatile String last = "";
  private volatile @Nullable String name;
  private final List<String> refusals = new ArrayList<>(0);
  private final List<Entry.Judged> judged = new ArrayList<>(0);

  Talk(Gateway gateway, ListenerSettings listener, Wire wire, LineReader lines, Facts facts) {
    this.gateway = gateway;
    this.listener = listener;
    this.wire = wire;
    this.lines = lines;
    this.id = facts.connection().session();
    this.waits = new Waits(gateway, wire, id);
    this.site = gateway.site().get();
    this.parser = new CommandParser(listener.syntax().leniency(), Extensions.NONE);
    this.inspection = new Inspection(site.rules(), gateway.clock());
    this.facts = inspection.informed(facts);
  }

  /// The id that a reply of this moment carries.
  String id() {
    return transaction == null ? id : transaction.id();
  }

  String session() {
    return id;
  }

  Site site() {
    return site;
  }

  DialogLimits limits() {
    return site.limits();
  }

  Facts facts() {
    return facts;
  }

  void facts(Facts known) {
    facts = known;
  }

  /// Reads a command as the present state of the session allows.
  Command parse(LineRead.Line line) {
    return parser.parse(line, transaction != null && transaction.parameters().utf8());
  }

  /// From now on parameters of these extensions are understood.
  void offer(Extensions offered) {
    parser = new CommandParser(listener.syntax().leniency(), offered);
  }

  Inspection inspection() {
    return inspection;
  }

  Optional<Transaction> transaction() {
    return Optional.ofNullable(transaction);
  }

  /// The policy that holds for the session as such, until a recipient chooses.
  Policy policy() {
    return inspection.book().policies().of(facts.role());
  }

  boolean secured() {
    return wire.tls().isPresent();
  }

  boolean offersTls() {
    return listener.tls() != ListenerSettings.Tls.NONE && gateway.tls().get().isPresent();
  }

  /// TLS is to come before the first word, so none can be said yet.
  boolean awaitsTls() {
    return listener.tls() == ListenerSettings.Tls.IMPLICIT && !secured();
  }

  boolean takesLogins() {
    return listener.role() == Role.SUBMISSION && gateway.logins().isPresent();
  }

  boolean mayNameClients() {
    return IpPrefix.anyContains(listener.xclientFrom(), facts.client());
  }

  /// Begins a transaction under the newest configuration. The first one goes by the session's id.
  Transaction begin(Path sender, MailParameters parameters) {
    site = gateway.site().get();
    inspection.renew(site.rules());
    facts = inspection.informed(facts);
    String own = transactions == 0 ? id : Id.next(gateway.chance());
    transactions++;
    Transaction begun = new Transaction(own, gateway.clock().instant(), sender, parameters);
    transaction = begun;
    facts = facts.withSender(new Sender(sender, parameters.size(), parameters.utf8()));
    return begun;
  }

  /// Transactions that were begun.
  int transactions() {
    return transactions;
  }

  /// Forgets the transaction and what was seen of it. [Records] asks for it, when it is written
  /// down: nothing else ends one.
  void drop() {
    transaction().flatMap(Transaction::chunks).ifPresent(Chunks::drop);
    transaction = null;
    facts = facts.withoutTransaction();
    inspection.forgetFrom(Stage.MAIL);
  }

  /// Waits for what host rules want to know of the client, so that their attributes hold.
  void askHostRules() throws InterruptedException {
    facts = inspection.fullyInformed(facts);
  }

  /// Octets that a message of this client may have.
  long largestMessage() {
    long ours = limits().messageSize().bytes();
    return Math.min(ours, facts.attributes().largestMessage().orElse(ours));
  }

  /// The client became somebody else (XCLIENT): what was seen of the former one is void.
  void meet(Facts other) {
    inspection = new Inspection(site.rules(), gateway.clock());
    facts = inspection.informed(other);
    name = null;
  }

  void count(Answer.CountedAs command) {
    switch (command) {
      case MAIL -> {}
      case IDLE -> idleCommands++;
      case ERROR -> facts = facts.withCounts(facts.counts().withError());
    }
  }

  void noLongerIdle() {
    idleCommands = 0;
  }

  void countFailedLogin() {
    failedLogins++;
  }

  /// The last word where one of the limits on what is no mail, or on mail in one session, is
  /// reached.
  Optional<Reply> exhausted() {
    if (facts.counts().errors() >= limits().errors()) {
      return enough("Too many errors");
    }
    if (gateway.logins().map(logins -> failedLogins >= logins.failuresPerSession()).orElse(false)) {
      return enough("Too many failed logins");
    }
    if (idleCommands >= limits().idleCommands()) {
      return enough("Too many commands without mail");
    }
    if (transaction == null) {
      return transactions >= limits().transactions()
          ? enough("Enough for one session, please connect again")
          : Optional.empty();
    }
    // A deadline ends only what is waited for, and a busy client's next command is here already.
    return timeForCommand().isPositive() ? Optional.empty() : Optional.of(OwnReplies.TIMED_OUT);
  }

  private static Optional<Reply> enough(String why) {
    return Optional.of(Reply.closing(421, "4.7.0", why));
  }

  /// How long the next command may take: its own time, or what is left of the transaction's.
  Duration timeForCommand() {
    Duration own = limits().commandTime();
    if (transaction == null) {
      return own;
    }
    Duration left = transaction.left(limits().transactionTime());
    return left.compareTo(own) < 0 ? left : own;
  }

  /// Starts what can be asked at this stage, judges all that is known, and carries the verdict out.
  /// The journal gets it when it says anything, and always when it is about a recipient.
  ///
  /// @param recipient who is judged; empty where it is not one of them
  Enforcement judge(Stage stage, String recipient, Policy policy) throws InterruptedException {
    inspection.prepare(stage, facts);
    Verdict verdict = inspection.at(stage, facts, policy);
    facts = inspection.informed(facts);
    if (!recipient.isEmpty() || !verdict.weighed().isEmpty() || !verdict.unknowns().isEmpty()) {
      keep(stage, recipient, verdict);
    }
    tally = tally.judged(verdict.score());
    if (name == null) {
      name = inspection.reverseName().confirmed().orElse(null);
    }
    waits.because(verdict, policy);
    return gateway.enforcer().enforce(verdict);
  }

  /// Judges the message once for each of several policies, as [#judge] does for one.
  List<Enforcement> judge(Stage stage, List<Inspection.Judging> judgings)
      throws InterruptedException {
    inspection.prepare(stage, facts);
    List<Verdict> verdicts = inspection.at(stage, facts, judgings);
    for (Verdict verdict : verdicts) {
      if (judgings.size() > 1 || !verdict.weighed().isEmpty() || !verdict.unknowns().isEmpty()) {
        keep(stage, "", verdict);
      }
    }
    return gateway.enforcer().enforce(verdicts);
  }

  /// With the transaction, or with the session outside of one.
  private void keep(Stage stage, String recipient, Verdict verdict) {
    if (transaction != null) {
      transaction.judged(stage, recipient, verdict);
    } else {
      judged.add(new Entry.Judged(stage, recipient, verdict));
    }
  }

  /// The session as it is now. Other threads may look.
  OpenSession view() {
    return new OpenSession(facts, Optional.ofNullable(name), last, tally, waits.now());
  }

  /// The client says this command.
  void hears(String verb) {
    last = verb;
  }

  void tally(OpenSession.Tally now) {
    tally = now;
  }

  OpenSession.Tally tally() {
    return tally;
  }

  List<Entry.Judged> judgements() {
    return judged;
  }

  List<String> refusals() {
    return refusals;
  }

  /// Writes a reply in the form the client may see: refusals carry the id (invariant 2). It leaves
  /// with the next read or flush, together with its neighbours (RFC 2920 section 3.2).
  Reply say(Reply reply) throws IOException {
    Reply said = identified(reply);
    if (said.code() >= 400) {
      tally = tally.refusal();
    }
    if (said.code() >= 400 && transaction == null) {
      refusals.add(said.toString());
    }
    wire.write(said.bytes());
    return said;
  }

  /// The reply as the client hears it.
  Reply identified(Reply reply) {
    if (reply.code() < 400) {
      return reply;
    }
    Reply said = reply.endingWith(" [" + id() + "]");
    return site.page().map(page -> said.andLine("See " + page + "?id=" + id())).orElse(said);
  }
}
