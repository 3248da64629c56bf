package weir.submissions;

import java.io.IOException;
import java.util.random.RandomGenerator;
import weir.agent.process.Script;
import weir.agent.submission.SubmissionDoor;
import weir.journal.Id;
import weir.tracekeys.KeyFile;
import weir.tracing.OriginToken;
import weir.tracing.TraceKeys;

/// Makes the tokens of messages that are handed to sendmail, by the keys that the settings name.
public final class SubmissionTokens {
  private SubmissionTokens() {}

  /// @throws IOException with a sentence where the keys cannot be read
  public static SubmissionDoor.Tokens of(SubmissionSettings settings, RandomGenerator chance)
      throws IOException {
    if (settings.keys().isEmpty()) {
      return SubmissionDoor.Tokens.NONE;
    }
    TraceKeys keys = KeyFile.read(settings.keys().get());
    if (keys.keys().isEmpty()) {
      throw new IOException(settings.keys().get() + ": there is no key in it");
    }
    return each ->
        keys.vouch(
                Id.next(chance),
                new OriginToken.Hand(
                    settings.host(), each.uid(), each.at(), each.script().map(Script::path)))
            .map(OriginToken::text);
  }
}
