package weir.account;

import java.time.Instant;
import java.util.Optional;

/// A customer of the provider.
///
/// @param id the provider's own name for it, as panel and invoices have it
/// @param name whom people know it as
/// @param reseller who sold to it; its limits hold for all accounts below it together
/// @param plan name of the plan with its limits
/// @param since when it became a customer
/// @param until when it ceased to be one; what it had then is still known as its own
/// @param contact an address outside of the provider's hosts, so that a notice arrives while the
///   account's own mail is stopped
/// @param language of notices, such as `de`
/// @param isProtected no automatic response ever touches it
public record Account(
    String id,
    String name,
    Optional<String> reseller,
    Optional<String> plan,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<String> contact,
    Optional<String> language,
    boolean isProtected) {

  /// @throws IllegalArgumentException when it has no id: what is counted by an empty key would be
  ///   counted for everybody
  public Account {
    if (id.isBlank()) {
      throw new IllegalArgumentException("an account has an id");
    }
  }

  /// One of which nothing but its id is known.
  public static Account of(String id) {
    return new Account(
        id,
        id,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
