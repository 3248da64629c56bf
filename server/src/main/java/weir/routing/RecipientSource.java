package weir.routing;

import java.time.Instant;
import weir.mail.Path;

/// Knows which recipients exist: a list, or the next hop itself. Must answer by the deadline; never
/// throws.
public interface RecipientSource {
  RecipientAnswer ask(Path.Mailbox recipient, Instant deadline) throws InterruptedException;
}
