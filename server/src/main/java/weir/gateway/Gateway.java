package weir.gateway;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import weir.enforce.Enforcer;
import weir.gateway.bodies.Bodies;
import weir.gateway.live.Busiest;
import weir.gateway.live.GatewayCounts;
import weir.gateway.loglines.RefusalLines;
import weir.gateway.loglines.Slowdowns;
import weir.held.HeldStore;
import weir.journal.Journal;
import weir.login.Logins;
import weir.mail.Domain;
import weir.smtp.BufferPool;
import weir.tracing.TraceKeys;

/// What all sessions share: who they ask and where they write.
///
/// @param hostName what we call ourselves in greeting, EHLO and Received
/// @param site the configuration of this moment
/// @param logins who may log in; empty where nobody may
/// @param traceKeys what seals the tokens of what customers send and our hosts relay; none where
///   they get no tokens
/// @param tls certificate and key of this moment; empty where none are configured
public record Gateway(
    Domain hostName,
    Supplier<Site> site,
    Enforcer enforcer,
    Journal journal,
    Optional<Logins> logins,
    Supplier<Optional<SSLContext>> tls,
    Delays delays,
    Slowdowns slowdowns,
    Busiest busiest,
    RefusalLines refusalLines,
    Bodies bodies,
    HeldStore held,
    BufferPool buffers,
    GatewayCounts counts,
    Supplier<TraceKeys> traceKeys,
    InstantSource clock,
    RandomGenerator chance) {}
