package weir.nexthop;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import weir.net.ProxyHeader;
import weir.smtp.BufferPool;
import weir.smtp.Extensions;

/// A mail server behind us, reached by SMTP or LMTP over a pool of connections.
///
/// Everything of one message happens on its caller's thread. A message that meets a resting
/// connection which turns out to be dead is sent once more on a new one, provided that its final
/// dot was not sent; after the dot there is no second try, only the hop's answer or none (invariant
/// 1).
public final class SmtpHop implements NextHop {

  /// What our own header fields may add to a message.
  private static final int OUR_SHARE = 8 * 1024;

  private static final byte[] NO_PROXY_HEADER = {};

  /// PROXY protocol, section 2.2: the connection is our own. Version 1 would say UNKNOWN for it,
  /// which Postfix (3.7) takes for an error.
  static final byte[] PROXY_FOR_OURSELVES = ProxyHeader.v2Local();

  private final String name;
  private final MailServer settings;
  private final LongSupplier nanoTime;
  private final HopConnector connector;
  private final HopPool pool;
  private final Turns turns;
  private final HopHealth health;
  private final RefusedRecipients refusals;
  private volatile int recipientsAtOnce = Integer.MAX_VALUE;
  private volatile Extensions extensions =
      Extensions.endToEnd(OptionalLong.empty(), true, false, false);

  /// @param ownName said in EHLO
  /// @param refusals told every recipient this hop refuses at hand-over
  /// @param nanoTime as [System#nanoTime]
  public SmtpHop(
      String name,
      MailServer settings,
      String ownName,
      BufferPool buffers,
      RefusedRecipients refusals,
      LongSupplier nanoTime) {
    this.name = name;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.refusals = refusals;
    this.connector = new HopConnector(settings, ownName, buffers, nanoTime, this::learn);
    this.pool = new HopPool(name, connector, settings, nanoTime);
    this.turns = new Turns(settings.connections(), nanoTime);
    this.health =
        new HopHealth(settings.limits().backOff(), settings.limits().longestBackOff(), nanoTime);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Trouble> trouble() {
    Duration patience = settings.limits().waitForConnection();
    return health
        .trouble()
        .or(() -> turns.exhausted(patience).map(cause -> new Trouble(cause, false)));
  }

  @Override
  public Optional<Trouble> down() {
    return health.down();
  }

  /// Asks the same server which recipients exist. What either learns of the server's health, both
  /// know.
  public CallForward questions(CallForwardSettings asking, InstantSource clock) {
    return new CallForward(name, asking, settings, connector, health, refusals, clock, nanoTime);
  }

  @Override
  public Extensions extensions() {
    return extensions;
  }

  /// As many as the hop says it takes (RFC 9422), which it may say another time. RFC 2033 section
  /// 4.2: after the final dot LMTP answers for each recipient.
  @Override
  public int recipientsAtOnce(boolean each) {
    return isLmtp() && !each ? 1 : recipientsAtOnce;
  }

  private boolean isLmtp() {
    return settings.protocol() == MailServer.Protocol.LMTP;
  }

  private void learn(Extensions offered) {
    OptionalLong size =
        offered.size().isPresent()
            ? OptionalLong.of(Math.max(1, offered.size().getAsLong() - OUR_SHARE))
            : OptionalLong.empty();
    recipientsAtOnce = offered.limits().rcptMax().orElse(Integer.MAX_VALUE);
    Extensions theirs =
        Extensions.endToEnd(size, offered.eightBit(), offered.utf8(), offered.dsn());
    if (!theirs.equals(extensions)) {
      extensions = theirs;
    }
  }

  @Override
  public Optional<String> probe() {
    if (!turns.enter(settings.limits().waitForConnection())) {
      return Optional.of("no connection was free");
    }
    try {
      boolean proxy = settings.identity() == HopSettings.Identity.PROXY;
      HopConnection connection = open(proxy ? PROXY_FOR_OURSELVES : NO_PROXY_HEADER);
      if (proxy) {
        pool.retire(connection);
      } else {
        pool.giveBack(connection);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(message(e));
    } finally {
      turns.leave();
    }
  }

  @Override
  public Handover handOver(Handing handing) {
    if (!turns.enter(settings.limits().waitForConnection())) {
      return new Handover.Failed(
          "no connection was free within " + settings.limits().waitForConnection(), false);
    }
    try {
      return withTurn(handing);
    } catch (OurFaultException e) {
      return new Handover.OurFault(message(e));
    } catch (IOException e) {
      return new Handover.Failed(message(e), false);
    } catch (RuntimeException defect) {
      return new Handover.Failed("a defect of ours at hand-over: " + defect, true);
    } finally {
      turns.leave();
    }
  }

  private Handover withTurn(Handing handing) throws IOException {
    if (settings.identity() == HopSettings.Identity.PROXY) {
      return onConnection(open(proxyHeader(handing.client())), handing, false).orElseThrow();
    }
    Optional<HopConnection> resting = pool.takeResting();
    if (resting.isPresent()) {
      Optional<Handover> outcome = onConnection(resting.get(), handing, true);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      pool.dropResting();
    }
    return onConnection(open(NO_PROXY_HEADER), handing, false).orElseThrow();
  }

  /// Speaks one transaction. Empty: the connection had rested and was found dead before the final
  /// dot, so the message may go on a new one.
  private Optional<Handover> onConnection(HopConnection connection, Handing handing, boolean rested)
      throws IOException {
    SmtpTransaction transaction = new SmtpTransaction(connection, connector, settings, handing);
    boolean kept = false;
    try {
      Handover outcome = transaction.run();
      health.succeeded();
      kept = transaction.reusable();
      remember(outcome);
      return Optional.of(outcome);
    } catch (OurFaultException e) {
      throw e;
    } catch (IOException e) {
      if (transaction.dotSent()) {
        return Optional.of(
            new Handover.Failed(
                connection.cause(e) + "; the hop may have the message, a second copy may follow",
                true));
      }
      if (rested && !connection.hasExpired()) {
        return Optional.empty();
      }
      return Optional.of(new Handover.Failed(connection.cause(e), true));
    } finally {
      putAway(connection, kept);
    }
  }

  private void putAway(HopConnection connection, boolean kept) {
    if (!kept) {
      pool.drop(connection);
    } else if (settings.identity() == HopSettings.Identity.PROXY) {
      pool.retire(connection);
    } else {
      pool.giveBack(connection);
    }
  }

  private void remember(Handover outcome) {
    if (outcome instanceof Handover.Refused refused) {
      refused.recipients().forEach(refusals::remember);
    }
  }

  private HopConnection open(byte[] proxyHeader) throws IOException {
    try {
      HopConnection connection = pool.open(proxyHeader, null);
      health.succeeded();
      return connection;
    } catch (OurFaultException e) {
      health.refused(message(e));
      throw e;
    } catch (IOException e) {
      health.failed(message(e));
      throw e;
    }
  }

  private static byte[] proxyHeader(ClientIdentity client) {
    return ProxyHeader.v1(
        client.address(), client.port(), client.localAddress(), client.localPort());
  }

  private static String message(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /// Ends the resting connections; messages under way are finished.
  @Override
  public void close() {
    pool.close();
  }
}
