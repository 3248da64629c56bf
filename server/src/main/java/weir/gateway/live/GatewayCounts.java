package weir.gateway.live;

import java.util.concurrent.atomic.LongAdder;

/// What the gateway has done since its start, for `weir status` and `/metrics`.
public final class GatewayCounts {
  /// Connections accepted by the listeners.
  public final LongAdder connections = new LongAdder();

  /// Messages the next hop has taken.
  public final LongAdder delivered = new LongAdder();

  /// Messages of which nothing was handed on: they are held for every recipient.
  public final LongAdder held = new LongAdder();

  /// Transactions that ended with 4xx, also where the connection was closed with it.
  public final LongAdder deferred = new LongAdder();

  /// Transactions that ended with 5xx.
  public final LongAdder refused = new LongAdder();

  /// Bytes of delivered messages.
  public final LongAdder bytes = new LongAdder();

  /// Sessions that ended by an exception of ours.
  public final LongAdder failures = new LongAdder();

  /// Logins that succeeded.
  public final LongAdder logins = new LongAdder();

  /// Logins that were denied.
  public final LongAdder loginsDenied = new LongAdder();

  /// Logins with the right password that a response has locked.
  public final LongAdder loginsLocked = new LongAdder();

  /// XCLIENT from hosts that may not name clients, and connections of load balancers whose PROXY
  /// header cannot be read.
  public final LongAdder unauthorisedNaming = new LongAdder();
}
