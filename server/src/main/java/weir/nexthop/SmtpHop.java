package weir.nexthop;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import weir.net.ProxyHeader;
import weir.smtp.BufferPool;
import weir.smtp.Extensions;
import weir.smtp.Keyword;

/// A mail server behind us, reached by SMTP or LMTP over a pool of connections.
///
/// Everything of one message happens on its caller's thread.
public final class SmtpHop implements NextHop {

  /// What our own header fields may add to a message.
  private static final int OUR_SHARE = 8 * 1024;

  static final byte[] NO_PROXY_HEADER = {};

  /// PROXY protocol, section 2.2: the connection is our own. Version 1 would say UNKNOWN for it,
  /// which Postfix (3.7) takes for an error.
  static final byte[] PROXY_FOR_OURSELVES = ProxyHeader.v2Local();

  private final String name;
  private final MailServer settings;
  private final LongSupplier nanoTime;
  private final HopConnector connector;
  private final Turns turns;
  private final HopHealth health;
  private final HopContact contact;
  private final RefusedRecipients refusals;
  private volatile int recipientsAtOnce = Integer.MAX_VALUE;
  private volatile Extensions extensions =
      Extensions.endToEnd(OptionalLong.empty(), Set.of(Keyword.EIGHT_BIT_MIME));

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
    this.turns = new Turns(settings.connections(), nanoTime);
    this.health =
        new HopHealth(settings.limits().backOff(), settings.limits().longestBackOff(), nanoTime);
    this.contact =
        new HopContact(new HopPool(name, connector, settings, nanoTime), health, _ -> !isProxied());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<HopTrouble> troubleNow() {
    Duration patience = settings.limits().waitForConnection();
    return health
        .troubleNow()
        .or(() -> turns.exhausted(patience).map(cause -> new HopTrouble(cause, false)));
  }

  @Override
  public Optional<HopTrouble> lastTrouble() {
    return health.lastTrouble();
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
    Extensions theirs = Extensions.endToEnd(size, offered.keywords());
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
      contact.knock(isProxied() ? PROXY_FOR_OURSELVES : NO_PROXY_HEADER);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(HopConnection.message(e));
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
      return new Handover.OurFault(HopConnection.message(e));
    } catch (IOException e) {
      return new Handover.Failed(HopConnection.message(e), false);
    } catch (RuntimeException defect) {
      return new Handover.Failed("a defect of ours at hand-over: " + defect, true);
    } finally {
      turns.leave();
    }
  }

  private Handover withTurn(Handing handing) throws IOException {
    Handover outcome =
        contact.speak(
            connection -> new SmtpTransaction(connection, connector, settings, handing),
            isProxied() ? proxyHeader(handing.client()) : NO_PROXY_HEADER,
            null);
    remember(outcome);
    return outcome;
  }

  /// A connection that begins with a PROXY header is for the client whom that names, and for nobody
  /// after it.
  private boolean isProxied() {
    return settings.identity() == HopSettings.Identity.PROXY;
  }

  private void remember(Handover outcome) {
    if (outcome instanceof Handover.Refused refused) {
      refused.recipients().forEach(refusals::remember);
    }
  }

  private static byte[] proxyHeader(ClientIdentity client) {
    return ProxyHeader.v1(
        client.address(), client.port(), client.localAddress(), client.localPort());
  }

  /// Ends the resting connections; messages under way are finished.
  @Override
  public void close() {
    contact.close();
  }
}
