package weir.routing;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a map says of one domain or address, besides that it is there.
///
/// @param hop a name under `[hops]`
/// @param policy a name under `[policies]`, or `default`
/// @param recipients of a domain: who knows which of its addresses exist
public record MapLine(Optional<String> hop, Optional<String> policy, Recipients recipients) {

  /// Says only that the name is there.
  public static final MapLine NOTHING =
      new MapLine(Optional.empty(), Optional.empty(), Recipients.UNSAID);

  /// Who knows the recipients of a domain.
  public enum Recipients {
    UNSAID,
    MAP,
    CALL_FORWARD
  }

  /// Reads `hop=inside`, `policy=strict` and `recipients=map`, each once, in any order.
  ///
  /// @throws IllegalArgumentException with a sentence, for any other word and for two of the same
  public static MapLine of(List<String> words) {
    Optional<String> hop = Optional.empty();
    Optional<String> policy = Optional.empty();
    Recipients recipients = Recipients.UNSAID;
    Set<String> keys = new HashSet<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      String key = word.substring(0, Math.max(0, equals));
      String value = word.substring(equals + 1);
      if (!keys.add(key)) {
        throw new IllegalArgumentException(key + "= is said twice");
      }
      switch (key) {
        case "hop" -> hop = Optional.of(value);
        case "policy" -> policy = Optional.of(value);
        case "recipients" -> recipients = recipients(value);
        default ->
            throw new IllegalArgumentException(
                "\""
                    + (key.isEmpty() ? word : key)
                    + "\" is unknown here: hop=, policy= and recipients= are known");
      }
    }
    return new MapLine(hop, policy, recipients);
  }

  /// @throws IllegalArgumentException with a sentence, for a word that is none of the two
  public static Recipients recipients(String value) {
    return switch (value) {
      case "map" -> Recipients.MAP;
      case "call-forward" -> Recipients.CALL_FORWARD;
      default ->
          throw new IllegalArgumentException(
              "recipients=\"" + value + "\": map and call-forward are known");
    };
  }
}
