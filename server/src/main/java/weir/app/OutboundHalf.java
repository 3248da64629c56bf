package weir.app;

import java.util.List;
import java.util.Optional;
import weir.api.Answer;
import weir.api.ComplaintSource;
import weir.api.SourceLine;
import weir.api.Status;
import weir.directory.AccountDirectory;
import weir.enforcement.AgentOrders;
import weir.journal.Journal;
import weir.responder.ByHand;
import weir.settings.Settings;

/// The outbound half as the rest of the process sees it: in this process, or in another one.
interface OutboundHalf extends AutoCloseable {
  /// Where the gateway's entries go, so that they are seen here, too.
  Journal journal();

  /// Whose an identity is.
  AccountDirectory directory();

  /// How an account stands to the rules.
  Answer standing(String account);

  /// What people do about senders; empty where another process does it.
  Optional<ByHand> responses();

  /// The agents of other hosts.
  AgentOrders agents();

  /// Takes over what of other settings needs no restart.
  void use(Settings wanted);

  /// How it stands.
  Status.Outgoing status();

  /// What tells of outgoing mail, and how far each is read.
  List<SourceLine> sources();

  /// Where complaints are taken from, and how that goes.
  List<ComplaintSource> complaints();

  /// Begins, once no other process writes the same file.
  void start();

  @Override
  void close();
}
