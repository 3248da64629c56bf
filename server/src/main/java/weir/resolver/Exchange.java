package weir.resolver;

import org.jspecify.annotations.Nullable;
import weir.dns.Answer;
import weir.dns.Question;

/// One question on its way: to one name server after the other, until one answers or time is up.
///
/// Has one owner at a time: whoever took it out of the table of a [UdpPort], or has just made it.
/// Only the owner changes it.
final class Exchange {

  private static final Answer.Failed NEVER_ASKED =
      new Answer.Failed("no time was left to ask", Answer.Failure.TIMEOUT);

  final Question question;
  final Asked asked;

  /// The server that this is to test; then nobody waits for the answer.
  final @Nullable NameServer probed;

  /// When the question has failed, by `System.nanoTime`.
  final long deadline;

  /// The question as octets; the id changes with each attempt.
  byte[] message;

  /// How many packets were sent.
  int attempts;

  /// When the present attempt has failed, by `System.nanoTime`.
  long until;

  /// Name servers, one bit each, that said something useless and need not be asked again.
  int useless;

  /// Why the last attempt came to nothing.
  Answer.Failed failed = NEVER_ASKED;

  private Exchange(Question question, Asked asked, @Nullable NameServer probed, long deadline) {
    this.question = question;
    this.asked = asked;
    this.probed = probed;
    this.deadline = deadline;
    this.message = QuestionWriter.write(question, true);
  }

  /// Somebody wants to know.
  static Exchange of(Question question, Asked asked, long deadline) {
    return new Exchange(question, asked, null, deadline);
  }

  /// Only to see whether this name server answers.
  static Exchange probe(Question question, NameServer probed, long deadline) {
    return new Exchange(question, new Asked(), probed, deadline);
  }

  boolean hasEdns() {
    return message[11] != 0;
  }

  void dropEdns() {
    message = QuestionWriter.write(question, false);
  }

  void setUseless(NameServer server, Answer.Failed why) {
    useless |= 1 << server.index();
    failed = why;
  }

  boolean isUseless(NameServer server) {
    return (useless & (1 << server.index())) != 0;
  }
}
