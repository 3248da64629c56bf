package weir.enforce;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weir.mail.HeaderField;
import weir.smtp.Reply;

/// What the door has to do: wait, then refuse or go on, with these fields on the message if it
/// passes.
public record Enforcement(Optional<Reply> refusal, Duration delay, List<HeaderField> fields) {}
