package weir.notices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import weir.account.Account;
import weir.asking.SecretFile;
import weir.asking.WebService;

/// A web service that gets signed JSON.
final class WebhookReceiver implements Receiver {
  static final String SIGNATURE = "X-Weir-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private final String name;
  private final NoticeSettings.Webhook settings;
  private final String host;
  private final WebService web;
  private final InstantSource clock;

  /// @param host what we call ourselves
  /// @param web with a deadline of its own
  WebhookReceiver(
      String name,
      NoticeSettings.Webhook settings,
      String host,
      WebService web,
      InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.host = host;
    this.web = web;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean wants(NoticeEvent event) {
    return settings.wanted().events().contains(event);
  }

  @Override
  public void send(Digest digest, Optional<Account> account)
      throws IOException, InterruptedException {
    URI address = URI.create(settings.url());
    if (!settings.internal()) {
      refuseInternal(address.getHost());
    }
    String body =
        NoticeJson.of(host, digest, settings.internal() ? text -> text : InternalAddresses::hidden);
    String key = SecretFile.firstLine(settings.keyFile());
    if (key.isEmpty()) {
      throw new IOException("there is no key in " + settings.keyFile());
    }
    long now = clock.instant().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header(SIGNATURE, "t=%d,v1=%s".formatted(now, sign(key, now + "." + body)))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<Void> answer = web.send(request, HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("%s: status %d".formatted(address, answer.statusCode()));
    }
  }

  static String sign(String key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
    }
  }

  /// A name that leads into our own networks would let whoever holds it reach what only we may
  /// reach. The client looks the name up once more, within the time for which the JDK remembers.
  private static void refuseInternal(String name) throws UnknownHostException, IOException {
    for (InetAddress each : InetAddress.getAllByName(name)) {
      if (InternalAddresses.isInternal(each)) {
        throw new IOException(
            name + " is the internal address " + each.getHostAddress() + "; `internal` permits it");
      }
    }
  }
}
