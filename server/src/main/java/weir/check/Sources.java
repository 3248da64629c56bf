package weir.check;

import java.time.InstantSource;
import weir.dns.Resolver;
import weir.lists.Lists;
import weir.mail.Domain;
import weir.state.State;

/// Whom the checks may ask.
///
/// @param lists told what DNS lists cost and find
/// @param hostName what we call ourselves in greeting and HELO
public record Sources(
    Resolver resolver,
    State state,
    Recipients recipients,
    Lists lists,
    InstantSource clock,
    Domain hostName) {}
