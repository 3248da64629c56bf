package weir.notices;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import weir.account.AccountBook;
import weir.agent.queue.Programs;
import weir.agent.queue.SystemPrograms;
import weir.asking.WebService;
import weir.nexthop.NextHop;

/// Those of the settings, made.
public final class Receivers implements AutoCloseable {
  /// How long one may take.
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final WebService web = new WebService(DEADLINE);
  private final Programs programs = new SystemPrograms(DEADLINE);
  private final String host;
  private final Function<String, Optional<NextHop>> hops;
  private final InstantSource clock;

  /// @param host what we call ourselves
  /// @param hops next hops as they are when asked
  public Receivers(String host, Function<String, Optional<NextHop>> hops, InstantSource clock) {
    this.host = host;
    this.hops = hops;
    this.clock = clock;
  }

  /// A desk that tells them.
  ///
  /// @param folder of the server
  /// @param book the accounts as they are now
  public NoticeDesk desk(
      Path folder, Map<String, NoticeSettings> settings, Supplier<AccountBook> book) {
    List<Receiver> receivers = new ArrayList<>();
    settings.forEach((name, each) -> receivers.add(receiver(name, each)));
    return new NoticeDesk(folder, receivers, book, clock);
  }

  private Receiver receiver(String name, NoticeSettings settings) {
    return switch (settings) {
      case NoticeSettings.Mail mail -> new MailReceiver(name, mail, host, outbox(mail), clock);
      case NoticeSettings.Webhook hook -> new WebhookReceiver(name, hook, host, web, clock);
      case NoticeSettings.Command command -> new CommandReceiver(name, command, host, programs);
    };
  }

  private Outbox outbox(NoticeSettings.Mail mail) {
    return mail.hop().isPresent()
        ? new HopOutbox(mail.hop().get(), () -> hops.apply(mail.hop().get()))
        : new SendmailOutbox(mail.sendmail(), programs);
  }

  @Override
  public void close() {
    web.close();
  }
}
