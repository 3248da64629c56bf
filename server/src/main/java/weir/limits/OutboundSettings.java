package weir.limits;

import java.nio.file.Path;
import java.util.Optional;
import weir.config.Binding;
import weir.config.Doc;
import weir.config.MustRead;

/// What is asked about those who send.
@Doc("What is asked about those who send, and leads to incidents.")
public record OutboundSettings(
    @Doc(
            "Rules about senders, and their exemptions: a file as weir limits show default prints it. Weir's own rules when not set.")
        @MustRead
        Optional<Path> limits) {

  /// The rules and exemptions as they are now.
  public Binding<Limits> read() {
    return limits.map(Limits::read).orElseGet(ReadySet.DEFAULT::read);
  }
}
