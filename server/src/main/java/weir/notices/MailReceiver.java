package weir.notices;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.account.Account;
import weir.response.Response;
import weir.response.Target;

/// Mail to staff, and to customers where somebody has confirmed it.
final class MailReceiver implements Receiver {
  /// Texts in one message to a customer; of more, the latest.
  private static final int TEXTS = 10;

  private final String name;
  private final NoticeSettings.Mail settings;
  private final String host;
  private final Outbox outbox;
  private final InstantSource clock;

  /// @param host what we call ourselves
  MailReceiver(
      String name, NoticeSettings.Mail settings, String host, Outbox outbox, InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.host = host;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean wants(NoticeEvent event) {
    return !settings.to().isEmpty() && settings.wanted().events().contains(event);
  }

  /// Customers read what concerns them and nothing else: that something was stopped, and that it
  /// goes on.
  @Override
  public boolean isForCustomer(Notice notice, Account account) {
    return settings.toCustomers()
        && kind(notice).isPresent()
        && account.contact().flatMap(Addresses::path).isPresent();
  }

  @Override
  public void send(Digest digest, Optional<Account> account)
      throws IOException, InterruptedException {
    String id = "weir-" + digest.notices().getFirst().id();
    if (account.isEmpty()) {
      send(id, settings.to(), staff(settings, host, digest));
      return;
    }
    Optional<String> contact = account.get().contact().filter(it -> Addresses.path(it).isPresent());
    if (contact.isPresent()) { // where it went away meanwhile, nobody can be told
      send(
          id + "-" + account.get().id().hashCode(),
          List.of(contact.get().strip()),
          customer(digest, account.get()));
    }
  }

  private void send(String id, List<String> to, Texts.Letter letter)
      throws IOException, InterruptedException {
    byte[] message = MailMessage.of(settings.from(), to, letter, id, clock.instant());
    outbox.send(id, settings.from(), to, message);
  }

  static Texts.Letter staff(NoticeSettings.Mail settings, String host, Digest digest)
      throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("count", "%,d".formatted(digest.notices().size() + digest.lost()));
    values.put("title", digest.title());
    values.put("notices", digest.lines());
    values.put("host", host);
    return new Texts(settings.texts()).of(Texts.Kind.STAFF, Optional.empty()).filled(values);
  }

  private Texts.Letter customer(Digest digest, Account account) throws IOException {
    List<Notice> latest =
        digest
            .notices()
            .subList(Math.max(0, digest.notices().size() - TEXTS), digest.notices().size());
    List<Texts.Letter> letters = new ArrayList<>();
    for (Notice notice : latest) {
      letters.add(customer(settings, host, notice, account));
    }
    return new Texts.Letter(
        letters.getLast().subject(),
        String.join("\n\n---\n\n", letters.stream().map(Texts.Letter::body).toList()));
  }

  /// What a customer reads about one notice. Staff's reason is not in it.
  static Texts.Letter customer(
      NoticeSettings.Mail settings, String host, Notice notice, Account account)
      throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", account.name());
    values.put("account", account.id());
    values.put("what", notice.target().map(it -> called(it, account)).orElse(account.name()));
    values.put("since", Notice.time(notice.at()) + " UTC");
    values.put("until", notice.until().map(it -> Notice.time(it) + " UTC").orElse("—"));
    values.put("help", settings.help().orElse(host));
    values.put("lease", notice.lease().orElse(notice.id()));
    values.put("host", host);
    return new Texts(settings.texts())
        .of(kind(notice).orElseThrow(), account.language())
        .filled(values);
  }

  /// As the customer knows it.
  private static String called(Target target, Account account) {
    return switch (target) {
      case Target.Login(var login) -> login;
      case Target.OfDomain(var domain) -> domain;
      case Target.Sender(var address) -> address;
      case Target.LocalUser(_, var user) -> user;
      case Target.Program(_, var path) -> path;
      case Target.Customer _ -> account.name();
    };
  }

  static Optional<Texts.Kind> kind(Notice notice) {
    return switch (notice.event()) {
      case RESPONSE_BEGUN -> notice.response().flatMap(MailReceiver::kind);
      case RESPONSE_ENDED ->
          notice.response().flatMap(MailReceiver::kind).map(_ -> Texts.Kind.ENDED);
      case INCIDENT_OPENED, NEEDS_DECISION, RESPONSES_PAUSED, TROUBLE -> Optional.empty();
    };
  }

  private static Optional<Texts.Kind> kind(Response response) {
    return switch (response) {
      case Response.Notify _ -> Optional.empty();
      case Response.Throttle _ -> Optional.of(Texts.Kind.THROTTLE);
      case Response.Hold _ -> Optional.of(Texts.Kind.HOLD);
      case Response.DenyLogin _ -> Optional.of(Texts.Kind.DENY_LOGIN);
      case Response.Fence _ -> Optional.of(Texts.Kind.FENCE);
      case Response.Suspend _ -> Optional.of(Texts.Kind.SUSPEND);
    };
  }
}
