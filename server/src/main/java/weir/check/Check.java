package weir.check;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.journal.Entry;
import weir.verdict.Attributes;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Facts;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// One thing that can be known about a client, an envelope or a message.
public interface Check {

  /// Its name, when its facts are there, and everything it can find.
  CheckType type();

  default String name() {
    return type().name();
  }

  /// What of it can be found as its settings are now.
  default List<FindingKind> possible() {
    return type().kinds();
  }

  /// From this stage on its facts are complete. What it found holds as long as those facts: for the
  /// session (CONNECT, HELO), the transaction (MAIL), one recipient (RCPT) or the message.
  default Stage facts() {
    return type().facts();
  }

  /// Whether it has anything to say about such a client. Checks on strangers leave out those who
  /// logged in and our own hosts.
  default boolean looksAt(Facts facts) {
    return true;
  }

  /// Starts the questions whose answers [#look] will wait for. Called once, as soon as the facts
  /// are there, so that they are on their way while the client still talks. Returns at once.
  default void prepare(Facts facts) {}

  /// What should be remembered of a transaction that is over, however it ended. Asked of every
  /// check that looks at such a client, also where it has not looked.
  ///
  /// @param facts as they were at the end
  /// @param conduct what the transaction says about the client
  default List<Effect> afterwards(Facts facts, Entry.Transaction ended, Conduct conduct) {
    return List.of();
  }

  /// Looks, by `deadline` at the latest. A failure is [CheckResult.Unknown], not an exception.
  CheckResult look(Facts facts, Instant deadline) throws InterruptedException;

  /// What it sets for those that look after it, once it has seen this. A pure function of it.
  default Attributes attributes(CheckResult seen) {
    return Attributes.NONE;
  }

  /// What it sets, as far as it can be told at once, without waiting for anybody.
  default Attributes attributesAtOnce(Facts facts) {
    return Attributes.NONE;
  }

  /// How often each rule of the operator's files won, where it reads any.
  default Optional<HostRuleHits> hits() {
    return Optional.empty();
  }

  /// Whether it sets anything at all. What does is asked at MAIL at the latest, since the size of a
  /// message depends on it.
  default boolean setsAttributes() {
    return false;
  }
}
