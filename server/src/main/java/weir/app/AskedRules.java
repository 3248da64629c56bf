package weir.app;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.config.Binding;
import weir.incident.Rung;
import weir.leases.Enabled;
import weir.limits.Countries;
import weir.limits.Limits;
import weir.limits.OutboundSettings;
import weir.responder.RulesAsked;
import weir.watch.Measuring;

/// The rules that are asked about senders: what the operator's files said at the start or at the
/// latest reload, with what people let rules do since.
final class AskedRules implements RulesAsked {
  private static final Logger log = LoggerFactory.getLogger(AskedRules.class);

  private Limits limits = new Limits(List.of(), List.of());
  private Countries countries = Countries.NONE;
  private Map<String, Rung> enabled = Map.of();
  private @Nullable Measuring measuring;

  /// Reads the files. Files that an operator changes later wait for his reload.
  synchronized void read(OutboundSettings outbound) {
    limits = limits(outbound);
    countries = countries(outbound);
    tell();
  }

  /// With what people let them do.
  synchronized Limits limits() {
    return limits.enabling(enabled);
  }

  synchronized Countries countries() {
    return countries;
  }

  /// Who asks them from now on.
  synchronized void askedBy(Measuring begun) {
    measuring = begun;
    tell();
  }

  @Override
  public synchronized void allow(List<Enabled> wanted) {
    enabled = wanted.stream().collect(Collectors.toMap(Enabled::rule, Enabled::upTo));
    tell();
  }

  @Override
  public synchronized void askAgain() {
    if (measuring != null) {
      measuring.raiseAgain();
    }
  }

  private void tell() {
    if (measuring != null) {
      measuring.use(limits(), countries);
    }
  }

  /// The file was read without a mistake when the settings were; one that has changed since then is
  /// of no use before it can be read again.
  private static Limits limits(OutboundSettings outbound) {
    return switch (outbound.read()) {
      case Binding.Bound<Limits>(var limits, _) -> limits;
      case Binding.Refused<Limits>(var mistakes) -> {
        mistakes.forEach(each -> log.error("no rules about senders are asked: {}", each));
        yield new Limits(List.of(), List.of());
      }
    };
  }

  private static Countries countries(OutboundSettings outbound) {
    return switch (outbound.readCountries()) {
      case Countries.Reading.Good(var countries) -> countries;
      case Countries.Reading.Bad(var reason) -> {
        log.error("no countries are known: {}", reason);
        yield Countries.NONE;
      }
    };
  }
}
