package weir.onhost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.check.ResponsesInForce.InForce;
import weir.enforcement.GatewayPoint;
import weir.files.Durable;
import weir.link.Messages;
import weir.responder.OrderedLeases;
import weir.response.Found;
import weir.response.Response;
import weir.response.Target;
import weir.uplink.Order;

/// What a gateway is ordered about logins and their domains: one response for each, the last one
/// that was put, since who orders has chosen the strongest. What is ordered is on the disk before
/// it takes effect, and is put again where it was lost. Safe for use by many threads.
final class OrderedMail implements Orders.Hands {
  private static final Logger log = LoggerFactory.getLogger(OrderedMail.class);

  private final Path file;
  private final GatewayPoint gateway;
  private final InstantSource clock;
  private final Map<Target, Ordered> all = new LinkedHashMap<>();

  /// One response as it was ordered.
  record Ordered(Target target, String lease, Response response, Instant until, String reason) {
    private InForce inForce() {
      return new InForce(target, lease, response);
    }
  }

  private record Kept(List<Ordered> all) {}

  private OrderedMail(Path file, GatewayPoint gateway, InstantSource clock) {
    this.file = file;
    this.gateway = gateway;
    this.clock = clock;
  }

  /// What was ordered before takes effect, and nothing else stays in force.
  ///
  /// @param folder of the enrolment
  static OrderedMail in(Path folder, GatewayPoint gateway, InstantSource clock) throws IOException {
    OrderedMail mail = new OrderedMail(folder.resolve("mail.json"), gateway, clock);
    if (Files.exists(mail.file)) {
      Messages.read(Files.readString(mail.file), Kept.class)
          .all()
          .forEach(each -> mail.all.put(each.target(), each));
    }
    int strays = gateway.endAllBut(mail.all.keySet());
    if (strays > 0) {
      log.warn("{} responses were in force that control did not order; they end", strays);
    }
    mail.all.values().forEach(mail::putAgain);
    return mail;
  }

  @Override
  public synchronized Optional<Found> carry(Order.Verb verb) throws IOException {
    switch (verb) {
      case Order.Look(var target, _) -> {
        return Optional.of(look(target));
      }
      case Order.Put(var lease, var target, var response, var until, var reason) -> {
        Map<Target, Ordered> next = new LinkedHashMap<>(all);
        next.put(target, new Ordered(target, lease, response, until, reason));
        keep(next);
        gateway.begin(new InForce(target, lease, response));
      }
      case Order.Take(var lease, var target) -> take(lease, target);
      case Order.Verify _, Order.Stage _ -> throw new IOException("a gateway has no fence");
    }
    return Optional.empty();
  }

  private Found look(Target target) {
    Found found = gateway.look(target, Optional.empty());
    Ordered ordered = all.get(target);
    return found instanceof Found.Ours ours && ordered != null
        ? ours.until(ordered.until())
        : found;
  }

  @Override
  public synchronized boolean isInForce(Order.Put put) {
    Ordered there = all.get(put.target());
    return there != null
        && there.lease().equals(put.lease())
        && there.response().equals(put.response());
  }

  /// What another lease has put there since stays.
  private void take(String lease, Target target) throws IOException {
    Optional<Ordered> there = Optional.ofNullable(all.get(target));
    if (there.filter(it -> !it.lease().equals(lease)).isPresent()) {
      return;
    }
    Map<Target, Ordered> next = new LinkedHashMap<>(all);
    next.remove(target);
    keep(next);
    gateway.end(target);
  }

  /// Puts again what was lost, and ends what was over a day ago while control could not be asked.
  ///
  /// @param heard when control was heard last
  synchronized void keep(Instant heard) throws IOException {
    Instant now = clock.instant();
    if (heard.plus(OrderedLeases.ALONE).isBefore(now)) {
      for (Ordered each : List.copyOf(all.values())) {
        if (each.until().plus(OrderedLeases.ALONE).isBefore(now)) {
          log.warn("lease {} was over a day ago, and control is away: it ends", each.lease());
          take(each.lease(), each.target());
        }
      }
    }
    all.values().forEach(this::putAgain);
  }

  private void putAgain(Ordered each) {
    if (!gateway.inForce(each.target()).equals(Optional.of(each.inForce()))) {
      gateway.begin(each.inForce());
    }
  }

  private void keep(Map<Target, Ordered> next) throws IOException {
    byte[] text =
        Messages.value(new Kept(List.copyOf(next.values()))).getBytes(StandardCharsets.US_ASCII);
    Durable.replace(file, out -> out.write(text));
    all.clear();
    all.putAll(next);
  }
}
