package weir.meter;

import java.util.Optional;
import java.util.OptionalLong;

/// What rules may want to know of the account that a sender belongs to.
///
/// @param days since it became a customer
/// @param plan its name
public record Customer(OptionalLong days, Optional<String> plan) {
  /// Nothing is known.
  public static final Customer UNKNOWN = new Customer(OptionalLong.empty(), Optional.empty());
}
