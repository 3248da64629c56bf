package weir.response;

import java.util.Optional;
import weir.account.Account;
import weir.attribution.Confidence;

/// Whom an alarm is about, and how well that is known.
///
/// @param target the narrowest that carries the evidence; empty where that is nobody whom a
///   response may be aimed at
/// @param confidence that it is whose it seems
/// @param account whose it is
/// @param isOneOfUs a mail server's or the system's own user, or one of a control channel
public record Suspect(
    Optional<Target> target, Confidence confidence, Optional<Account> account, boolean isOneOfUs) {}
