package weir.notices;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.account.Account;
import weir.response.Response;
import weir.response.Target;

/// Every text of the settings, filled in for a made-up customer, for people to confirm.
public final class SampleTexts {
  private SampleTexts() {}

  /// One of them.
  ///
  /// @param file as it is named in the folder of texts
  public record Sample(String file, String subject, String body) {}

  /// @param host what we call ourselves
  /// @throws IOException with a sentence for the operator when one is of no use
  public static List<Sample> of(NoticeSettings.Mail settings, String host, Instant now)
      throws IOException {
    List<Sample> samples = new ArrayList<>();
    Texts texts = new Texts(settings.texts());
    for (Texts.Kind kind : Texts.Kind.values()) {
      for (String language : texts.languagesOf(kind)) {
        String file = kind.file() + "." + language + ".txt";
        Texts.Letter letter =
            kind.isForCustomers()
                ? MailReceiver.customer(
                    settings, host, notice(response(kind), ended(kind), now), anna(language))
                : MailReceiver.staff(
                    settings,
                    host,
                    new Digest(
                        List.of(notice(new Response.Hold(), false, now)), 0, Optional.empty()));
        if (kind.isForCustomers() || language.equals("en")) {
          samples.add(new Sample(file, letter.subject(), letter.body()));
        }
      }
    }
    return samples;
  }

  private static boolean ended(Texts.Kind kind) {
    return kind == Texts.Kind.ENDED;
  }

  private static Response response(Texts.Kind kind) {
    return switch (kind) {
      case STAFF, HOLD, ENDED -> new Response.Hold();
      case THROTTLE -> new Response.Throttle(Response.Throttle.USUAL);
      case DENY_LOGIN -> new Response.DenyLogin();
      case FENCE -> new Response.Fence();
      case SUSPEND -> new Response.Suspend();
    };
  }

  private static Notice notice(Response response, boolean isEnded, Instant now) {
    return new Notice(
        "0example00000",
        now,
        isEnded ? NoticeEvent.RESPONSE_ENDED : NoticeEvent.RESPONSE_BEGUN,
        Optional.of("anna"),
        Optional.of(new Target.Login("anna@example.net")),
        Optional.of(response),
        Optional.of("0example00000"),
        Optional.of("0incident0000"),
        Optional.of(now.plus(Duration.ofHours(2))),
        "weir",
        "an example");
  }

  private static Account anna(String language) {
    Account plain = Account.of("anna");
    return new Account(
        plain.id(),
        "Anna Example",
        plain.reseller(),
        plain.plan(),
        plain.since(),
        plain.until(),
        Optional.of("anna@example.org"),
        Optional.of(language),
        plain.isProtected());
  }
}
