package weir.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.mail.Path;
import weir.nexthop.CallForward;
import weir.nexthop.CallForwardSettings;
import weir.nexthop.HopSettings;
import weir.nexthop.MailServer;
import weir.nexthop.MaildirHop;
import weir.nexthop.NextHop;
import weir.nexthop.RefusedRecipients;
import weir.nexthop.SmtpHop;
import weir.routing.RecipientAnswer;
import weir.routing.RecipientSource;
import weir.settings.Settings;
import weir.smtp.BufferPool;
import weir.smtp.Reply;

/// The next hops in use. Over a reload those whose settings did not change stay as they are, with
/// their connections and what they remember.
final class Hops implements AutoCloseable {
  private static final Duration REFUSALS_REMEMBERED = Duration.ofHours(6);

  private final String ownName;
  private final BufferPool buffers;
  private final InstantSource clock;
  private final CallForwardSettings callForward;
  private final boolean probing;
  private final boolean asking;
  private Map<String, Hop> hops = Map.of();

  /// One hop and what belongs to it.
  private record Hop(
      HopSettings settings,
      NextHop way,
      RefusedRecipients refusals,
      Optional<CallForward> questions,
      Optional<HopProbe> probe) {
    void close() {
      probe.ifPresent(HopProbe::close);
      way.close();
      questions.ifPresent(CallForward::close);
    }
  }

  Hops(Settings settings, BufferPool buffers, InstantSource clock) {
    this(settings, buffers, clock, true, true);
  }

  private Hops(
      Settings settings, BufferPool buffers, InstantSource clock, boolean probing, boolean asking) {
    this.probing = probing;
    this.asking = asking;
    this.ownName = settings.hostName().name();
    this.callForward = settings.callForward();
    this.buffers = buffers;
    this.clock = clock;
  }

  /// Hops of no server: nothing is handed to them, so none is tried beforehand.
  static Hops imagined(Settings settings, BufferPool buffers, InstantSource clock) {
    return new Hops(settings, buffers, clock, false, true);
  }

  /// The same, and whoever they would be asked for exists.
  static Hops unasked(Settings settings, BufferPool buffers, InstantSource clock) {
    return new Hops(settings, buffers, clock, false, false);
  }

  /// What closes hops that are no longer used, when nobody is in a transaction with them; and what
  /// makes all as it was.
  record Change(Runnable unused, Runnable undo) {
    Change and(Change other) {
      return new Change(
          () -> {
            unused.run();
            other.unused.run();
          },
          () -> {
            undo.run();
            other.undo.run();
          });
    }
  }

  /// Makes and ends hops so that there is one for each of these settings.
  synchronized Change become(Map<String, HopSettings> wanted) {
    Map<String, Hop> next = new HashMap<>();
    wanted.forEach((name, settings) -> {
      Hop now = hops.get(name);
      next.put(name, now != null && now.settings().equals(settings) ? now : make(name, settings));
    });
    Map<String, Hop> before = hops;
    hops = Map.copyOf(next);
    return new Change(() -> close(before, next), () -> undo(before, next));
  }

  private synchronized void undo(Map<String, Hop> before, Map<String, Hop> next) {
    hops = before;
    close(next, before);
  }

  private static void close(Map<String, Hop> some, Map<String, Hop> butNot) {
    some.values().stream().filter(hop -> !butNot.containsValue(hop)).forEach(Hop::close);
  }

  private Hop make(String name, HopSettings settings) {
    RefusedRecipients refusals = new RefusedRecipients(REFUSALS_REMEMBERED, System::nanoTime);
    return switch (settings) {
      case HopSettings.Maildir maildir ->
          new Hop(
              settings,
              new MaildirHop(name, maildir, ownName, System::nanoTime),
              refusals,
              Optional.empty(),
              Optional.empty());
      case HopSettings.Smtp smtp -> server(name, settings, smtp, refusals);
      case HopSettings.Lmtp lmtp -> server(name, settings, lmtp, refusals);
    };
  }

  private Hop server(
      String name, HopSettings settings, MailServer server, RefusedRecipients refusals) {
    SmtpHop hop = new SmtpHop(name, server, ownName, buffers, refusals, System::nanoTime);
    return new Hop(
        settings,
        hop,
        refusals,
        Optional.of(hop.questions(callForward, clock)),
        probing ? Optional.of(HopProbe.start(hop)) : Optional.empty());
  }

  /// Waits until each hop was tried once.
  void awaitProbes() throws InterruptedException {
    List<HopProbe> started;
    synchronized (this) {
      started = hops.values().stream().flatMap(hop -> hop.probe().stream()).toList();
    }
    for (HopProbe probe : started) {
      probe.awaitFirst();
    }
  }

  synchronized Map<String, NextHop> ways() {
    Map<String, NextHop> ways = new HashMap<>();
    hops.forEach((name, hop) -> ways.put(name, hop.way()));
    return ways;
  }

  /// Asks that hop whether a recipient exists. A Maildir has nobody to ask: whoever it is, exists.
  synchronized RecipientSource questions(String name) {
    Hop hop = hops.get(name);
    if (hop == null) {
      return (_, _) -> new RecipientAnswer.Unknown("next hop \"" + name + "\" is not configured");
    }
    return hop.questions()
        .filter(_ -> asking)
        .<RecipientSource>map(asked -> asked)
        .orElse((_, _) -> new RecipientAnswer.Exists());
  }

  /// A list, overruled by what the hop said of a recipient not long ago.
  synchronized RecipientSource overruled(String name, RecipientSource list) {
    Hop hop = hops.get(name);
    return hop == null ? list : new Overruled(hop.refusals(), list);
  }

  private record Overruled(RefusedRecipients refusals, RecipientSource list)
      implements RecipientSource {
    @Override
    public RecipientAnswer ask(Path.Mailbox recipient, Instant deadline)
        throws InterruptedException {
      Optional<Reply> refused = refusals.find(recipient);
      if (refused.isEmpty()) {
        return list.ask(recipient, deadline);
      }
      return refused.get().isPermanent()
          ? new RecipientAnswer.NoSuchUser(refused)
          : new RecipientAnswer.Unknown("the next hop said: " + refused.get());
    }
  }

  @Override
  public synchronized void close() {
    hops.values().forEach(Hop::close);
    hops = Map.of();
  }
}
