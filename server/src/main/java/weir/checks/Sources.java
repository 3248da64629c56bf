package weir.checks;

import java.time.InstantSource;
import weir.dns.Resolver;
import weir.mail.Domain;
import weir.state.State;

/// Whom the checks may ask.
///
/// @param lists told what block lists do not tell
/// @param hostName what we call ourselves in greeting and HELO
public record Sources(
    Resolver resolver,
    State state,
    Recipients recipients,
    ListCounts lists,
    InstantSource clock,
    Domain hostName) {}
