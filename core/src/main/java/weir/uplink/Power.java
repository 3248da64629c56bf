package weir.uplink;

import java.util.Locale;
import java.util.Optional;
import weir.response.Response;
import weir.response.Target;

/// What an agent may be ordered to do: its host's own file names which of these.
public enum Power {
  /// Tell what is there, and try the fence; changes nothing.
  LOOK,
  /// Keep a user from every mail server.
  FENCE,
  /// Hold what a user or a script hands to the mail server of that host.
  HOLD,
  /// Stop a user: what that is says the host's own file.
  SUSPEND,
  /// Take a script out of use.
  DISABLE_SCRIPT,
  /// Have the fence hold, or only observe.
  ROLL_OUT,
  /// Throttle, hold or refuse what logins hand in at a gateway of ours. A gateway has it, no other
  /// host.
  MAIL;

  /// As files and agents write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What a verb needs; empty where no agent does it.
  public static Optional<Power> of(Order.Verb verb) {
    return switch (verb) {
      case Order.Look _, Order.Verify _, Order.Take _ -> Optional.of(LOOK);
      case Order.Stage _ -> Optional.of(ROLL_OUT);
      case Order.Put put -> of(put.target(), put.response());
    };
  }

  /// What a response to a target needs; empty where no agent does it.
  public static Optional<Power> of(Target target, Response response) {
    return switch (target) {
      case Target.LocalUser _ ->
          switch (response) {
            case Response.Fence _ -> Optional.of(FENCE);
            case Response.Hold _ -> Optional.of(HOLD);
            case Response.Suspend _ -> Optional.of(SUSPEND);
            case Response.Notify _, Response.Throttle _, Response.DenyLogin _ -> Optional.empty();
          };
      case Target.Program _ ->
          switch (response) {
            case Response.Hold _ -> Optional.of(HOLD);
            case Response.Suspend _ -> Optional.of(DISABLE_SCRIPT);
            case Response.Notify _, Response.Throttle _, Response.DenyLogin _, Response.Fence _ ->
                Optional.empty();
          };
      case Target.Login _, Target.OfDomain _ ->
          switch (response) {
            case Response.Throttle _, Response.Hold _, Response.DenyLogin _ -> Optional.of(MAIL);
            case Response.Notify _, Response.Fence _, Response.Suspend _ -> Optional.empty();
          };
      case Target.Sender _, Target.Customer _ -> Optional.empty();
    };
  }
}
