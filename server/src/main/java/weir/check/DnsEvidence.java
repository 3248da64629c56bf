package weir.check;

import weir.dns.Answer;
import weir.dns.DnsRecord;
import weir.dns.Question;
import weir.verdict.Evidence;

/// DNS answers as evidence: the question by its name and type, the answer as received.
public final class DnsEvidence {
  private static final int LIMIT = 500;

  private DnsEvidence() {}

  public static Evidence of(Question question, Answer answer) {
    return new Evidence(question.toString(), text(answer));
  }

  private static String text(Answer answer) {
    return switch (answer) {
      case Answer.Found found -> {
        StringBuilder text = new StringBuilder();
        for (DnsRecord record : found.records()) {
          if (text.length() > LIMIT) {
            text.append(", ...");
            break;
          }
          text.append(text.isEmpty() ? "" : ", ").append(record);
        }
        yield text.toString();
      }
      case Answer.Absent(Answer.Why why, var _) ->
          switch (why) {
            case NO_SUCH_NAME -> "no such name";
            case NO_SUCH_RECORD -> "no such record";
          };
      case Answer.Failed(var cause, var _) -> "failed: " + cause;
    };
  }
}
