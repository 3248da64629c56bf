package weir.routing;

/// What our tables say of one recipient.
public sealed interface Route {

  /// Mail for one of our domains.
  ///
  /// @param policy name of the policy that judges it
  record Ours(String policy, String hop, RecipientSource recipients) implements Route {}

  /// Mail that this client may send elsewhere through us.
  record Onward(String hop) implements Route {}

  /// Mail that this client may not send there.
  record NotRelayed() implements Route {}

  /// A map could not be read yet, so nobody knows (451, never 5xx).
  record Unknown(String cause) implements Route {}
}
