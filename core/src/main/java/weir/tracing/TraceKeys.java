package weir.tracing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import weir.mail.MailDate;

/// The keys of this moment: the newest seals, all check.
///
/// @param keys oldest first
public record TraceKeys(List<TraceKey> keys) {
  /// A Message-ID as programs write it; one that was blanked has another look.
  private static final Pattern MESSAGE_ID = Pattern.compile("<?[^<>@\\s]+@[^<>@\\s]+>?");

  private static final Pattern BLANKED =
      Pattern.compile("redact|remove|hidden|x{3}|\\*{2}|\\.{3}|_{4}", Pattern.CASE_INSENSITIVE);

  public TraceKeys {
    keys = keys.stream().sorted(Comparator.comparing(TraceKey::since)).toList();
  }

  /// A token for a message.
  ///
  /// @param id of its transaction
  /// @param messageId its Message-ID field, where it has one
  /// @param date its Date field
  /// @return empty where there is no key
  public Optional<TraceToken> seal(String id, Optional<String> messageId, Optional<String> date) {
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(token(keys.getLast(), id, messageId.map(TraceKeys::plain), date));
  }

  private static TraceToken token(
      TraceKey key, String id, Optional<String> messageId, Optional<String> date) {
    return new TraceToken(
        id,
        key.name(),
        key.sign(TraceToken.SEAL, "id", id),
        key.sign(TraceToken.TIE, "message-id", id, messageId.orElse("")),
        key.sign(TraceToken.TIE, "date", id, date.map(TraceKeys::time).orElse("")));
  }

  /// A token for a message that a program hands in.
  ///
  /// @param id of the submission, which nobody can guess
  /// @return empty where there is no key
  public Optional<OriginToken> vouch(String id, OriginToken.Hand hand) {
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(new OriginToken(id, keys.getLast().name(), seal(keys.getLast(), id, hand)));
  }

  /// Whether a token was made for a message that this program handed in.
  public boolean vouches(OriginToken token, OriginToken.Hand hand) {
    return keys.stream()
        .filter(key -> key.name().equals(token.key()))
        .anyMatch(key -> same(seal(key, token.id(), hand), token.seal()));
  }

  private static String seal(TraceKey key, String id, OriginToken.Hand hand) {
    return key.sign(
        TraceToken.SEAL,
        "origin",
        id,
        hand.host(),
        Long.toString(hand.uid()),
        Long.toString(hand.at().getEpochSecond()),
        hand.script().orElse(""));
  }

  /// Whether we made a token, and for this message.
  ///
  /// @param messageId the Message-ID that the message has now
  /// @param date the Date that it has now
  public Seal check(TraceToken token, Optional<String> messageId, Optional<String> date) {
    for (TraceKey key : keys) {
      if (key.name().equals(token.key())
          && same(key.sign(TraceToken.SEAL, "id", token.id()), token.seal())) {
        return ofMessage(key, token, messageId, date);
      }
    }
    return Seal.FOREIGN;
  }

  private static Seal ofMessage(
      TraceKey key, TraceToken token, Optional<String> messageId, Optional<String> date) {
    TraceToken without = token(key, token.id(), Optional.empty(), Optional.empty());
    Optional<String> id =
        messageId
            .map(TraceKeys::plain)
            .filter(_ -> !same(without.messageId(), token.messageId()))
            .filter(text -> MESSAGE_ID.matcher(text).matches() && !BLANKED.matcher(text).find());
    Optional<String> time =
        date.filter(_ -> !same(without.date(), token.date()))
            .filter(text -> MailDate.read(text).isPresent());
    TraceToken here = token(key, token.id(), id, time);
    if (id.isPresent() && !same(here.messageId(), token.messageId())
        || time.isPresent() && !same(here.date(), token.date())) {
      return Seal.COPIED;
    }
    return id.isPresent() || time.isPresent() ? Seal.SOUND : Seal.LOOSE;
  }

  /// Whether a text is the address of a mailbox that nobody has blanked.
  static boolean isAddress(String text) {
    return text.indexOf('@') > 0 && !BLANKED.matcher(text).find();
  }

  /// Folding and quoting put blanks in, some programs take the angle brackets away.
  private static String plain(String messageId) {
    return messageId.replaceAll("[\\s<>]", "");
  }

  /// The same moment however it is written.
  private static String time(String date) {
    return MailDate.read(date)
        .map(at -> Long.toString(at.getEpochSecond()))
        .orElseGet(() -> date.replaceAll("\\s", "").toLowerCase(Locale.ROOT));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
  }
}
