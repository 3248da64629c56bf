package weir.enforcement;

import java.util.List;
import java.util.Optional;
import weir.config.Doc;
import weir.incident.Rung;
import weir.response.Response;
import weir.response.Target;

/// Of whom a place of the operator's own can enforce what.
///
/// @param host users and scripts of other hosts are beyond it
public record Reach(
    @Doc("What it can do.") List<Rung> responses,
    @Doc("To whom it can do it.") List<Kind> targets,
    @Doc("The host whose users and scripts it knows; all hosts' where this is not set.")
        Optional<String> host) {

  public Reach {
    responses = List.copyOf(responses);
    targets = List.copyOf(targets);
  }

  /// What a target can be.
  public enum Kind {
    LOGIN,
    USER,
    SCRIPT,
    DOMAIN,
    SENDER,
    ACCOUNT;

    static Kind of(Target target) {
      return switch (target) {
        case Target.Login _ -> LOGIN;
        case Target.LocalUser _ -> USER;
        case Target.Program _ -> SCRIPT;
        case Target.OfDomain _ -> DOMAIN;
        case Target.Sender _ -> SENDER;
        case Target.Customer _ -> ACCOUNT;
      };
    }
  }

  /// Why not, for people; empty where it can.
  Optional<String> cannot(Target target, Response response) {
    if (!responses.contains(response.rung())) {
      return Optional.of("its settings have no " + response.word() + " among its responses");
    }
    if (!targets.contains(Kind.of(target))) {
      return Optional.of("its settings have no " + target.kind() + " among its targets");
    }
    return on(target)
        .filter(where -> host.isPresent() && !host.get().equals(where))
        .map(where -> "it is for " + host.orElseThrow() + ", not for " + where);
  }

  /// The host of a target that has one.
  static Optional<String> on(Target target) {
    return switch (target) {
      case Target.LocalUser(var host, _) -> Optional.of(host);
      case Target.Program(var host, _) -> Optional.of(host);
      case Target.Login _, Target.OfDomain _, Target.Sender _, Target.Customer _ ->
          Optional.empty();
    };
  }
}
