package weir.held;

import java.util.Optional;
import weir.journal.Id;

/// The name of one message in the store.
///
/// @param id our id of the transaction it came with
/// @param copy from 1 on: a transaction can leave several, for several accounts or policies
public record Key(String id, int copy) {

  /// What an operator names: an id alone for all copies, `ID/2` for one.
  public record Named(String id, Optional<Integer> copy) {

    /// @throws IllegalArgumentException with a sentence for the operator
    public static Named parse(String text) {
      int slash = text.indexOf('/');
      String id = (slash < 0 ? text : text.substring(0, slash)).toLowerCase(java.util.Locale.ROOT);
      String copy = slash < 0 ? "1" : text.substring(slash + 1);
      if (!Id.looksLikeOne(id) || !copy.matches("[1-9]\\d{0,5}")) {
        throw new IllegalArgumentException(
            "a held message has an id of 13 letters and digits, or with a number for one copy as"
                + " in 7h2kq0m5n9xbd/2");
      }
      return new Named(id, slash < 0 ? Optional.empty() : Optional.of(Integer.valueOf(copy)));
    }
  }

  @Override
  public String toString() {
    return id + "/" + copy;
  }
}
