package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.enforcement.EnforcementSettings.Sendmail;
import weir.submissions.SubmissionSettings;

/// Places that an agent has where its file names none.
class UsualPlacesTest {
  private static final Binder BINDER = new Binder(Values.standard());
  private static final AgentFile FILE = BINDER.defaults(AgentFile.class, Path.of("/"));

  @Test
  void suspendedUsersStandInTheFileThatTheWrapperIsToldOf() {
    String toml = "blocked = '/srv/weir/blocked'";
    SubmissionSettings settings =
        ((Binding.Bound<SubmissionSettings>)
                BINDER.text(SubmissionSettings.class, toml, Path.of("/etc/weir/submissions.toml")))
            .value();
    assertThat(OrderedHere.places(FILE, Optional.of(settings)))
        .containsEntry("sendmail", new Sendmail(Optional.empty(), Path.of("/srv/weir/blocked")));
  }

  @Test
  void whereThereIsNoWrapperThereIsNoPlaceForIt() {
    assertThat(OrderedHere.places(FILE, Optional.empty()))
        .containsOnlyKeys("fence", "scripts", "processes");
  }
}
