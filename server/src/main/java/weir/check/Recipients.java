package weir.check;

import java.time.Instant;
import weir.routing.RecipientAnswer;
import weir.verdict.Recipient;

/// Knows whether a recipient in one of our domains exists. Answers by the deadline; never throws
/// anything else.
public interface Recipients {
  RecipientAnswer ask(Recipient recipient, Instant deadline) throws InterruptedException;
}
