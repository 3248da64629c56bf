package weir.nexthop;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import weir.mail.Path;
import weir.routing.RecipientAnswer;
import weir.routing.RecipientSource;
import weir.smtp.Reply;

/// Finds out whether a recipient exists by asking the mail server: MAIL FROM:<>, RCPT TO, RSET.
///
/// Has a small pool of connections of its own, so that guessing at addresses never takes one from a
/// message. A hop that cannot be asked, or says "not now", gives [RecipientAnswer.Unknown], never a
/// no.
public final class CallForward implements RecipientSource, AutoCloseable {

  /// Postfix counts RSET against a session that delivers nothing, from the hundredth on.
  private static final int QUESTIONS_A_CONNECTION = 90;

  private final MailServer hop;
  private final HopContact contact;
  private final Turns turns;
  private final HopHealth health;
  private final RememberedAnswers answers;
  private final RefusedRecipients refusals;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  /// @param health of the hop, whoever found out
  /// @param refusals what the hop refused when messages were handed over: believed before all else
  /// @param clock the clock of the deadlines given to [#ask]
  /// @param nanoTime as [System#nanoTime]
  CallForward(
      String name,
      CallForwardSettings settings,
      MailServer hop,
      HopConnector connector,
      HopHealth health,
      RefusedRecipients refusals,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.hop = hop;
    this.refusals = refusals;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.answers = new RememberedAnswers(settings, nanoTime);
    this.health = health;
    this.contact =
        new HopContact(
            new HopPool(name + "-recipients", connector, hop, nanoTime),
            health,
            connection -> connection.messages() < QUESTIONS_A_CONNECTION);
    this.turns = new Turns(settings.connections(), nanoTime);
  }

  /// @return [RecipientAnswer.NoSuchUser] also for a recipient the hop refused for another reason
  ///   or with a 4xx when a message was handed over: its reply says which, and is the answer to
  ///   give
  @Override
  public RecipientAnswer ask(Path.Mailbox recipient, Instant deadline) {
    Optional<Reply> refused = refusals.find(recipient);
    if (refused.isPresent()) {
      return new RecipientAnswer.NoSuchUser(refused);
    }
    String key = recipient.text();
    Optional<RecipientAnswer> known = answers.find(key);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<HopTrouble> down = health.troubleNow();
    if (down.isPresent()) {
      return new RecipientAnswer.Unknown(down.get().cause());
    }
    RecipientAnswer answer = askHop(recipient, deadline);
    answers.remember(key, answer);
    return answer;
  }

  private RecipientAnswer askHop(Path.Mailbox recipient, Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (left.isNegative() || !turns.enter(left)) {
      return new RecipientAnswer.Unknown("no connection for questions was free in time");
    }
    long latest =
        nanoTime.getAsLong() + Math.min(left.toNanos(), hop.limits().commandTimeout().toNanos());
    try {
      return contact.speak(
          connection -> new RecipientQuestion(connection, recipient, hop.limits().commandTimeout()),
          hop.identity() == HopSettings.Identity.PROXY
              ? SmtpHop.PROXY_FOR_OURSELVES
              : SmtpHop.NO_PROXY_HEADER,
          latest);
    } catch (IOException e) {
      return new RecipientAnswer.Unknown(HopConnection.message(e));
    } catch (RuntimeException defect) {
      return new RecipientAnswer.Unknown("a defect of ours: " + defect);
    } finally {
      turns.leave();
    }
  }

  @Override
  public void close() {
    contact.close();
  }
}
