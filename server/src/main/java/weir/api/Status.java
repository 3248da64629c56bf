package weir.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the server is.
///
/// @param state `running` or `draining`
/// @param configuration the file it runs
/// @param policy the policy's version
/// @param process the process's id
/// @param leases what `weir allow` and `weir block` said and what still holds
/// @param held messages that are kept here
/// @param rules those of the configuration, and what they cost since it was read
/// @param checks those that are on, likewise
/// @param hostRules those of `[checks.host-rules]`; empty where there are none, or nobody wants
///   them
/// @param clock why it is not believed, so that less is deleted for its age; empty when it is
/// @param complaints where complaints are taken from
/// @param decided refusals since the start, by the id of what decided
public record Status(
    String state,
    String configuration,
    String policy,
    long process,
    Instant started,
    Duration uptime,
    List<Door> listeners,
    Sessions sessions,
    Traffic traffic,
    Map<String, Long> decided,
    List<RuleCost> rules,
    List<CheckCost> checks,
    Optional<HostRules> hostRules,
    List<Hop> hops,
    Journal journal,
    DurableState durable,
    Optional<String> clock,
    Optional<Dns> dns,
    List<DnsList> lists,
    Optional<Lookup> lookup,
    Memory memory,
    int leases,
    Held held,
    Outgoing outgoing,
    Accounts accounts,
    List<ComplaintSource> complaints)
    implements Answer {

  public Status {
    listeners = List.copyOf(listeners);
    decided = Map.copyOf(decided);
    rules = List.copyOf(rules);
    checks = List.copyOf(checks);
    hops = List.copyOf(hops);
    lists = List.copyOf(lists);
    complaints = List.copyOf(complaints);
  }

  /// A listener.
  public record Door(String name, String address, String role, int sessions) {}

  /// @param delayed sessions whose reply is being delayed now
  /// @param displaced sessions that were told 421 because too many were delayed
  /// @param bodiesInMemory bytes of messages under way in memory
  /// @param bodiesOnDisk bytes of messages under way in files
  public record Sessions(
      int open, int delayed, long displaced, long bodiesInMemory, long bodiesOnDisk) {}

  /// Since the start.
  ///
  /// @param held messages of which nothing was handed on
  /// @param refused messages that ended with 5xx
  /// @param deferred messages that ended with 4xx
  /// @param failures sessions that ended by a defect of ours
  /// @param loginsLocked logins with the right password that a response has locked
  /// @param unauthorisedNaming XCLIENT from hosts that may not name clients, and connections of
  ///   load balancers whose PROXY header cannot be read
  public record Traffic(
      long connections,
      long delivered,
      long held,
      long bytes,
      long deferred,
      long refused,
      long failures,
      long logins,
      long loginsDenied,
      long loginsLocked,
      long unauthorisedNaming) {}

  /// @param calls judgements that asked the rule
  /// @param matches of those, in which it held
  /// @param unknown of those, in which it could not tell
  /// @param microseconds of a call on average, by every 16th one; 0 before one was timed
  /// @param share of the time of all rules, 0 to 1
  public record RuleCost(
      String name, long calls, long matches, long unknown, double microseconds, double share) {}

  /// @param waited how long sessions waited for its answers, all together
  /// @param microseconds of that for one look, on average
  public record CheckCost(String name, long looks, Duration waited, double microseconds) {}

  /// Rules of the operator's files, in their order.
  ///
  /// @param since when the files were read, at the start or by a reload: nothing before it counts
  public record HostRules(Instant since, List<HostRule> rules) {
    public HostRules {
      rules = List.copyOf(rules);
    }
  }

  /// @param place file and line
  /// @param won sessions for which it was the one that counts in its file
  public record HostRule(String place, String text, long won) {}

  /// @param down why it cannot be reached; empty when it can
  public record Hop(String name, Optional<String> down) {}

  /// @param trouble why nothing is being written now; empty when all is well
  /// @param lostEffects changes of state that could not be kept
  public record Journal(
      String folder,
      long written,
      int waiting,
      long lostEntries,
      long lostEvidence,
      long failures,
      long damaged,
      Optional<String> trouble,
      long lostEffects) {}

  /// What survives a restart: leases, passed greylisting.
  ///
  /// @param failures attempts to write that failed since the start
  /// @param trouble why nothing is being written now; empty when all is well
  public record DurableState(long failures, Optional<String> trouble) {}

  /// The store of held messages.
  ///
  /// What is known of who sends what.
  ///
  /// @param messages authored in the last hour
  /// @param nobodys of these, laid at nobody's door
  /// @param onTheWay messages that are in a queue of ours, or were until lately
  /// @param lost messages of our own gateway that were not told since the start
  /// @param alarm that too much of it is nobody's; empty when it is not, or nobody is known
  /// @param trouble why nothing is kept now; empty when all is well
  public record Outgoing(
      int messages,
      int nobodys,
      int onTheWay,
      long lost,
      Optional<String> alarm,
      Optional<String> trouble) {}

  /// The directory of accounts.
  ///
  /// @param identities logins, uids and all else that accounts have or had
  /// @param hosts of the provider
  /// @param troubles what cannot be right in it, or will not work
  public record Accounts(
      int accounts, int identities, int hosts, int troubles, List<AccountSource> sources) {
    public Accounts {
      sources = List.copyOf(sources);
    }
  }

  /// @param what is read
  /// @param good when it was last read well; empty before the first time
  /// @param stale whether that is too long ago
  /// @param refused why what it says now is not believed; empty when it is
  /// @param trouble why it could not be read; empty when it could
  public record AccountSource(
      String name,
      String what,
      Optional<Instant> good,
      int accounts,
      boolean stale,
      Optional<String> refused,
      Optional<String> trouble) {}

  /// @param messages by state, those that are here
  /// @param bytes of these
  /// @param mostMessages and the most that may be
  /// @param oldestPending since when the oldest one waits for a next hop's answer
  /// @param failures messages that the disk did not take since the start
  /// @param trouble why the last one could not be kept; empty when it could
  public record Held(
      Map<String, Long> messages,
      long bytes,
      long mostMessages,
      long mostBytes,
      Optional<Instant> oldestPending,
      long failures,
      Optional<String> trouble) {
    public Held {
      messages = Map.copyOf(messages);
    }

    public long all() {
      return messages.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// Questions to name servers since the start, and those under way now.
  ///
  /// @param turnedAway failures for want of a place, or because no name server answers at all
  /// @param strays packets that answered no question of ours: late ones, and forgeries
  /// @param defects failures of our own code
  /// @param trouble the defect that befell the last answer; empty when none did
  public record Dns(
      long questions,
      long remembered,
      long joined,
      long sent,
      long overTcp,
      long timeouts,
      long failures,
      long turnedAway,
      long strays,
      long defects,
      int inFlight,
      long inMemory,
      Optional<String> trouble) {}

  /// A DNS list, and what it did not tell since the start.
  ///
  /// @param out why it was taken out; empty where it is in use
  /// @param failures answers that did not come, or could not be used
  /// @param refusals answers that say we ask wrongly or too often
  public record DnsList(String zone, Optional<String> out, long failures, long refusals) {}

  /// The map that is asked, since the start.
  ///
  /// @param name what is asked
  /// @param questions names that were wanted
  /// @param remembered of those, answered from memory
  /// @param asked times it was asked
  /// @param failures times it did not answer to the point
  /// @param lastGood names for which its last good answer stood in
  /// @param trouble why it is of no use now; empty when its last answer was good
  public record Lookup(
      String name,
      long questions,
      long remembered,
      long asked,
      long failures,
      long lastGood,
      Optional<String> trouble) {}

  /// @param heapUsed bytes
  /// @param heapMost bytes
  /// @param resident bytes of the process in memory; 0 where the system does not say
  public record Memory(long heapUsed, long heapMost, long resident) {}
}
