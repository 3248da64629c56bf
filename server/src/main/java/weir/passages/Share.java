package weir.passages;

import java.util.Optional;

/// How much of what was authored is nobody's. Where it grows, something that tells is missing, or
/// somebody has found a way around it.
///
/// @param messages all of them
/// @param nobodys of these, laid at nobody's door
public record Share(int messages, int nobodys) {
  /// Of fewer messages than these a share says nothing.
  static final int FEWEST = 20;

  /// That it is too much, for people.
  ///
  /// @param most of which it is not, in percent
  public Optional<String> alarm(int most) {
    return messages >= FEWEST && percent() > most
        ? Optional.of(
            "%,d of %,d messages of the last hour are nobody's, more than %d %% (weir accounts check)"
                .formatted(nobodys, messages, most))
        : Optional.empty();
  }

  /// In percent; 0 of nothing.
  public int percent() {
    return messages == 0 ? 0 : (int) (100L * nobodys / messages);
  }
}
