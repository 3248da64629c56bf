package weir.operate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import weir.api.Answer;
import weir.api.ComplaintSource;
import weir.api.SourceLine;
import weir.api.Status;
import weir.directory.AccountDirectory;
import weir.dns.Resolver;
import weir.enforcement.AgentOrders;
import weir.gateway.Gateway;
import weir.gateway.Listener;
import weir.gateway.Site;
import weir.journal.Journal;
import weir.lists.ListWatch;
import weir.lists.Lists;
import weir.lookup.Lookup;
import weir.responder.ByHand;
import weir.settings.Settings;
import weir.state.State;

/// What commands look at in a running server.
///
/// @param listeners those that were started, by name
/// @param standing how an account stands to the rules, by its id
/// @param responses what people do about senders; empty where another process does it
/// @param ageTrouble why less is deleted for its age than the clock says
public record ServerView(
    Settings settings,
    Gateway gateway,
    Supplier<Site> site,
    Map<String, Listener> listeners,
    IntSupplier connections,
    State state,
    Journal journal,
    Resolver resolver,
    Lists lists,
    ListWatch watch,
    Supplier<Optional<Lookup>> lookup,
    Supplier<Status.Outgoing> outgoing,
    Supplier<List<SourceLine>> sources,
    Supplier<List<ComplaintSource>> complaints,
    AccountDirectory directory,
    Optional<ByHand> responses,
    AgentOrders agents,
    Function<String, Answer> standing,
    Supplier<Optional<String>> ageTrouble,
    InstantSource clock,
    Instant started) {}
